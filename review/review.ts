import type { Plan } from "../terraform/plan";
import { attributesOf, verbOf } from "../terraform/steps";
import type { Change } from "./change";
import { type Context, contextOf } from "./context";
import { judgePlan, judgeResources } from "./judge";
import { type Monthly, monthlyOf } from "./monthly";
import { type Finding, LEVELS, type Level, type Rule } from "./rule";
import { isJudged, RULES } from "./rules";
import { Secrets } from "./secrets";

export type Verdict = "safe" | Exclude<Level, "note">;

export interface Counts {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly delete: number;
  readonly move: number;
  readonly import: number;
  readonly forget: number;
  /** Resources that changed or were deleted outside Terraform. */
  readonly drift: number;
}

/** What there is to know about a plan. Each address of it is in one place. */
export interface Review {
  readonly verdict: Verdict;
  readonly counts: Counts;
  /** From the worst down; of one level in the plan's order. An address may have several. */
  readonly findings: readonly Finding[];
  /** Addresses that change and that no rule knows. */
  readonly notJudged: readonly string[];
  /** Addresses that change, or are read, and harm nobody. */
  readonly harmless: readonly string[];
  readonly unchanged: readonly string[];
  readonly monthly: Monthly;
}

export function review(plan: Plan, rules: readonly Rule[] = RULES): Review {
  const context = contextOf(plan);
  const secrets = new Secrets(plan);
  const found = [
    ...judgeResources(context, secrets, rules),
    ...judgePlan(plan, context, secrets, rules),
  ];
  const strangers = new Set(addressesOf(context.changes.filter(isStrange)));
  // Of what no rule knows, a note would say that it is known.
  const known = found.filter(({ level, address }) => level !== "note" || !strangers.has(address));
  const findings = LEVELS.flatMap((level) => known.filter((each) => each.level === level));
  const places = placesOf(plan, context, findings, strangers);
  return {
    verdict: verdictOf(findings, places.notJudged),
    counts: countsOf(context, findings),
    findings,
    ...places,
    monthly: monthlyOf(context),
  };
}

// --- internal ---

type Places = Pick<Review, "notJudged" | "harmless" | "unchanged">;

function placesOf(
  { resource_changes: all = [], resource_drift: drift = [] }: Plan,
  { changes }: Context,
  findings: readonly Finding[],
  strangers: ReadonlySet<string>,
): Places {
  const placed = new Set(findings.map(({ address }) => address));
  const take = (addresses: Iterable<string>) => {
    const here = [...addresses].filter((each) => !placed.has(each));
    for (const each of here) placed.add(each);
    return [...new Set(here)];
  };
  const reads = all.filter((each) => each.mode === "data" && verbOf(each) !== undefined);
  return {
    notJudged: take(strangers),
    harmless: take(addressesOf([...changes.filter(isDone), ...reads])),
    unchanged: take(addressesOf([...all, ...drift])),
  };
}

function isDone({ verb }: Change): boolean {
  return verb !== "no-op";
}

function isStrange(change: Change): boolean {
  const { type, verb, entry } = change;
  if (!isDone(change) || verb === "read" || isJudged(type)) return false;
  return verb !== "update" || attributesOf(entry.change).some((name) => !TAGS.has(name));
}

const TAGS = new Set(["tags", "tags_all"]);

function verdictOf(findings: readonly Finding[], notJudged: readonly string[]): Verdict {
  const has = (level: Level) => findings.some((each) => each.level === level);
  if (has("danger")) return "danger";
  return has("attention") || notJudged.length > 0 ? "attention" : "safe";
}

function countsOf({ changes }: Context, findings: readonly Finding[]): Counts {
  const verbs = new Map<Change["verb"], number>();
  for (const { verb } of changes) verbs.set(verb, 1 + (verbs.get(verb) ?? 0));
  const count = (...some: Change["verb"][]) =>
    some.reduce((sum, verb) => sum + (verbs.get(verb) ?? 0), 0);
  const drifted = findings.filter(({ rule }) => rule === "drift").map(({ address }) => address);
  return {
    create: count("create", "create-and-forget"),
    update: count("update"),
    replace: count("replace"),
    delete: count("delete"),
    move: changes.filter(({ entry }) => entry.previous_address !== undefined).length,
    import: changes.filter(({ entry }) => entry.change.importing != null).length,
    forget: count("forget", "create-and-forget"),
    drift: new Set(drifted).size,
  };
}

function addressesOf(all: readonly { readonly address: string }[]): string[] {
  return all.map(({ address }) => address);
}
