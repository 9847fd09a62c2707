import type { ACMClient } from "@aws-sdk/client-acm";
import type { EC2Client } from "@aws-sdk/client-ec2";
import type { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { RDSClient } from "@aws-sdk/client-rds";
import type { Route53Client } from "@aws-sdk/client-route-53";
import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { SSMClient } from "@aws-sdk/client-ssm";
import type { Scope } from "../scope";
import type { Snapshot } from "../snapshot";
import { readDatabase } from "./database";
import { readEntry } from "./entry";
import { readFleet } from "./fleet";
import { readNetwork, vpcsOf } from "./network";

export interface Clients {
  readonly acm: ACMClient;
  readonly ec2: EC2Client;
  readonly iam: IAMClient;
  readonly loadBalancing: ElasticLoadBalancingV2Client;
  readonly rds: RDSClient;
  readonly route53: Route53Client;
  readonly secrets: SecretsManagerClient;
  readonly ssm: SSMClient;
}

/** Asks AWS, or an emulator, for all that the invariants judge. Some 25 calls; it changes nothing. */
export async function readSnapshot(clients: Clients, scope: Scope): Promise<Snapshot> {
  const { stage, web, cluster, parameters } = scope;
  const vpcs = await vpcsOf(clients.ec2, stage);
  const [entry, fleet, database, network] = await Promise.all([
    readEntry(clients, web),
    readFleet(clients.ec2, clients.iam, web),
    readDatabase(clients, cluster, parameters),
    vpcs.length > 0 ? readNetwork(clients.ec2, vpcs) : NO_NETWORK,
  ]);
  return { ...entry, ...fleet, ...database, ...network };
}

// --- internal ---

const NO_NETWORK = {
  subnets: [],
  routeTables: [],
  natGateways: [],
  internetGateways: [],
  endpoints: [],
  rules: [],
};
