import { review } from "../../review/review";
import type { Plan, ResourceChange } from "../../terraform/plan";
import { keptStage } from "../support/kept-plans";

const FULL = "aws_cloudwatch_metric_alarm.alarms_group_at_maximum";
const DROPS = "aws_cloudwatch_metric_alarm.alarms_nat_a_drops";
const GATEWAY = "aws_nat_gateway.network_nat_a";
const GROUP = "aws_autoscaling_group.web";

const MEMORY = "aws_cloudwatch_metric_alarm.alarms_database_writer_memory";
const CPU = "aws_cloudwatch_metric_alarm.alarms_database_writer_cpu";
const LATENCY = "aws_cloudwatch_metric_alarm.alarms_latency_p95";
const INSTANCE = "aws_rds_cluster_instance.database_a";

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
  expect(saidOf(FULL, edits)).toBe("goes off only at a worse value");
});

test("an alarm may go with what it watches", () => {
  expect(saidOf(DROPS, { [DROPS]: gone, [GATEWAY]: gone })).toBeUndefined();
});

test("an alarm that goes while what it watches stays is said", () => {
  expect(saidOf(DROPS, { [DROPS]: gone })).toBe("goes: nobody hears any more of what it watched");
});

const smaller = { [INSTANCE]: set({ instance_class: "db.t4g.medium" }) };

test("a lower threshold of memory may follow from a smaller class", () => {
  expect(saidOf(MEMORY, { [MEMORY]: set({ threshold: 1 }), ...smaller })).toBeUndefined();
});

test("a higher threshold of CPU follows from no class, and is said", () => {
  expect(saidOf(CPU, { [CPU]: set({ threshold: 95 }), ...smaller })).toBe(
    "goes off only at a worse value",
  );
});

test("another statistic of the same metric is said", () => {
  const edits = { [LATENCY]: set({ extended_statistic: "p50" }) };
  expect(saidOf(LATENCY, edits)).toBe("watches something else");
});

test("another expression over the same metrics is said", () => {
  const halved: Edit = (now) => {
    const queries = (now as { metric_query: { expression: string }[] }).metric_query;
    const half = ({ expression, ...rest }: { expression: string }) => ({
      ...rest,
      expression: expression && `${expression} / 2`,
    });
    return { actions: ["update"], after: { ...now, metric_query: queries.map(half) } };
  };
  expect(saidOf(DROPS, { [DROPS]: halved })).toBe("calculates something else");
});
