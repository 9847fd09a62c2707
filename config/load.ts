import { parse } from "lossless-json";
import { type Fault, faultsOf, meant, Refusal, sentence } from "./refusal";
import { type Settings, type SettingsInput, settingsSchema } from "./settings";

/** A stage's name starts stack names, load balancer names (32 characters) and file names. */
const NAME = /^(?!.{17})(?!state$)(?!.*-image$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Checks every stage, with the overrides of this run merged over it.
 * @param overrides what stands under "settings" in CDKTF's context, keyed by stage
 * @throws Refusal with all faults of all stages
 */
export function loadStages(
  stages: Readonly<Record<string, SettingsInput>>,
  overrides: unknown = {},
): Record<string, Settings> {
  const faults: Fault[] = [];
  const checked: Record<string, Settings> = {};
  for (const [name, settings] of Object.entries(
    merge(stages, objectOf(overrides, faults)) as object,
  )) {
    if (!NAME.test(name) || !(name in stages)) faults.push(nameFault(name, Object.keys(stages)));
    else {
      const result = settingsSchema.safeParse(settings);
      if (result.success) checked[name] = result.data;
      else faults.push(...faultsOf(result.error, name));
    }
  }
  if (faults.length > 0) throw new Refusal(faults);
  return checked;
}

/** The stages that were asked for by name, in their own order; all of them if none was named. */
export function chooseStages<T>(all: Record<string, T>, names: readonly string[]): [string, T][] {
  const unknown = names.filter((name) => !(name in all));
  if (unknown.length > 0) {
    throw new Refusal(unknown.map((name) => nameFault(name, Object.keys(all))));
  }
  return Object.entries(all).filter(([name]) => names.length === 0 || names.includes(name));
}

/**
 * The "settings" of a JSON context. Unlike JSON.parse it refuses a key given twice, of which the
 * second would win without a word.
 */
export function overridesIn(contextJson: string): unknown {
  try {
    const context = parse(contextJson, undefined, Number) as { settings?: unknown } | null;
    return context?.settings ?? {};
  } catch (error) {
    const says = `must be JSON without a key given twice, got: ${(error as Error).message}; mend the text`;
    throw new Refusal([{ where: "CDKTF_CONTEXT_JSON", says }]);
  }
}

/** Objects key by key; lists, values with a `kind`, and `database.instances` are replaced whole. */
function merge(base: unknown, over: unknown, path: readonly string[] = []): unknown {
  const replaced = path.slice(1).join(".") === "database.instances";
  if (!isObject(base) || !isObject(over) || replaced || "kind" in base || "kind" in over)
    return over;
  const merged = Object.entries(over).map(([key, value]) => [
    key,
    Object.hasOwn(base, key) ? merge(base[key], value, [...path, key]) : value,
  ]);
  return { ...base, ...Object.fromEntries(merged) };
}

function objectOf(overrides: unknown, faults: Fault[]): object {
  if (isObject(overrides)) return overrides;
  const says = sentence("must be an object keyed by stage", overrides, 'write it like {"lab":{…}}');
  faults.push({ where: "settings", says });
  return {};
}

function nameFault(name: string, known: readonly string[]): Fault {
  if (known.includes(name)) {
    const must =
      'must be named in up to 16 of a-z, 0-9 and single dashes, not "state" or "…-image"';
    return { where: name, says: sentence(must, name, "rename the stage") };
  }
  return { where: name, says: `is not a stage; ${meant(name, known)}` };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
