import { ACMClient } from "@aws-sdk/client-acm";
import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { IAMClient } from "@aws-sdk/client-iam";
import { RDSClient } from "@aws-sdk/client-rds";
import { Route53Client } from "@aws-sdk/client-route-53";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SSMClient } from "@aws-sdk/client-ssm";
import type { Emulator } from "./emulator";

/** How any of AWS's clients finds an emulator. */
export const configOf = ({ endpoint }: Pick<Emulator, "endpoint">) => ({
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "emulator", secretAccessKey: "emulator" },
});

/** AWS's own clients, connected to an emulator: what it holds is asked as one asks AWS. */
export function aws(emulator: Pick<Emulator, "endpoint">) {
  // The SDK announces the end of Node 20 at every start.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  const config = configOf(emulator);
  return {
    acm: new ACMClient(config),
    autoScaling: new AutoScalingClient(config),
    ec2: new EC2Client(config),
    iam: new IAMClient(config),
    logs: new CloudWatchLogsClient(config),
    loadBalancing: new ElasticLoadBalancingV2Client(config),
    rds: new RDSClient(config),
    route53: new Route53Client(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    secrets: new SecretsManagerClient(config),
    ssm: new SSMClient(config),
  };
}

export type Aws = ReturnType<typeof aws>;
