import fc from "fast-check";
import type { SettingsInput } from "../../config/settings";
import { put } from "./refusals";

/** A way to spoil settings, whatever else has been done to them, and the path it is told at. */
export interface Spoiling {
  readonly at: string;
  readonly spoil: (settings: unknown) => unknown;
}

type Path = readonly string[];

const KNOWN = new Set(
  "region account network image entry web database protection backend tags cidr zones nat endpoints flowLogs kind id scheme from https domain zone instanceType fallbackTypes min max targetCpu targetRequests port healthCheckPath loadPage agent edition engine version name instances class backupDays windows backup maintenance apply bucket keyPrefix organization project hostname boundary logs access audit days rollout maxDays balancing cluster restore to into waf mode groups limit insights encryption backtrackHours backupVault lock alarms mail topic dashboard budget".split(
    " ",
  ),
);
const LETTERS = ["a", "b", "c", "d", "e", "f"];
const BOUNDARY = "arn:aws:iam::123456789012:policy/lab-boundary";
const MANY_RANGES = Array.from({ length: 61 }, (_, i) => `10.0.${i}.0/24`);

/** One fault of a random kind; each kind is wrong for certain, so none may pass. */
export function arbitraryFault(settings: SettingsInput): fc.Arbitrary<Spoiling> {
  return fc.oneof(
    unknownKey(settings),
    wrongType(settings),
    missing(settings),
    strangeText(settings),
    strangeNumber(settings),
    strangeName(),
    brokenRule(settings),
  );
}

/** A name that the schema doesn't know, in any object but those whose names are free. */
function unknownKey(settings: SettingsInput): fc.Arbitrary<Spoiling> {
  const objects = nodesOf(settings).filter(({ path, value }) => {
    return typeOf(value) === "object" && !["tags", "database.instances"].includes(path.join("."));
  });
  const odd = ["__proto__", "constructor", "toString", "Region", "vpc", "zoness", ""];
  const key = fc.oneof(fc.constantFrom(...odd), fc.string());
  return fc
    .tuple(fc.constantFrom(...objects), key, fc.jsonValue())
    .filter(([, name]) => !KNOWN.has(name))
    .map(([{ path }, name, value]) => set([...path, name], value));
}

/** Text for a number, null for a list, a list for an object: another JSON type than the one there. */
function wrongType(settings: SettingsInput): fc.Arbitrary<Spoiling> {
  return fc
    .tuple(fc.constantFrom(...nodesOf(settings).slice(1)), fc.jsonValue({ maxDepth: 2 }))
    .filter(([{ value }, other]) => typeOf(value) !== typeOf(other))
    .map(([{ path }, other]) => set(path, other));
}

function missing(settings: SettingsInput): fc.Arbitrary<Spoiling> {
  const optional =
    /^(tags|account|boundary|encryption|alarms(\..*)?$|logs(\..*)?$|network\.endpoints|entry\.(https|waf|balancing)|backend\.(keyPrefix|project|hostname)$|image\.edition|web\.(fallbackTypes|targetR|p|h|rollout|maxDays|loadPage|agent)|network\.flowLogs|.*\.\d+$|database\.instances\.[^.]+$|database\.(backupVault|backupVault\.lock|insights|backtrackHours|windows|cluster|restore|restore\.to|restore\.into)$)/;
  const needed = nodesOf(settings).filter(
    ({ path }) => path.length > 0 && !(optional.test(path.join(".")) && path.at(-2) !== "https"),
  );
  return fc.constantFrom(...needed).map(({ path }) => set(path, undefined));
}

/** No text of ours has a `!`, so any that has one is wrong. */
function strangeText(settings: SettingsInput): fc.Arbitrary<Spoiling> {
  const texts = nodesOf(settings).filter(({ value }) => typeof value === "string");
  return fc
    .tuple(fc.constantFrom(...texts), fc.string(), fc.boolean())
    .map(([{ path, value }, noise, keep]) => set(path, `${keep ? value : ""}${noise}!`));
}

