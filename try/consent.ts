import { agree, type Terminal } from "../terminal/agree";
import type { Step } from "../terraform/steps";
import type { Consent } from "./trial";

/**
 * Asks before something is deleted or replaced, as `terraform apply` does.
 * @param agreed whether `--yes` has answered already
 * @param terminal undefined where nobody can be asked: then `--yes` must have answered
 */
export function consentOf(agreed: boolean, terminal: Terminal | undefined, signal: AbortSignal) {
  const consent: Consent = async (going) => {
    if (agreed) return;
    const what = `deletes or replaces ${list(going)}`;
    const question = `The edit ${what}. Apply it? Only yes applies it: `;
    await agree({ where: `the edit ${what}`, question, refused: "not applied" }, terminal, signal);
  };
  return consent;
}

function list(going: readonly Step[]): string {
  return going.map(({ address }) => address).join(", ");
}
