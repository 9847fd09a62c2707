import type { Fault } from "../terminal/refusal";
import { AWS_PROVIDER, TERRAFORM } from "./versions";

/**
 * What a failed Terraform's standard error means, where its text misleads: what happened, and what
 * to do. Undefined if Terraform's words say it well enough.
 */
export function explain(stderr: string): Fault | undefined {
  const text = unframed(stderr);
  return text.includes("Missing Resource Identity After Read") ? lostIdentity(text) : undefined;
}

/** Terraform's text as one line: it frames its messages, and wraps them at 78 columns. */
export function unframed(stderr: string): string {
  return stderr.replace(/[╷│╵\s]+/g, " ").trim();
}

// --- internal ---

/**
 * The provider fails the whole plan where a resource is gone and the state holds no identity for
 * it: the state was written by an older core or provider, which kept none.
 */
function lostIdentity(text: string): Fault {
  const named = [...text.matchAll(/Missing Resource Identity After Read with ([^\s,]+),/g)];
  const addresses = [...new Set(named.map(([, address = ""]) => address))].sort();
  const where = addresses.length > 0 ? addresses.join(", ") : "a resource";
  const says =
    `probably deleted outside Terraform, and the state has no identity for it, so that the ` +
    'AWS provider fails the whole plan ("Missing Resource Identity After Read"); use Terraform ' +
    `${TERRAFORM.recommended} (at least ${TERRAFORM.keepsIdentities}) and AWS provider ` +
    `${AWS_PROVIDER.recommended}: AWS_PROVIDER_VERSION=${AWS_PROVIDER.recommended} npm run synth, ` +
    "then terraform init -upgrade. If the error stays and the resource is gone from AWS, run " +
    `terraform state rm ${addresses.join(" ") || "ADDRESS"}; the next deploy makes it again`;
  return { where, says };
}
