import type { Plan } from "../terraform/plan";
import type { Change } from "./change";
import type { Context } from "./context";

/** From the worst down. */
export const LEVELS = ["danger", "attention", "note"] as const;
export type Level = (typeof LEVELS)[number];

export const FAMILIES = {
  data: "what holds data, and what protects it",
  service: "what users reach, and what serves them",
  database: "availability of the database",
  doors: "who gets in",
  truth: "what the plan is worth",
  cost: "what is paid by the hour",
  secrets: "what must not be read",
} as const;
export type Family = keyof typeof FAMILIES;

/** What a rule says of one resource. The address is the subject of the title. */
export interface Judgement {
  readonly level: Level;
  /** What happens, a clause without a full stop: `is deleted, with all its data`. */
  readonly title: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Who can't be served, and how long; left out where nobody is affected. */
  readonly downtime?: string | undefined;
  /** Attributes whose old and new values belong to the finding, as paths. */
  readonly shows?: readonly string[];
}

interface About {
  /** A name for programs, too: it never changes. */
  readonly id: string;
  readonly family: Family;
  /** All levels that it can find, from the worst down. */
  readonly levels: readonly Level[];
  /** Ends the sentence "Finds where …", for the table of rules. */
  readonly finds: string;
  /** Why it matters to those who use or run the system, in a sentence. */
  readonly why: string;
}

/** Judges each changed resource of some types, by what it was and will be. */
export interface ResourceRule extends About {
  /** Types of our stacks. A type that some rule has here counts as judged. */
  readonly types: readonly string[];
  /** Types that our stacks don't have: it finds what it finds, and the rest stays not judged. */
  readonly elsewhere?: readonly string[];
  /** Whether it also judges what an interrupted replacement has left behind. */
  readonly deposed?: true;
  readonly judge: (change: Change, context: Context) => Judgement | undefined;
}

/** Judges a plan as a whole: what a synthesized stack alone can't have. */
export interface PlanRule extends About {
  readonly judgePlan: (plan: Plan, context: Context) => readonly Located[];
}

/** A judgement about what is not a changed resource: an output, a check, a drifted resource. */
export interface Located extends Omit<Judgement, "shows"> {
  /** `plan` for the whole of it. */
  readonly address: string;
  readonly changes?: readonly Value[];
}

export type Rule = ResourceRule | PlanRule;

/** Old and new of one attribute. A secret is never in here. */
export interface Value {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface Finding extends Omit<Judgement, "shows"> {
  readonly rule: string;
  readonly address: string;
  readonly tier: string;
  readonly why: string;
  readonly changes?: readonly Value[] | undefined;
}
