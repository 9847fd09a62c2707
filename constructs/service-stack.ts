import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Settings } from "../config/settings";
import { Database } from "./database";
import { LoadBalancer } from "./load-balancer";
import { Network } from "./network";
import { ReadableStack } from "./readable-stack";
import { WebFleet } from "./web-fleet";

export interface ServiceStackProps {
  readonly settings: Settings;
  /** Constraint on the AWS provider, where the usual one cannot be had. */
  readonly providerVersion?: string | undefined;
}

/** THE MAP: the whole system of one stage. First its parts, then who may talk to whom. */
export class ServiceStack extends ReadableStack {
  constructor(scope: Construct, stage: string, { settings, providerVersion }: ServiceStackProps) {
    const { region, image, entry, protection, backend } = settings;
    const tags = { ...settings.tags, Stage: stage };
    super(scope, stage, { region, backend, tags, providerVersion });
    const { port, healthCheckPath, ...capacity } = settings.web;

    const network = new Network(this, "network", { region, ...settings.network });
    const loadBalancer = new LoadBalancer(this, "load-balancer", {
      network,
      scheme: entry.scheme,
      https: entry.https,
      targetPort: port,
      healthCheckPath,
      deletionProtection: protection,
    });
    const database = new Database(this, "database", {
      network,
      region,
      protection,
      ...settings.database,
    });
    const web = new WebFleet(this, "web", {
      network,
      loadBalancer,
      image,
      capacity,
      port,
      environment: environmentOf(stage, settings, database),
      tags,
    });

    loadBalancer.allowFrom(entry.from);
    web.firewall.allowFrom(loadBalancer.firewall);
    database.firewall.allowFrom(web.firewall);
    network.allowServices(web.firewall);
    database.grantRead(web.roleName);

    publish(this, {
      url: ["Where people open the app", loadBalancer.url],
      "nat-public-ips": ["Addresses the fleet is seen under, by zone", network.natIps],
      "web-group": ["Auto Scaling group of the web fleet", web.groupName],
      "target-group-arn": ["Target group whose health is the app's", loadBalancer.targetGroup.arn],
      "database-cluster": ["Aurora cluster, for failover and snapshots", database.clusterId],
      "database-parameters": ["Parameter Store path of what the app needs", database.parameterPath],
      "database-secret-arn": ["Secret with user and password, rotated by AWS", database.secretArn],
    });
  }
}

/** What the app is told; how to connect it reads at the path, since only AWS knows. */
function environmentOf(stage: string, settings: Settings, database: Database) {
  return {
    STAGE: stage,
    AWS_REGION: settings.region,
    HEALTH_CHECK_PATH: settings.web.healthCheckPath,
    DATABASE_PARAMETERS: database.parameterPath,
  };
}

/** Outputs by name: what it is, and its value. */
function publish(stack: ServiceStack, outputs: Record<string, [string, unknown]>): void {
  for (const [name, [description, value]] of Object.entries(outputs)) {
    new TerraformOutput(stack, name, { description, value });
  }
}
