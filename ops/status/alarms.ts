import { type CloudWatchClient, paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import { ALARM_NAMES } from "../../alarms/names";
import { named } from "../../names/stage";
import { collect, sorted } from "../../service/read/pages";
import type { AlarmState } from "./facts";

/** The alarms of a stage, by name. */
export async function readAlarms(client: CloudWatchClient, stage: string): Promise<AlarmState[]> {
  const prefix = named(stage, "");
  const all = await collect(
    paginateDescribeAlarms(
      { client },
      { AlarmNamePrefix: prefix, AlarmTypes: ["MetricAlarm", "CompositeAlarm"] },
    ),
    ({ MetricAlarms = [], CompositeAlarms = [] }) => [...MetricAlarms, ...CompositeAlarms],
  );
  const states = all.map(
    (alarm): AlarmState => ({
      name: (alarm.AlarmName ?? "").slice(prefix.length),
      state: alarm.StateValue ?? "INSUFFICIENT_DATA",
      since: alarm.StateUpdatedTimestamp?.toISOString() ?? "",
    }),
  );
  return sorted(
    states.filter(({ name }) => ALARM_NAMES.has(name)),
    ({ name }) => name,
  );
}
