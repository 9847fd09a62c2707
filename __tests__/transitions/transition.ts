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
  /** What changes beside the settings: the app, or what the stage's image stack has baked. */
  readonly besides?: "another release" | "another image";
  /**
   * The whole plan, sorted: `create ADDRESS`, `delete ADDRESS`, `update ADDRESS (attributes)`,
   * `replace ADDRESS (attributes that force it)`. Nothing else may happen.
   */
  readonly plan: readonly Line[];
  /** Who can't be served, for how long, and why. */
  readonly downtime: string;
  /**
   * What an apply on the emulator broke, and its rollout, as `lineOf` of service/breaks.ts says it; empty
   * if nothing. Left out until a test applies the change.
   */
  readonly broke?: readonly string[];
  /** What a reviewer has to know: the reason of a replacement, the right order of steps. */
  readonly note?: string;
}
