import type { Plan, ResourceChange } from "../terraform/plan";
import { attributesOf } from "../terraform/steps";
import { type Change, changeOf } from "./change";
import { type Context, contextOf } from "./context";
import { judgePlan, judgeResources } from "./judge";
import { type Monthly, monthlyOf } from "./monthly";
import { type Finding, LEVELS, type Level } from "./rule";
import { isJudged } from "./rules";
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

export function review(plan: Plan): Review {
  const context = contextOf(plan);
  const secrets = new Secrets(plan);
  const found = [...judgeResources(context, secrets), ...judgePlan(plan, context, secrets)];
  const strangers = new Set(addressesOf(context.changes.filter(isStrange)));
  // Of what no rule knows, a note would say that it is known.
  const findings = found
    .filter(({ level, address }) => level !== "note" || !strangers.has(address))
    .sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
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
  plan: Plan,
  { changes }: Context,
  findings: readonly Finding[],
  strangers: ReadonlySet<string>,
): Places {
  const placed = new Set(findings.map(({ address }) => address));
  const take = (addresses: readonly string[]) => {
    const here = [...new Set(addresses)].filter((each) => !placed.has(each));
    for (const each of here) placed.add(each);
    return here;
  };
  const reads = (plan.resource_changes ?? []).filter(({ mode }) => mode === "data");
  const all: readonly ResourceChange[] = [
    ...(plan.resource_changes ?? []),
    ...(plan.resource_drift ?? []),
  ];
  return {
    notJudged: take([...strangers]),
    harmless: take(addressesOf([...changes, ...reads.map(changeOf)].filter(isDone))),
    unchanged: take(addressesOf(all)),
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
  const count = (is: (change: Change) => boolean) => changes.filter(is).length;
  const verb = (...verbs: Change["verb"][]) => count((each) => verbs.includes(each.verb));
  const drifted = findings.filter(({ rule }) => rule === "drift").map(({ address }) => address);
  return {
    create: verb("create", "create-and-forget"),
    update: verb("update"),
    replace: verb("replace"),
    delete: verb("delete"),
    move: count(({ entry }) => entry.previous_address !== undefined),
    import: count(({ entry }) => entry.change.importing != null),
    forget: verb("forget", "create-and-forget"),
    drift: new Set(drifted).size,
  };
}

function addressesOf(all: readonly { readonly address: string }[]): string[] {
  return all.map(({ address }) => address);
}
