import type { stages } from "../../config/stages";
import type { Verb } from "../../terraform/steps";

/** A step as `lineOf` says it. */
export type Line = `${Verb} ${string}`;

/** A change of settings, and all that a plan of it does. */
export interface Transition {
  /** What an engineer wants: "add a third zone". */
  readonly change: string;
  /** The applied stage that it starts from. */
  readonly from: keyof typeof stages;
  /** The settings that change, as an override of the stage. HOSTED_ZONE and IMAGE_ID are ones there are. */
  readonly settings: object;
  /** Settings that are applied before, one after the other; without it the stage as it is committed. */
  readonly first?: readonly object[];
  /** What changes beside the settings: the app, or what the stage's image stack has baked. */
  readonly besides?: "another release" | "another image";
  /**
   * The whole plan, sorted: `create ADDRESS`, `delete ADDRESS`, `update ADDRESS (attributes)`,
   * `replace ADDRESS (attributes that force it)`. Nothing else may happen.
   */
  readonly plan: readonly Line[];
  /**
   * The invariants that an apply may break. Terraform fixes no order of the calls that break them, so
   * applies break each from and to other calls, or not at all.
   */
  readonly varies?: readonly string[];
  /** What every further plan does again, until AWS has done it; nothing without it. */
  readonly repeats?: readonly Line[];
  /** What AWS does all the same, which neither the plan nor its review can know. */
  readonly unseen?: string;
  /** A plan of the way back is refused, or doesn't lead back, as the note says. */
  readonly oneWay?: true;
  /** Applied by `npm run test:all` alone: `npm test` has another change of its kind. */
  readonly nightly?: true;
  /** What a reviewer has to know: the reason of a replacement, the right order of steps. */
  readonly note?: string;
}

/** The anchor of its heading on the page, as GitHub makes it, and the name of what is kept of it. */
export function nameOf({ change }: Pick<Transition, "change">): string {
  return change
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, "")
    .replaceAll(/\s/g, "-");
}
