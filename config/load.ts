import { isTaken, STATE } from "../names/stacks";
import { named } from "../names/stage";
import { dotted, type Fault, meant, Refusal, sentence } from "../terminal/refusal";
import type { Asked } from "./environment";
import { faultsOf } from "./schema";
import { type Settings, type SettingsInput, settingsSchema } from "./settings";
import { type StateInput, type StateSettings, stateSchema } from "./settings/state";

/** What people write: the stages by name, and where remote state lives. */
export interface Values {
  readonly stages: Readonly<Record<string, SettingsInput>>;
  readonly state: StateInput;
}

/** The same, checked, with defaults in place. */
export interface Loaded {
  readonly stages: Record<string, Settings>;
  readonly state: StateSettings;
}

/**
 * A stage's name starts the names of stacks, load balancers (32 characters), parameters and buckets,
 * and AWS keeps some beginnings for itself: internal-, sg-, /aws, /ssm, sthree-, amzn-s3-demo-.
 */
const NAME =
  /^(?!.{17})(?!(internal|sg|sthree|amzn-s3-demo)(-|$))(?!aws|ssm)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const NOTHING_ASKED: Asked = { overrides: {}, faults: [] };

/**
 * Checks every stage, and the home of state, with the overrides of this run merged over them.
 * @throws Refusal with all faults of all of them, and of the environment
 */
export function load({ stages, state }: Values, asked: Asked = NOTHING_ASKED): Loaded {
  const faults = [...asked.faults];
  if (Object.hasOwn(stages, STATE)) faults.push(nameFault(STATE, [STATE]));
  const merged = merge({ ...stages, state }, objectOf(asked.overrides, faults)) as object;
  const checked: Record<string, unknown> = {};
  for (const [name, settings] of Object.entries(merged)) {
    const schema = schemaOf(name, stages);
    const result = schema?.safeParse(settings);
    if (!result) faults.push(nameFault(name, Object.keys(stages)));
    else if (result.success) checked[name] = result.data;
    else faults.push(...faultsOf(result.error, name));
  }
  faults.push(...sharedBucket(merged, Object.keys(stages)));
  if (faults.length > 0) throw new Refusal(faults);
  const { state: home, ...rest } = checked;
  return { stages: rest as Loaded["stages"], state: home as StateSettings };
}

/**
 * Objects key by key; lists, values with a `kind`, `database.instances` and `database.restore` are
 * replaced whole. As in a JSON merge patch (RFC 7396) null takes out what the stage sets.
 */
function merge(base: unknown, over: unknown, path: readonly string[] = []): unknown {
  if (!isObject(base) || !isObject(over) || isWhole(base, path)) return over;
  const merged = Object.entries(over).map(([key, value]) => [
    key,
    Object.hasOwn(base, key) ? merge(base[key], value, [...path, key]) : value,
  ]);
  const all = Object.entries({ ...base, ...Object.fromEntries(merged) });
  const isTakenOut = ([key, value]: [string, unknown]) =>
    value === null && path.length > 0 && Object.hasOwn(base, key);
  return Object.fromEntries(all.filter((each) => !isTakenOut(each)));
}

/** A tag may be called `kind`, and so may a stage: neither is an alternative. */
function isWhole(base: object, [stage, ...path]: readonly string[]): boolean {
  const setting = path.join(".");
  if (setting === "database.instances" || setting === "database.restore") return true;
  return stage !== undefined && setting !== "tags" && Object.hasOwn(base, "kind");
}

/** A stage's roles may use the buckets named after it, and the states of all stages are not theirs. */
function sharedBucket(merged: object, stages: readonly string[]): Fault[] {
  const { bucket, github, operators } = objectIn(merged, STATE);
  const owner = stages.find(
    (name) => typeof bucket === "string" && bucket.startsWith(named(name, "")),
  );
  const roles = github !== undefined || (Array.isArray(operators) && operators.length > 0);
  if (owner === undefined || !roles) return [];
  const must = `must not start with "${named(owner, "")}" when there are roles for GitHub or operators, since those of ${owner} may use such buckets`;
  return [{ where: "state.bucket", says: sentence(must, bucket, "give it another name") }];
}

function objectIn(values: object, key: string): Readonly<Record<string, unknown>> {
  const value = (values as Record<string, unknown>)[key];
  return isObject(value) ? value : {};
}

function schemaOf(name: string, stages: Values["stages"]) {
  if (name === STATE) return stateSchema;
  const fits = NAME.test(name) && !isTaken(name);
  return fits && Object.hasOwn(stages, name) ? settingsSchema : undefined;
}

function objectOf(overrides: unknown, faults: Fault[]): object {
  if (isObject(overrides)) return overrides;
  const says = sentence("must be an object keyed by stage", overrides, 'write it like {"lab":{…}}');
  faults.push({ where: "settings", says });
  return {};
}

function nameFault(name: string, known: readonly string[]): Fault {
  const where = dotted([name]);
  if (known.includes(name)) {
    const must =
      'must be named in up to 16 of a-z, 0-9 and single dashes, starting with a letter, and not "state", "…-image", "internal", "sg", "sthree", "amzn-s3-demo", "aws…" or "ssm…"';
    return { where, says: sentence(must, name, "rename the stage") };
  }
  return { where, says: `is not a stage; ${meant(name, known)}` };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
