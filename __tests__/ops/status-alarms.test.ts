import { ALARM_NAMES } from "../../alarms/names";
import type { AlarmState, Facts } from "../../ops/status/facts";
import { judge } from "../../ops/status/judge";
import { partsOf } from "../../ops/status/lines";
import { FACTS } from "./working-stage";

const since = "2026-11-29T15:00:00.000Z";
const alarm = (name: string, state: string): AlarmState => ({ name, state, since });
const saidOf = (change: Partial<Facts>) =>
  judge({ ...FACTS, ...change }).map(({ level, about, says }) => `${level} ${about}: ${says}`);
const shown = (alarms: Facts["alarms"]) =>
  partsOf({ ...FACTS, alarms }).find(({ title }) => title === "alarms")?.says;

test("an alarm that is on is something to look at; one without data is none by itself", () => {
  expect(saidOf({ alarms: [alarm("target-5xx", "ALARM")] })).toEqual([
    "attention alarms: target-5xx has been on since 2026-11-29 15:00 UTC",
  ]);
  expect(saidOf({ alarms: [alarm("target-5xx", "INSUFFICIENT_DATA")] })).toEqual([]);
});

test("the screen says how many alarms there are, which are on, and how many have no data", () => {
  const some = [alarm("latency-p95", "ALARM"), alarm("nat-a-drops", "INSUFFICIENT_DATA")];
  expect(shown([...some, alarm("target-5xx", "OK")])).toEqual([
    "3 in all; on: latency-p95; 1 without data",
  ]);
  expect(shown([])).toEqual(["none"]);
});

test("a database that can't be restored as it was in the last 25 hours is something to look at", () => {
  const upTo = (restorable: string) => saidOf({ database: { ...FACTS.database, restorable } });
  expect(upTo("2026-11-28T14:30:00.000Z")).toEqual([]);
  expect(upTo("2026-11-28T13:20:00.000Z")).toEqual([
    "attention database: can be restored only as it was 26 h ago or before",
  ]);
});

test("an alarm of the stage lab-eu is none of the stage lab's", () => {
  expect(ALARM_NAMES).toContain("latency-p95");
  expect(ALARM_NAMES).toContain("users-affected");
  expect(ALARM_NAMES).not.toContain("eu-latency-p95");
});
