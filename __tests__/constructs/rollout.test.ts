import { synthStage } from "../support/synth";

const lab = () => synthStage("lab");
const prod = () => synthStage("prod");
const GROUP = "aws_autoscaling_group.web";
const preferences = (stack: ReturnType<typeof lab>) => {
  const { instance_refresh } = stack.at(GROUP) as { instance_refresh: { preferences: object } };
  return instance_refresh.preferences;
};

test("in steps, a rollout has new instances healthy before old ones go, and no alarm", () => {
  expect(preferences(lab())).toEqual({ min_healthy_percentage: 100, max_healthy_percentage: 150 });
  expect(lab().addresses("aws_cloudwatch_metric_alarm")).toEqual([]);
});

test("a canary is one instance for ten minutes, and the rest unless the alarm goes off", () => {
  expect(preferences(prod())).toEqual({
    min_healthy_percentage: 100,
    max_healthy_percentage: 150,
    checkpoint_percentages: [1, 100],
    checkpoint_delay: "600",
    alarm_specification: { alarms: ["${aws_cloudwatch_metric_alarm.web_errors.alarm_name}"] },
  });
});

test("the alarm counts the app's own errors, and tells the topic", () => {
  expect(prod().at("aws_cloudwatch_metric_alarm.web_errors")).toMatchObject({
    alarm_name: "prod-web-errors",
    namespace: "AWS/ApplicationELB",
    metric_name: "HTTPCode_Target_5XX_Count",
    dimensions: {
      LoadBalancer: "${aws_lb.load_balancer.arn_suffix}",
      TargetGroup: "${aws_lb_target_group.load_balancer.arn_suffix}",
    },
    evaluation_periods: 3,
    datapoints_to_alarm: 2,
    treat_missing_data: "notBreaching",
    alarm_actions: ["${aws_sns_topic.news.arn}"],
  });
});

test("no rollout goes back by itself: the group has the new template already", () => {
  for (const stack of [lab(), prod()])
    expect(preferences(stack)).not.toHaveProperty("auto_rollback");
});

test("instances live as many days as the settings say, and else for ever", () => {
  expect(lab().at(GROUP).max_instance_lifetime).toBe(0);
  const weekly = synthStage("lab", { web: { maxDays: 7 } });
  expect(weekly.at(GROUP).max_instance_lifetime).toBe(7 * 86_400);
});
