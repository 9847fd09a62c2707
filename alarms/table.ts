import type { Alarm } from "./alarm";
import { budgetAlarms } from "./budget";
import { databaseAlarms } from "./database";
import { entryAlarms } from "./entry";
import { fleetAlarms } from "./fleet";
import { networkAlarms } from "./network";
import type { StageFacts } from "./stage";

/** All alarms of a stage, in the order of a diagnosis: first what users feel, then what may cause it; costs at the end. */
export function alarmsOf(facts: StageFacts): readonly Alarm[] {
  return [entryAlarms, fleetAlarms, databaseAlarms, networkAlarms, budgetAlarms].flatMap((alarms) =>
    alarms(facts),
  );
}