function strangeNumber(settings: SettingsInput): fc.Arbitrary<Spoiling> {
  const most: Record<string, number> = {
    min: 100,
    max: 100,
    targetCpu: 100,
    targetRequests: 1_000_000,
    port: 65_535,
    backupDays: 35,
    edition: 1_000_000,
    days: 36_500,
    backtrackHours: 72,
    maxDays: 365,
    cluster: 2,
    into: 2,
    limit: 2_000_000_000,
    budget: 1_000_000,
  };
  const numbers = nodesOf(settings).filter(({ value }) => typeof value === "number");
  return fc.constantFrom(...numbers).chain(({ path }) => {
    const key = path.at(-1) ?? "";
    const limit = most[key] ?? 0;
    const outside = fc.oneof(
      fc.integer({ max: key === "backtrackHours" ? -1 : 0 }),
      fc.integer({ min: limit + 1 }),
      fc.constantFrom(1e300, -1e300, 0.5, -0.5, limit + 0.5, Number.NaN, Number.POSITIVE_INFINITY),
    );
    return outside.map((value) => set(path, value));
  });
}

/** Names of instances and tags that nothing may have. */
function strangeName(): fc.Arbitrary<Spoiling> {
  const names = ["Writer", "1a", "a_b", "a-", "-a", "a--b", "a".repeat(16), "a b", ""];
  const instance = { class: "db.t4g.medium", zone: "a" };
  const keys = [
    "aws:x",
    "AWS:x",
    "rds:x",
    " a",
    "a ",
    "Name",
    "name",
    "Stage",
    "a*",
    "",
    "k".repeat(129),
  ];
  return fc.oneof(
    fc.constantFrom(...names).map((name) => set(["database", "instances", name], instance)),
    fc.constantFrom(...keys).map((key) => ({
      at: dotted(["tags", key]),
      spoil: (settings: unknown) => changed(settings, ["tags"], { [key]: "x" }),
    })),
  );
}

/** What is wrong although each value alone would be fine. */
function brokenRule({ network, database, entry }: SettingsInput): fc.Arbitrary<Spoiling> {
  const [zone = "a"] = network.zones;
  const [range = "0.0.0.0/0"] = entry.from;
  const name = Object.keys(database.instances)[0] ?? "";
  const instance = { class: "db.t4g.medium", zone };
  const many = Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`n${i}`, instance]));
  const absent = LETTERS.filter((letter) => !network.zones.some((each) => each === letter));
  const needed = ["ssm", "ssmmessages", "ec2messages", "secretsmanager"];
  return fc.oneof(
    fc
      .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 100 }))
      .map(([max, more]) =>
        both("web.max", ["web", "max"], max, ["web", "min"], Math.min(100, max + more)),
      ),
    fc
      .constantFrom([], [zone], [...network.zones, zone])
      .map((zones) => set(["network", "zones"], zones)),
    fc.constantFrom([], [range, range]).map((from) => set(["entry", "from"], from)),
    fc.constantFrom({}, many).map((all) => set(["database", "instances"], all)),
    fc.constant(set(["network", "endpoints"], ["kms", "kms"])),
    fc
      .subarray(needed, { maxLength: 3 })
      .map((endpoints) =>
        both("network.endpoints", ["network", "nat"], "none", ["network", "endpoints"], endpoints),
      ),
    fc.constant(set(["entry", "from"], MANY_RANGES)),
    fc.constant(both("boundary", ["account"], "000000000012", ["boundary"], BOUNDARY)),
    fc.constantFrom({ Team: "web", team: "" }, { Team: "web", team: "shop" }).map((tags) => ({
      at: "tags.team",
      spoil: (settings: unknown) => changed(settings, ["tags"], tags),
    })),
    ...absent.map((letter) => fc.constant(set(["database", "instances", name, "zone"], letter))),
  );
}

function set(path: Path, value: unknown): Spoiling {
  return { at: dotted(path), spoil: (settings) => changed(settings, path, value) };
}

function both(at: string, one: Path, first: unknown, other: Path, second: unknown): Spoiling {
  return { at, spoil: (settings) => changed(changed(settings, one, first), other, second) };
}

/** As put, but where an earlier fault has taken the way there, that one is fault enough. */
function changed(settings: unknown, path: Path, value: unknown): unknown {
  let holder = settings;
  for (const key of path.slice(0, -1)) {
    if (typeof holder !== "object" || holder === null || !Object.hasOwn(holder, key))
      return settings;
    holder = (holder as Record<string, unknown>)[key];
  }
  return typeof holder === "object" && holder !== null ? put(settings, path, value) : settings;
}

/** Every value in `value`, with its path; the first is `value` itself. */
function nodesOf(value: unknown, path: Path = []): { path: Path; value: unknown }[] {
  const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [{ path, value }, ...inner.flatMap(([key, each]) => nodesOf(each, [...path, key]))];
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}

function dotted(path: Path): string {
  return path.map((key) => (/^[!-~]+$/.test(key) ? key : JSON.stringify(key))).join(".");
}
