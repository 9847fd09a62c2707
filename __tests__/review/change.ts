import type { Applied } from "./form";

export type Verdict = "safe" | "attention" | "danger";
export type Level = "danger" | "attention" | "note";

/** What a review must say of a plan. Written from the meaning of the levels, before any rule. */
export interface Label {
  /** Several where the meaning of the levels leaves it open. */
  readonly verdict: readonly Verdict[];
  /** At one of these addresses the highest finding is of one of these levels. */
  readonly found: readonly { readonly at: readonly string[]; readonly level: readonly Level[] }[];
  /** What follows from that and may be raised as well. */
  readonly follows?: readonly string[];
  /** What is paid by the hour, after against before. */
  readonly costs?: "more" | "same" | "less";
}

/** A change of an applied stack. */
export interface Change {
  /** What an engineer does, in words. */
  readonly what: string;
  readonly label: Label;
  /** Settings that change, as an override of the stage. */
  readonly settings?: object;
  /** Arguments of the synthesized JSON that change, by address; null takes one out. */
  readonly set?: Readonly<Record<string, object>>;
  /** Resources that are there after it, by address. */
  readonly add?: Readonly<Record<string, object>>;
  /** Resources that are gone: what names them keeps the values that they had. */
  readonly remove?: readonly string[];
  /** The release after the one that is deployed. */
  readonly release?: "next";
  /** Resource that is marked as tainted first. */
  readonly taint?: string;
  /** Top-level blocks, such as `moved`. */
  readonly blocks?: object;
  /** What happens outside Terraform before the plan; then the plan looks at what AWS has. */
  readonly outside?: keyof typeof import("./outside").outside;
  /** Arguments of `terraform plan`. */
  readonly args?: readonly string[];
  /**
   * `both`: the plan is also kept as Terraform wrote it, under `whole/`. `whole`: it is kept as Terraform
   * wrote it and not otherwise, since a review of it needs the configuration. Default: trimmed.
   */
  readonly form?: "both" | "whole";
}

/** A change with a name of its own, which its plan is kept under. */
export interface Single extends Change {
  readonly name: string;
  readonly from: Applied;
}

/** A change that a rule must raise, and its twin, which it must not: they differ in one thing. */
export interface Pair extends Single {
  readonly twin: Change & { readonly from?: Applied };
}

/** Stands for every address. */
export const ANYWHERE = "*";
/** What a review names when it means the plan as a whole. */
const PLAN = "plan";

const ALL: readonly Level[] = ["danger", "attention"];
const at = (level: Level | "risk", addresses: readonly string[]) => ({
  at: addresses,
  level: level === "risk" ? ALL : [level],
});

/** Each of these addresses is raised as danger. */
export const danger = (...each: string[]): Label => ({
  verdict: ["danger"],
  found: each.map((address) => at("danger", [address])),
});
/** Each of these addresses is raised as attention, and nothing is danger. */
export const attention = (...each: string[]): Label => ({
  verdict: ["attention"],
  found: each.map((address) => at("attention", [address])),
});
/** Each is raised; whether as attention or danger, the meaning of the levels leaves open. */
export const risk = (...each: string[]): Label => ({
  verdict: ["attention", "danger"],
  found: each.map((address) => at("risk", [address])),
});
/** One of these addresses is raised as attention. */
export const attentionAtOneOf = (...addresses: string[]): Label => ({
  verdict: ["attention"],
  found: [at("attention", addresses)],
  follows: addresses,
});
/** The plan as a whole needs attention, whatever its addresses say. */
export const wholePlan = (...follows: string[]): Label => ({
  verdict: ["attention"],
  found: [],
  follows: [PLAN, ...follows],
});
export const safe: Label = { verdict: ["safe"], found: [] };
/** Safe, or attention at these addresses: the meaning of the levels leaves it open. */
export const open = (...follows: string[]): Label => ({
  verdict: ["safe", "attention"],
  found: [],
  follows,
});
/** The worst is this, and nearly every address may be raised. */
export const everywhere = (label: Label): Label => ({ ...label, follows: [ANYWHERE] });
export const withFollowing = (label: Label, ...follows: string[]): Label => ({
  ...label,
  follows: [...(label.follows ?? []), ...follows],
});
