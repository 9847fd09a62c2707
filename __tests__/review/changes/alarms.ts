import { attention, type Pair, safe } from "../change";

const ERRORS = "aws_cloudwatch_metric_alarm.alarms_target_5xx";
const HEALTHY = "aws_cloudwatch_metric_alarm.alarms_no_healthy_hosts";
const FULL = "aws_cloudwatch_metric_alarm.alarms_group_at_maximum";
const PAGE = "aws_cloudwatch_composite_alarm.alarms_users_affected";
const EVENT = "aws_cloudwatch_event_target.alarms_refresh_failed";

/** An attribute of an alarm, and a value that loosens it beside one that doesn't. */
const looser = (
  name: string,
  what: string,
  address: string,
  worse: object,
  better: object,
): Pair => ({
  name,
  from: "prod",
  what,
  set: { [address]: worse },
  label: attention(address),
  twin: { what: `${what}, the other way`, set: { [address]: better }, label: safe },
});

export const alarms: readonly Pair[] = [
  looser("alarm-threshold", "Errors are told later", ERRORS, { threshold: 50 }, { threshold: 2 }),
  looser(
    "alarm-below",
    "An alarm for too few is set lower",
    HEALTHY,
    { threshold: 0 },
    { threshold: 2 },
  ),
  looser(
    "alarm-periods",
    "An alarm waits longer",
    ERRORS,
    { datapoints_to_alarm: 3 },
    { datapoints_to_alarm: 1 },
  ),
  looser(
    "alarm-silence",
    "Silence counts as health",
    HEALTHY,
    { treat_missing_data: "notBreaching" },
    { treat_missing_data: "breaching", alarm_description: "Nobody is healthy." },
  ),
  looser(
    "alarm-actions",
    "An alarm calls nobody",
    ERRORS,
    { actions_enabled: false },
    { alarm_description: "Errors." },
  ),
  looser(
    "alarm-rule",
    "The alarm that pages names one alarm fewer",
    PAGE,
    { alarm_rule: 'ALARM("prod-no-healthy-hosts")' },
    { alarm_description: "Users are affected." },
  ),
  {
    name: "alarm-removed",
    from: "prod",
    what: "An alarm leaves the configuration",
    remove: [FULL],
    label: attention(FULL),
    twin: {
      what: "It gets another text",
      set: { [FULL]: { alarm_description: "Full." } },
      label: safe,
    },
  },
  {
    name: "event-removed",
    from: "prod",
    what: "An event reaches nobody any more",
    remove: [EVENT],
    label: attention(EVENT),
    twin: {
      what: "Its rule gets another text",
      set: { "aws_cloudwatch_event_rule.alarms_refresh_failed": { description: "A rollout." } },
      label: safe,
    },
  },
];
