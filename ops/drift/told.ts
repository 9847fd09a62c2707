import { tierOf } from "../../names/tiers";
import { TerraformJson } from "../../terraform/document";
import { doneIn } from "../../terraform/planned";
import { type Finding, findingsOf } from "./classify";
import { type Effect, type Effects, effectsOf } from "./effects";
import type { LastWrite, Subject } from "./history";
import type { Look } from "./look";
import { idIn, subjectOf, valuesOf } from "./place";
import { type Place, type Remedy, remedyOf } from "./remedy";

/** A finding with all that a report says of it. */
export interface Told extends Finding {
  readonly tier: string;
  /** ARN, or AWS's id; none of what isn't there yet, and of outputs. */
  readonly id?: string;
  readonly remedy?: Remedy;
  /** What the step that puts it back does; none where users notice nothing. Left out where nobody can tell. */
  readonly effects?: readonly Effect[];
  /** Addresses that change with it, as `follows`, because their settings refer to it. */
  readonly leadsTo?: readonly string[];
  readonly written?: LastWrite;
  /** How the event history may know it. */
  readonly subject: Subject;
}

/** All that one look has found, and what follows when a deploy puts it back. */
export function toldOf(stage: string, look: Look): Told[] {
  const effects = look.reviewable && effectsOf(look.reviewable);
  const found = findingsOf(look);
  const following = followingOf(found, look, effects);
  const { inHcp } = new TerraformJson(look.document);
  return [...found, ...following].map((finding) => {
    const all = finding.does ? leadingTo(finding, following, look) : [];
    return {
      ...told(finding, { stage, inHcp }, look, effects),
      ...(all.length > 0 && { leadsTo: all }),
    };
  });
}

/** Whether it is more than worth knowing. */
export function isDrift({ kind }: Finding): boolean {
  return kind !== "reported";
}

// --- internal ---

function told(
  finding: Finding,
  stage: Pick<Place, "stage" | "inHcp">,
  look: Look,
  effects: Effects | undefined,
): Told {
  const { address, does, foreign } = finding;
  const { region } = look.home;
  const values = foreign ? { id: foreign.id } : valuesOf(look.reviewable ?? look.plan, address);
  const id = idIn(values);
  const remedy = remedyOf(finding, { ...stage, region, values });
  return {
    tier: tierOf(address),
    ...finding,
    ...(id !== undefined && { id }),
    ...(remedy && { remedy }),
    ...(does && effects && { effects: effects.get(address) ?? [] }),
    subject: subjectOf(foreign ? foreign.id : address, values, region),
  };
}

/**
 * What happens elsewhere because something is put back, as far as users notice: a launch template that
 * was changed gets a new version, so the fleet's instances are replaced.
 */
function followingOf(found: readonly Finding[], { plan }: Look, effects?: Effects): Finding[] {
  const doneTo = doneIn(plan);
  const known = new Set(found.filter(({ does }) => does).map(({ address }) => address));
  return [...(effects?.keys() ?? [])].flatMap((address): Finding[] => {
    const does = doneTo(address)?.does;
    if (does === undefined || known.has(address)) return [];
    return [{ address, kind: "follows", does, attributes: [] }];
  });
}

function leadingTo(
  { address }: Finding,
  following: readonly Finding[],
  { reviewable }: Look,
): string[] {
  const written = reviewable?.configuration?.root_module?.resources ?? [];
  const refersTo = (to: string) => {
    const { expressions } = written.find((each) => each.address === to) ?? {};
    return JSON.stringify(expressions ?? {}).includes(`"${address}.`);
  };
  return following.map((each) => each.address).filter(refersTo);
}
