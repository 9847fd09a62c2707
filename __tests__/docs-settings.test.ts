import { z } from "zod";
import { settingsSchema } from "../config/settings";
import { readPage } from "./support/docs";
import { put, saidTo, sound } from "./support/refusals";

/** The README's rows of settings: what stands in the first column, and in the others. */
const rows = [...readPage("README.md").matchAll(/^\| (`[a-z][^|]*`) +\| (.*) \|$/gm)].map(
  ([, setting = "", values = ""]) => ({ setting, values }),
);
/** Of an object that has keys, also where a stage may leave it out. */
const shapeOf = (part: z.ZodType): object | undefined =>
  part instanceof z.ZodPrefault
    ? shapeOf(part.unwrap() as z.ZodType)
    : part instanceof z.ZodObject
      ? part.shape
      : undefined;
const rowOf = (path: string) => rows.find(({ setting }) => setting.includes(`\`${path}\``));

test("the README has a row for every setting of a stage", () => {
  const paths = Object.entries(settingsSchema.shape).flatMap(([name, part]) => {
    const inner = shapeOf(part);
    return inner === undefined ? [name] : Object.keys(inner).map((key) => `${name}.${key}`);
  });
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => rowOf(path) === undefined)).toEqual([]);
});

test.each([
  ["network.cidr", "10.0.0.0/8"],
  ["network.zones", ["a", "z"]],
  ["web.min", 0],
  ["web.max", 0],
  ["web.targetCpu", 0],
  ["web.targetRequests", 0],
  ["web.port", 80],
  ["database.name", "1"],
  ["database.instances", {}],
  ["database.backupDays", 0],
  ["tags", Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`Tag${i}`, "x"]))],
])("the README's range of %s is what the schema takes", (path, value) => {
  const said = saidTo({ lab: put(sound, path, value) }).join();
  const [range] = /\S+ to [/\w]+|at most \d+/.exec(said.replace(/.*?: must be/, "")) ?? [];
  expect(range).toBeDefined();
  expect(rowOf(path)?.values).toContain(range);
});

test.each([
  "network.endpoints",
  "network.flowLogs",
  "web.port",
  "web.healthCheckPath",
  "logs.access",
  "logs.audit",
  "logs.days",
  "encryption",
  "database.backtrackHours",
  "tags",
])("the README's default of %s is the schema's", (path) => {
  const lab = settingsSchema.parse(put(put(sound, path, undefined), "backend.kind", "local"));
  const value = path.split(".").reduce<unknown>((at, key) => (at as never)[key], lab);
  expect(rowOf(path)?.values).toContain(`\`${JSON.stringify(value)}\``);
});
