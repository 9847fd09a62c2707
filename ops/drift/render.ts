import { byTier, tierOf } from "../../names/tiers";
import { contrast, short } from "../../terraform/shown";
import type { Attribute, Finding } from "./classify";
import type { Home } from "./home";
import { remedyOf } from "./remedy";

/** What was found about one stage, or why nothing was. */
export type Answer =
  | {
      readonly stage: string;
      readonly home: Home;
      readonly findings: readonly Finding[];
      /** What couldn't be found out, a sentence each. */
      readonly unsure: readonly string[];
    }
  | { readonly stage: string; readonly reason: string };

export function render(answers: readonly Answer[]): string {
  return `${answers.map(renderStage).join("\n\n")}\n\n${LOCK}\n`;
}

export function toJson(answers: readonly Answer[]): string {
  const stages = answers.map((answer) => {
    if ("reason" in answer) return answer;
    const all = answer.findings.map((each) => ({
      tier: tierOf(each.address),
      ...each,
      ...(each.kind !== "reported" && { do: remedyOf(each) }),
    }));
    const drift = all.filter(({ kind }) => kind !== "reported");
    const reported = all.filter((each) => !drift.includes(each));
    const { stage, home, unsure } = answer;
    return { stage, ...home, drift, reported, ...(unsure.length > 0 && { unsure }) };
  });
  return `${JSON.stringify({ stages }, null, 2)}\n`;
}

/** 0 no drift, 1 drift, 2 could not tell for one of them at least. */
export function exitCodeOf(answers: readonly Answer[]): 0 | 1 | 2 {
  if (answers.some((answer) => "reason" in answer || answer.unsure.length > 0)) return 2;
  return answers.some((answer) => driftOf(answer).length > 0) ? 1 : 0;
}

// --- internal ---

const LOCK =
  "Read without the state's lock: while a deploy runs, things half done may look like drift.";

function driftOf(answer: Answer): Finding[] {
  return "reason" in answer ? [] : answer.findings.filter(({ kind }) => kind !== "reported");
}

function renderStage(answer: Answer): string {
  const { stage } = answer;
  if ("reason" in answer) return `${stage}: could not tell: ${answer.reason}`;
  const drift = driftOf(answer);
  const reported = answer.findings.filter(({ kind }) => kind === "reported");
  const count = new Set(drift.map(({ address }) => address)).size;
  return [
    count === 0 ? `${stage}: no drift` : `${stage}: ${count} drifted`,
    ...byTier(drift).flatMap(([tier, findings]) => ["", tier, ...findings.flatMap(renderDrift)]),
    ...(reported.length === 0 ? [] : ["", "no drift, but worth knowing"]),
    ...reported.flatMap(({ address, attributes }) =>
      attributes.map((each) => `  ${address}: ${renderAttribute(each)}`),
    ),
    ...answer.unsure.flatMap((sentence) => ["", `could not tell all: ${sentence}`]),
  ].join("\n");
}

function renderDrift(finding: Finding): string[] {
  const { address, kind, does, attributes, foreign } = finding;
  if (kind === "reported") return [];
  const head = kind === "added" || foreign ? "has more than ours" : `was ${kind}`;
  const told = kind === "planned" ? `gets: ${does}` : head;
  return [
    `  ${address} ${told}`,
    ...attributes.map((each) => `    ${renderAttribute(each)}`),
    ...(foreign ? [`    ${foreign.hurts}`] : []),
    `    → ${remedyOf(finding)}`,
  ];
}

function renderAttribute({ path, before, after, sensitive }: Attribute): string {
  if (sensitive) return `${path}: changed (sensitive, so not shown)`;
  if (before === undefined) return `${path}: ${short(after)}`;
  return `${path}: ${contrast(before, after).join(" → ")}`;
}
