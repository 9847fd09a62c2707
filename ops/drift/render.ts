import { byTier } from "../../names/tiers";
import { contrast, short } from "../../terraform/shown";
import type { Attribute } from "./classify";
import type { Home } from "./home";
import { placeInWords } from "./place";
import { isDrift, type Told } from "./told";

/** What was found about one stage, or why nothing was. */
export type Answer = Found | { readonly stage: string; readonly reason: string };

export interface Found {
  readonly stage: string;
  readonly home: Home;
  readonly told: readonly Told[];
  /** What couldn't be found out, a sentence each. */
  readonly unsure: readonly string[];
  /** Whether somebody else asked AWS, and left a file. */
  readonly elsewhere: boolean;
  /** Why the last writes to some aren't known. That is no failure: what differs is known all the same. */
  readonly unwritten?: string;
}

export function render(answers: readonly Answer[]): string {
  return `${answers.map(renderStage).join("\n\n")}\n\n${LOCK}\n`;
}

export function toJson(answers: readonly Answer[]): string {
  const stages = answers.map((answer) => {
    if ("reason" in answer) return answer;
    const { stage, home, told, unsure, unwritten } = answer;
    return {
      stage,
      ...home,
      drift: told.filter(isDrift).map((each) => plain(each, home)),
      reported: told.filter((each) => !isDrift(each)).map((each) => plain(each, home)),
      ...(unsure.length > 0 && { unsure }),
      ...(unwritten !== undefined && { unwritten }),
    };
  });
  return `${JSON.stringify({ stages }, null, 2)}\n`;
}

/** 0 no drift, 1 drift, 2 could not tell for one of them at least. */
export function exitCodeOf(answers: readonly Answer[]): 0 | 1 | 2 {
  if (answers.some((answer) => "reason" in answer || answer.unsure.length > 0)) return 2;
  return answers.some((answer) => "told" in answer && answer.told.some(isDrift)) ? 1 : 0;
}

// --- internal ---

const LOCK =
  "Read without the state's lock: while a deploy runs, things half done may look like drift.";

/** `do` and `undo`: the remedy in words, and the commands to paste. */
function plain({ subject: _, entry: __, remedy, ...told }: Told, { account, region }: Home) {
  const { says, commands: undo } = remedy ?? {};
  return { ...told, account, region, ...(remedy && { do: says, undo }) };
}

function renderStage(answer: Answer): string {
  const { stage } = answer;
  if ("reason" in answer) return `${stage}: could not tell: ${answer.reason}`;
  const { told, home, unsure, unwritten } = answer;
  const drift = told.filter(isDrift);
  const reported = told.filter((each) => !isDrift(each));
  const drifted = drift.filter(({ kind }) => kind !== "follows").map(({ address }) => address);
  const count = new Set(drifted).size;
  return [
    count === 0 ? `${stage}: no drift` : `${stage}: ${count} drifted`,
    ...byTier(drift).flatMap(([tier, all]) => [
      "",
      tier,
      ...all.flatMap((each) => renderDrift(each, home)),
    ]),
    ...(reported.length === 0 ? [] : ["", "no drift, but worth knowing"]),
    ...reported.flatMap(({ address, attributes }) =>
      attributes.map((each) => `  ${address}: ${renderAttribute(each)}`),
    ),
    ...(unwritten === undefined ? [] : ["", unwritten]),
    ...unsure.flatMap((sentence) => ["", `could not tell all: ${sentence}`]),
  ].join("\n");
}

function renderDrift(told: Told, home: Home): string[] {
  const { attributes, foreign, remedy, written, id } = told;
  return [
    `  ${told.address} ${headOf(told)}`,
    ...(id === undefined ? [] : [`    ${placeInWords(id, home)}`]),
    ...attributes.map((each) => `    ${renderAttribute(each)}`),
    ...(foreign ? [`    ${foreign.hurts}`] : []),
    ...(written ? [`    last write: ${written.at}, by ${written.by}, ${written.call}`] : []),
    ...(remedy ? [`    → ${remedy.says}`] : []),
    ...(remedy?.commands ?? []).map((command) => `      ${command}`),
    ...renderEffects(told).map((line) => `      ${line}`),
  ];
}

function headOf({ kind, does }: Told): string {
  if (kind === "added" || kind === "foreign") return "has more than ours";
  if (kind === "waiting") return "is to change";
  if (kind === "follows") return `changes with it: ${does}`;
  return kind === "planned" ? `gets: ${does}` : `was ${kind}`;
}

/** What a deploy of it does to users; nothing, where nobody can tell. */
function renderEffects({ effects, leadsTo = [] }: Told): string[] {
  const lines = [
    ...(effects ?? []).map(({ title, downtime }) =>
      downtime === undefined
        ? `the deploy: ${title}`
        : `the deploy: ${title}; downtime: ${downtime}`,
    ),
    ...leadsTo.map((address) => `the deploy then changes ${address}, see there`),
  ];
  return lines.length > 0 || effects === undefined ? lines : ["no user notices this step"];
}

function renderAttribute({ path, before, after, sensitive }: Attribute): string {
  if (sensitive) return `${path}: changed (sensitive, so not shown)`;
  if (before === undefined) return `${path}: ${short(after)}`;
  return `${path}: ${contrast(before, after).join(" → ")}`;
}
