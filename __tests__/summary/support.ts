import { type StackSummary, summarize, type Tier } from "../../summary/summarize";
import { synthImage, synthStage, synthState } from "../support/synth";

/** The summary of a stage with some settings changed, from the JSON that the app writes for it. */
export function summaryOf(stage: "lab" | "prod", change: object = {}): StackSummary {
  return summarize(stage, fileOf(stage), documentOf(stage, change));
}

const synthesized = new Map<string, string>();

/** The JSON itself, each time anew, so that a test may spoil it. */
// biome-ignore lint/suspicious/noExplicitAny: tests reach into it at will
export function documentOf(stage: "lab" | "prod", change: object = {}): any {
  const key = JSON.stringify([stage, change]);
  const text = synthesized.get(key) ?? synthStage(stage, change).text;
  synthesized.set(key, text);
  return JSON.parse(text);
}

/** What the bake of prod's image, and the home of state, synthesize to. */
export const imageDocument = () => synthImage("prod").document;
export const stateDocument = () => synthState().document;

export function fileOf(stage: string): string {
  return `cdktf.out/stacks/${stage}/cdk.tf.json`;
}

/** The one tier of a kind. */
export function tier<T extends Tier["tier"]>(summary: StackSummary, kind: T) {
  const found = summary.tiers.find((each) => each.tier === kind);
  if (found === undefined) throw new Error(`${summary.name} has no ${kind}`);
  return found as Extract<Tier, { tier: T }>;
}

/** Costs as people read them: `2 × t2.micro`. */
export function labels({ costs }: Tier): string[] {
  return costs.map(({ count, what }) => `${count} × ${what}`);
}
