import { createInterface } from "node:readline/promises";
import { Refusal } from "../terminal/refusal";
import type { Step } from "../terraform/steps";
import type { Consent } from "./trial";

/** Where people are asked: a terminal, or nowhere. */
export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/**
 * Asks before something is deleted or replaced, as `terraform apply` does.
 * @param agreed whether `--yes` has answered already
 * @param terminal undefined where nobody can be asked: then `--yes` must have answered
 */
export function consentOf(agreed: boolean, terminal: Terminal | undefined, signal: AbortSignal) {
  const consent: Consent = async (going) => {
    if (agreed) return;
    const what = `deletes or replaces ${list(going)}`;
    const where = `the edit ${what}`;
    if (terminal === undefined) {
      const says = "must be agreed to, got no terminal to ask on; add --yes";
      throw new Refusal([{ where, says }]);
    }
    const asking = createInterface(terminal);
    const question = `The edit ${what}. Apply it? Only yes applies it: `;
    const answer = await asking.question(question, { signal }).finally(() => asking.close());
    if (answer.trim() !== "yes") throw new Refusal([{ where, says: "not applied" }]);
  };
  return consent;
}

function list(going: readonly Step[]): string {
  return going.map(({ address }) => address).join(", ");
}
