import type { TerraformResource } from "cdktf";
import { ServiceStack } from "../../constructs/service-stack";
import { release, settingsOf, synth } from "../support/synth";

const TARGETS = "aws_lb_target_group.load_balancer";
const GROUP = "aws_autoscaling_group.web";
const TYPES = "mixed_instances_policy.launch_template.override";

/** Synthesizes lab with overrides on one of its resources, by their paths, as somebody may write them. */
function synthWith(address: string, overrides: object): void {
  synth("lab", (app) => {
    const settings = settingsOf("lab", { alarms: {} });
    const stack = new ServiceStack(app, "lab", { settings, release });
    const [type, name] = address.split(".");
    const found = stack.node.findAll().find((node) => {
      const { terraformResourceType, friendlyUniqueId } = node as TerraformResource;
      return terraformResourceType === type && friendlyUniqueId === name;
    });
    for (const [path, value] of Object.entries(overrides)) {
      (found as TerraformResource).addOverride(path, value);
    }
  });
}

const ERRORS = "aws_cloudwatch_metric_alarm.alarms_target_5xx";
const LATENCY = "aws_cloudwatch_metric_alarm.alarms_latency_p95";
const PAGE = "aws_cloudwatch_composite_alarm.alarms_users_affected";
const NEWS = "aws_db_event_subscription.news_cluster";
const LIKE = 'write it like ALARM("lab-latency-p95") OR ALARM("lab-target-5xx")';

test.each([
  ["every period of its window", ERRORS, { datapoints_to_alarm: 3 }],
  ["a window of two days in hours", LATENCY, { evaluation_periods: 48, period: 3600 }],
])("AWS takes an alarm with %s", (_what, of, overrides) => {
  expect(() => synthWith(of, overrides)).not.toThrow();
});

test.each([
  {
    what: "a treatment of missing data in capitals",
    of: ERRORS,
    overrides: { treat_missing_data: "BREACHING" },
    says: `${ERRORS}: treat_missing_data must be one of breaching, notBreaching, ignore, missing, got "BREACHING"; write it so, capitals included`,
  },
  {
    what: "more data points than periods",
    of: ERRORS,
    overrides: { datapoints_to_alarm: 4 },
    says: `${ERRORS}: datapoints_to_alarm must be at most evaluation_periods (3), got 4; change one of them`,
  },
  {
    what: "a window of more than a day",
    of: LATENCY,
    overrides: { evaluation_periods: 1500 },
    says: `${LATENCY}: evaluation_periods must span at most 86400 s with periods of 60 s, got 90000; take fewer periods, or periods of an hour`,
  },
  {
    what: "an alarm without a metric",
    of: LATENCY,
    overrides: { metric_name: undefined },
    says: `${LATENCY}: must watch a metric, got nothing; give it metric_name, or metric_query blocks`,
  },
  {
    what: "metric math that compares nothing",
    of: ERRORS,
    overrides: { "metric_query.0.return_data": false },
    says: `${ERRORS}: metric_query must have return_data in one block, got []; set it in the block whose value is compared`,
  },
  {
    what: "a rule that names no alarm",
    of: PAGE,
    overrides: { alarm_rule: "TRUE" },
    says: `${PAGE}: alarm_rule must name an alarm, got "TRUE"; ${LIKE}`,
  },
  {
    what: "a rule that can't be read",
    of: PAGE,
    overrides: { alarm_rule: 'ALARM("lab-latency-p95") OR' },
    says: `${PAGE}: alarm_rule must be made of ALARM(…), OK(…), INSUFFICIENT_DATA(…), AND, OR, NOT, got "ALARM(\\"lab-latency-p95\\") OR"; ${LIKE}`,
  },
  {
    what: "an event category that there isn't",
    of: NEWS,
    overrides: { event_categories: ["failovers"] },
    says: `${NEWS}: event_categories must be categories of db-cluster (configuration change, creation, deletion, failover, failure, global failover, maintenance, notification), got "failovers"; choose one of these`,
  },
  {
    what: "anomaly mitigation in turn",
    of: TARGETS,
    overrides: { load_balancing_anomaly_mitigation: "on" },
    says: `${TARGETS}: load_balancing_algorithm_type must be "weighted_random" with anomaly mitigation, got "round_robin"; set load_balancing_anomaly_mitigation to off`,
  },
  {
    what: "a slow start with another algorithm than in turn",
    of: TARGETS,
    overrides: { slow_start: 30, load_balancing_algorithm_type: "weighted_random" },
    says: `${TARGETS}: slow_start must be 0 with weighted_random, got 30; leave it out, or choose "round_robin"`,
  },
  {
    what: "a maximum below the minimum",
    of: GROUP,
    overrides: { min_size: 5 },
    says: `${GROUP}: max_size must be at least min_size (5), got 4; change one of them`,
  },
  {
    what: "a desired capacity above the maximum",
    of: GROUP,
    overrides: { desired_capacity: 5 },
    says: `${GROUP}: max_size must be at least desired_capacity (5), got 4; change one of them`,
  },
  {
    what: "a maintenance policy whose percentages lie too far apart",
    of: GROUP,
    overrides: { "instance_maintenance_policy.min_healthy_percentage": 40 },
    says: `${GROUP}: max_healthy_percentage must be at most min_healthy_percentage + 100 (140), got 150; bring them closer together`,
  },
  {
    what: "a refresh with one percentage of two",
    of: GROUP,
    overrides: { "instance_refresh.preferences.min_healthy_percentage": undefined },
    says: `${GROUP}: max_healthy_percentage must come with min_healthy_percentage, got 150; set both, or neither`,
  },
  {
    what: "checkpoints out of order",
    of: GROUP,
    overrides: { "instance_refresh.preferences.checkpoint_percentages": [50, 20, 100] },
    says: `${GROUP}: checkpoint_percentages must ascend, got [50,20,100]; put them in order, each once`,
  },
  {
    what: "a wait between checkpoints that are not there",
    of: GROUP,
    overrides: { "instance_refresh.preferences.checkpoint_delay": "600" },
    says: `${GROUP}: checkpoint_delay must come with checkpoint_percentages, got "600"; set both, or neither`,
  },
  {
    what: "an instance type twice",
    of: GROUP,
    overrides: { [TYPES]: [{ instance_type: "t3.micro" }, { instance_type: "t3.micro" }] },
    says: `${GROUP}: override must have each instance_type once, got "t3.micro"; leave one out`,
  },
  {
    what: "more instance types than AWS takes for a group",
    of: GROUP,
    overrides: {
      [TYPES]: Array.from({ length: 41 }, (_, i) => ({ instance_type: `m${i + 1}i.large` })),
    },
    says: `${GROUP}: override must have at most 40 types, got 41; leave some out`,
  },
])("$what is refused at synth", ({ of, overrides, says }) => {
  expect(() => synthWith(of, overrides)).toThrow(`[lab] ${says}`);
});
