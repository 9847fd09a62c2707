import type { Stack } from "../../../policy/scan";
import { safe } from "../../review/change";
import { edited } from "../../review/edit";
import { stateStackForGithub } from "../../support/pipeline";
import { synthStage, synthState } from "../../support/synth";
import type { Planted } from "./planted";

const SOUND = {
  lab: synthStage("lab"),
  prod: synthStage("prod"),
  state: synthState(),
  "state of GitHub": stateStackForGithub(),
};

/** The stack before the fault. */
export function soundOf({ stack }: Planted): Stack {
  return { name: stack, document: SOUND[stack].document };
}

/** The stack with the fault in it. */
export function planted({ what, stack, ...change }: Planted): Stack {
  const { document } = edited(SOUND[stack], { what, label: safe, ...change }, new Map());
  return { name: stack, document };
}
