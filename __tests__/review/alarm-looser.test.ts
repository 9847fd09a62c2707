import { review } from "../../review/review";
import type { Plan, ResourceChange } from "../../terraform/plan";
import { keptStage } from "../support/kept-plans";

const FULL = "aws_cloudwatch_metric_alarm.alarms_group_at_maximum";
const DROPS = "aws_cloudwatch_metric_alarm.alarms_nat_a_drops";
const GATEWAY = "aws_nat_gateway.network_nat_a";
const GROUP = "aws_autoscaling_group.web";

type Edit = (now: object) => { actions: readonly string[]; after: object | null };
const set =
  (values: object): Edit =>
  (now) => ({ actions: ["update"], after: { ...now, ...values } });
const gone: Edit = () => ({ actions: ["delete"], after: null });

/** What is said of an alarm when prod changes so. */
function saidOf(alarm: string, edits: Readonly<Record<string, Edit>>): string | undefined {
  const plan = keptStage("prod");
  const changed = plan.resource_changes?.map((entry) => {
    const edit = edits[entry.address];
    if (edit === undefined) return entry;
    const before = entry.change.after as object;
    return { ...entry, change: { ...entry.change, before, ...edit(before) } } as ResourceChange;
  });
  const { findings } = review({ ...plan, resource_changes: changed } as Plan);
  return findings.find(({ rule, address }) => rule === "alarm-looser" && address === alarm)?.title;
}

test("a higher threshold may follow from a larger group", () => {
  const edits = { [FULL]: set({ threshold: 20 }), [GROUP]: set({ max_size: 20 }) };
  expect(saidOf(FULL, edits)).toBeUndefined();
});

test("a higher threshold than the group's maximum is said", () => {
  const edits = { [FULL]: set({ threshold: 30 }), [GROUP]: set({ max_size: 20 }) };
  expect(saidOf(FULL, edits)).toBe("goes off at a worse value");
});

test("an alarm may go with what it watches", () => {
  expect(saidOf(DROPS, { [DROPS]: gone, [GATEWAY]: gone })).toBeUndefined();
});

test("an alarm that goes while what it watches stays is said", () => {
  expect(saidOf(DROPS, { [DROPS]: gone })).toBe("goes: nobody hears any more of what it watched");
});
