import type { Fault } from "../terminal/refusal";
import { commandLine } from "../terminal/shell";
import { AWS_PROVIDER, TERRAFORM } from "./versions";

/** The program that was run, and the folder that people know. */
export interface Run {
  readonly terraform: string;
  readonly folder: string;
}

/**
 * What a failed Terraform's standard error means, where its text misleads: what happened, and what
 * to do. Undefined if Terraform's words say it well enough.
 */
export function explain(stderr: string, run: Run): Fault | undefined {
  const text = unframed(stderr);
  return text.includes("Missing Resource Identity After Read")
    ? lostIdentity(text, run)
    : undefined;
}

/** Terraform's text as one line: it frames its messages, and wraps them at 78 columns. */
export function unframed(stderr: string): string {
  return stderr.replace(/[╷│╵\s]+/g, " ").trim();
}

/** A command of Terraform's, to paste into a shell wherever people are. */
export function commandIn({ terraform, folder }: Run, ...words: readonly string[]): string {
  return commandLine([terraform, `-chdir=${folder}`, ...words]);
}

// --- internal ---

/**
 * The provider fails the whole plan where a resource is gone and the state holds no identity for
 * it: the state was written by an older core or provider, which kept none.
 */
function lostIdentity(text: string, run: Run): Fault {
  const named = [...text.matchAll(/Missing Resource Identity After Read with ([^\s,]+),/g)];
  const addresses = [...new Set(named.map(([, address = ""]) => address))].sort();
  const where = addresses.length > 0 ? addresses.join(", ") : "a resource";
  const says =
    `probably deleted outside Terraform, and the state has no identity for it, so that the ` +
    'AWS provider fails the whole plan ("Missing Resource Identity After Read"); use Terraform ' +
    `${TERRAFORM.recommended} (at least ${TERRAFORM.keepsIdentities}) and AWS provider ` +
    `${AWS_PROVIDER.recommended}: AWS_PROVIDER_VERSION=${AWS_PROVIDER.recommended} npm run synth, ` +
    `then ${commandIn(run, "init", "-upgrade")}. If the error stays and the resource is gone from AWS, run ` +
    `${commandIn(run, "state", "rm", ...(addresses.length > 0 ? addresses : ["ADDRESS"]))}; the next deploy makes it again`;
  return { where, says };
}
