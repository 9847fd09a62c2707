import { synthStage } from "../support/synth";

const watched = (settings: object = {}) =>
  synthStage("lab", { alarms: { dashboard: "cloudwatch" }, ...settings });

test.each(["none", {}, { dashboard: "none" }])(
  "a stage with the alarms %j has neither dashboard nor saved queries",
  (alarms) => {
    const stage = synthStage("lab", { alarms });
    expect(stage.addresses("aws_cloudwatch_dashboard")).toEqual([]);
    expect(stage.addresses("aws_cloudwatch_query_definition")).toEqual([]);
  },
);

describe("the dashboard of a stage with alarms", () => {
  const stage = watched();
  const { dashboard_name, dashboard_body } = stage.at("aws_cloudwatch_dashboard.dashboard");
  const body = JSON.parse(dashboard_body as string);

  test("is named after the stage", () => {
    expect(dashboard_name).toBe("lab-dashboard");
  });

  test("shows the state of every alarm, also of the one that names others", () => {
    const alarms = ["aws_cloudwatch_composite_alarm", "aws_cloudwatch_metric_alarm"]
      .flatMap((type) => stage.addresses(type))
      .filter((address) => address.includes(".alarms_"))
      .map((address) => stage.at(address).alarm_name);
    expect(alarms.length).toBeGreaterThan(10);
    const shown = body.widgets[0].properties.alarms as string[];
    const arn = "arn:aws:cloudwatch:us-east-1:${aws_sns_topic.news.owner}:alarm";
    expect([...shown].sort()).toEqual(alarms.map((name) => `${arn}:${name}`).sort());
  });

  test("draws this stage's load balancer, group and cluster", () => {
    expect(dashboard_body).toContain("${aws_lb.load_balancer.arn_suffix}");
    expect(dashboard_body).toContain("${aws_autoscaling_group.web.name}");
    expect(dashboard_body).toContain("${aws_rds_cluster.database.cluster_identifier}");
  });
});

describe("saved queries", () => {
  const names = (settings: object) =>
    watched(settings)
      .addresses("aws_cloudwatch_query_definition")
      .map((address) => address.replace("aws_cloudwatch_query_definition.saved_queries_", ""));

  test("ask the logs that the stage has", () => {
    expect(names({})).toEqual(["database_errors", "slow_statements"]);
    expect(names({ web: { agent: "cloudwatch" } })).toContain("app_errors");
    expect(names({ network: { flowLogs: "rejected" } })).toContain("refused_connections");
  });

  test("ask the log groups of the cluster that the app uses", () => {
    const query = watched().at("aws_cloudwatch_query_definition.saved_queries_slow_statements");
    expect(query).toMatchObject({
      name: "lab-slow-statements",
      log_group_names: [
        "/aws/rds/cluster/${aws_rds_cluster.database.cluster_identifier}/slowquery",
      ],
    });
  });
});
