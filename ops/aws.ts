import { ACMClient } from "@aws-sdk/client-acm";
import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { IAMClient } from "@aws-sdk/client-iam";
import { RDSClient } from "@aws-sdk/client-rds";
import { Route53Client } from "@aws-sdk/client-route-53";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SSMClient } from "@aws-sdk/client-ssm";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

/**
 * AWS's clients of one region, with the credentials of the environment. Import this file when it is
 * needed, `await import("../aws")`: it takes longer to load than all the rest.
 */
export function clientsOf(region: string) {
  return {
    acm: new ACMClient({ region }),
    autoScaling: new AutoScalingClient({ region }),
    cloudWatch: new CloudWatchClient({ region }),
    ec2: new EC2Client({ region }),
    iam: new IAMClient({ region }),
    logs: new CloudWatchLogsClient({ region }),
    loadBalancing: new ElasticLoadBalancingV2Client({ region }),
    rds: new RDSClient({ region }),
    route53: new Route53Client({ region }),
    secrets: new SecretsManagerClient({ region }),
    ssm: new SSMClient({ region }),
    sts: new STSClient({ region }),
  };
}

export type Clients = ReturnType<typeof clientsOf>;

/** The account that the credentials are of: the first question, since AWS refuses it to nobody. */
export async function accountOf({ sts }: Pick<Clients, "sts">): Promise<string> {
  const { Account: account = "" } = await sts.send(new GetCallerIdentityCommand());
  return account;
}
