import { synthStage } from "../support/synth";
import { policyOf } from "../support/synthesized";

const TOPIC = "${aws_sns_topic.news.arn}";
const ON_CALL = "arn:aws:sns:us-east-1:123456789012:on-call";
const METRICS = "aws_cloudwatch_metric_alarm";
const PAGE = "aws_cloudwatch_composite_alarm.alarms_users_affected";
const with_ = (alarms: object | "none") => synthStage("lab", { alarms });

test("are none unless the settings want some", () => {
  for (const stack of [synthStage("lab"), with_("none")]) {
    expect(stack.addresses().filter((address) => address.includes(".alarms_"))).toEqual([]);
  }
  expect(with_("none").text).toBe(synthStage("lab").text);
});

test("publish to the stage's topic, each by itself, when they go off and when it is over", () => {
  const stack = with_({});
  expect(stack.addresses(METRICS).length).toBeGreaterThan(15);
  for (const address of stack.addresses(METRICS)) {
    expect(stack.at(address)).toMatchObject({ alarm_actions: [TOPIC], ok_actions: [TOPIC] });
  }
});

test("say what is wrong, what to do first, why the threshold is there, and where the runbook is", () => {
  const stack = with_({});
  for (const address of stack.addresses(METRICS)) {
    const { alarm_description: text } = stack.at(address) as { alarm_description: string };
    expect(text).toMatch(/^.+\. First: .+[.?] Threshold: .+\. Runbook: docs\/runbooks\/\S+#\S+$/);
    expect(text.length).toBeLessThanOrEqual(1024);
  }
});

test("page by one alarm, which names those that say what users feel", () => {
  const rule = String(with_({}).at(PAGE).alarm_rule);
  expect(rule.split(" OR ")).toEqual(
    ["no_healthy_hosts", "load_balancer_5xx", "target_5xx", "latency_p95"].map(
      (name) => `ALARM("\${${METRICS}.alarms_${name}.alarm_name}")`,
    ),
  );
});

test("page to a topic of one's own, and to the stage's topic without one", () => {
  expect(with_({}).at(PAGE).alarm_actions).toEqual([TOPIC]);
  const paged = with_({ topic: ON_CALL });
  expect(paged.at(PAGE)).toMatchObject({ alarm_actions: [ON_CALL], ok_actions: [ON_CALL] });
  expect(paged.at(`${METRICS}.alarms_latency_p95`).alarm_actions).toEqual([TOPIC]);
});

test("are mailed to each address, which the stage's topic has as a subscription", () => {
  const stack = with_({ mail: ["ops@example.com", "Night.Shift@example.com"] });
  expect(stack.addresses("aws_sns_topic_subscription")).toEqual([
    "aws_sns_topic_subscription.alarms_mail_night_shift_example_com",
    "aws_sns_topic_subscription.alarms_mail_ops_example_com",
  ]);
  expect(stack.at("aws_sns_topic_subscription.alarms_mail_ops_example_com")).toMatchObject({
    topic_arn: TOPIC,
    protocol: "email",
    endpoint: "ops@example.com",
  });
});

test("hear of events by rules, which may publish to the topic as nobody else's rules may", () => {
  const stack = with_({});
  const name = "alarms_refresh_failed";
  const pattern = JSON.parse(String(stack.at(`aws_cloudwatch_event_rule.${name}`).event_pattern));
  expect(pattern.detail).toEqual({
    AutoScalingGroupName: ["${aws_autoscaling_group.web.name}"],
  });
  expect(stack.at(`aws_cloudwatch_event_target.${name}`).arn).toBe(TOPIC);
  const statements = policyOf(stack.at("aws_sns_topic_policy.news").policy);
  expect(statements).toContainEqual({
    Effect: "Allow",
    Action: "sns:Publish",
    Resource: TOPIC,
    Principal: { Service: "events.amazonaws.com" },
    Condition: {
      ArnLike: { "aws:SourceArn": "arn:aws:events:us-east-1:${aws_sns_topic.news.owner}:rule/*" },
    },
  });
});

test("watch the database by role, since a failover moves it", () => {
  const stack = with_({});
  const dimensions = stack
    .addresses(METRICS)
    .filter((address) => address.includes("_database_"))
    .map((address) => Object.keys(stack.at(address).dimensions as object));
  expect(new Set(dimensions.map(String))).toEqual(new Set(["DBClusterIdentifier,Role"]));
});
