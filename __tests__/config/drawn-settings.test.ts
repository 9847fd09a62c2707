import fc from "fast-check";
import { z } from "zod";
import { settingsSchema } from "../../config/settings";
import { arbitrarySettings } from "../support/arbitrary-settings";

const schema = z.toJSONSchema(settingsSchema, { io: "input", unrepresentable: "any" }) as Part;
/** Few, and of a fixed seed: a setting that is missing here is one that nearly no run draws. */
const stages = fc.sample(arbitrarySettings, { numRuns: 300, seed: 1 });

test("the random stages use every setting of the schema, and each value of a choice", () => {
  const lacking = undrawn(schema, stages, "");
  const where = "__tests__/support/arbitrary-settings.ts";
  expect(lacking.map((each) => `${where}: must draw ${each}`)).toEqual([]);
});

test("a setting that no stage has is reported by its path", () => {
  const without = stages.map(({ logs: _, alarms, ...rest }) => ({
    ...rest,
    ...(alarms && { alarms: {} }),
    entry: { ...rest.entry, balancing: "round-robin" },
  }));
  expect(undrawn(schema, without, "")).toEqual([
    'entry.balancing "weighted-random"',
    "logs",
    "alarms.mail",
    "alarms.topic",
    "alarms.budget",
    "alarms.dashboard",
  ]);
});

// --- internal ---

/** As much of a JSON schema as is read here. */
interface Part {
  readonly properties?: Readonly<Record<string, Part>>;
  readonly additionalProperties?: Part | boolean;
  readonly anyOf?: readonly Part[];
  readonly oneOf?: readonly Part[];
  readonly items?: Part;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
}

/** Choices of what a region or a database engine has, not of what a stage is like. */
const LISTS = ["region", "backend.region", "logs.days"];

/** Paths that none of the values has, and words that none of them chooses. */
function undrawn(part: Part, values: readonly unknown[], at: string): string[] {
  if (values.length === 0) return [at];
  const objects = values.filter((each) => typeof each === "object" && each !== null);
  const within = (key: string) => (at === "" ? key : `${at}.${key}`);
  const words = LISTS.includes(at) ? [] : (part.enum ?? [part.const ?? []].flat());
  const inner = Object.entries(part.properties ?? {}).flatMap(([key, each]) => {
    const drawn = objects.map((object) => (object as Record<string, unknown>)[key]);
    return undrawn(
      each,
      drawn.filter((value) => value !== undefined),
      within(key),
    );
  });
  const free = part.additionalProperties;
  const named =
    typeof free === "object" ? undrawn(free, objects.flatMap(Object.values), `${at}.*`) : [];
  const listed = values.filter(Array.isArray).flat();
  const arms = [...(part.anyOf ?? []), ...(part.oneOf ?? [])];
  return [
    ...words
      .filter((word) => !values.includes(word))
      .map((word) => `${at} ${JSON.stringify(word)}`),
    ...inner,
    ...named,
    ...(part.items ? undrawn(part.items, listed, at) : []),
    ...arms.flatMap((arm) => undrawn(arm, values, at)),
  ];
}
