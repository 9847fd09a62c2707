import { Refusal, sentence } from "../terminal/refusal";
import { block, type TerraformJson } from "../terraform/document";
import { homeOf, outputFolder, stackFolder, stackIn, stacksNamed } from "../terraform/out";
import { asking } from "./asking";
import type { Clients } from "./aws";

/** A stage in AWS, by what was synthesized of it: no state and no Terraform is needed to find it. */
export interface Place {
  readonly stage: string;
  readonly region: string;
  readonly stack: TerraformJson;
}

export function placeOf(stage: string, env: NodeJS.ProcessEnv): Place {
  const outdir = outputFolder(env);
  stacksNamed(outdir, [stage]);
  const folder = stackFolder(outdir, stage);
  return { stage, region: homeOf(folder).region, stack: stackIn(folder) };
}

/**
 * Loads AWS's clients, and asks which account the credentials are of: it is refused to nobody, so
 * that missing and wrong credentials are found here, and not in the middle of the work.
 * @throws Refusal if it isn't the account that the stage names
 */
export async function enter(place: Place): Promise<{ clients: Clients; account: string }> {
  const { accountOf, clientsOf } = await import("./aws"); // takes longer to load than all the rest
  const clients = clientsOf(place.region);
  const account = await asking(place, () => accountOf(clients));
  const { stage, stack } = place;
  const allowed = allowedIn(stack);
  if (allowed.length === 0 || allowed.includes(account)) return { clients, account };
  const remedy = "log in to that account, or set AWS_PROFILE";
  const says = sentence(`must be asked in account ${allowed.join(", ")}`, account, remedy);
  throw new Refusal([{ where: stage, says }]);
}

// --- internal ---

function allowedIn({ document }: TerraformJson): string[] {
  const { allowed_account_ids: all } = block(block(block(document).provider).aws);
  return Array.isArray(all) ? all.map(String) : [];
}
