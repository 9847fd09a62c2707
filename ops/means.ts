import type { Shown } from "../terminal/shown";
import type { StackFiles } from "../terraform/stack";
import type { Patience } from "./database/calm";

/**
 * What a command works with that makes a stage's JSON with other settings. Tests have a smaller stage,
 * and less patience.
 */
export interface Means extends Shown {
  readonly env: NodeJS.ProcessEnv;
  readonly synth: (
    stage: string,
    env: NodeJS.ProcessEnv,
    signal: AbortSignal,
  ) => Promise<StackFiles>;
  readonly patience: Patience;
}
