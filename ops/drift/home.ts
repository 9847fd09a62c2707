import { block, type TerraformJson } from "../../terraform/document";
import type { Plan } from "../../terraform/plan";

/** Where a stage lives. */
export interface Home {
  /** Of its state: `file terraform.lab.tfstate`, `s3://bucket/key`, `workspace lab of acme`. */
  readonly backend: string;
  readonly region: string;
  /** Left out where nobody could tell. */
  readonly account?: string;
}

export function homeIn({ document, region = "unknown" }: TerraformJson): Home {
  return { backend: backendIn(block(block(document).terraform)), region };
}

/**
 * The account that holds what was read: ARNs name it.
 * @param plan with the account of the credentials, if what made the plan has added it
 */
export function accountIn(plan: Plan & { account?: string }): Pick<Home, "account"> {
  const all = plan.prior_state?.values?.root_module?.resources ?? [];
  const arns = all
    .filter(({ address }) => !address.startsWith("data."))
    .map((each) => each.values.arn);
  const accounts = arns.map((arn) => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(String(arn))?.[1]);
  const account = accounts.find((each) => each !== undefined) ?? plan.account;
  return account === undefined ? {} : { account };
}

/** The account that the credentials are of. */
export async function callerAccount({ region }: TerraformJson): Promise<Pick<Home, "account">> {
  try {
    const { GetCallerIdentityCommand, STSClient } = await import("@aws-sdk/client-sts");
    const client = new STSClient(region === undefined ? {} : { region });
    const { Account: account } = await client.send(new GetCallerIdentityCommand());
    return account === undefined ? {} : { account };
  } catch {
    return {}; // It is said beside what is known; Terraform got as far without.
  }
}

/** `file terraform.lab.tfstate, account 123456789012, us-east-1` */
export function inWords({ backend, account = "unknown", region }: Home): string {
  return `${backend}, account ${account}, ${region}`;
}

// --- internal ---

function backendIn(terraform: ReturnType<typeof block>): string {
  const { s3, local } = block(terraform.backend);
  if (s3) return `s3://${block(s3).bucket}/${block(s3).key}`;
  if (local) return `file ${String(block(local).path).split("/").at(-1)}`;
  const { organization, workspaces } = block(terraform.cloud);
  return `workspace ${block(workspaces).name} of ${organization}`;
}
