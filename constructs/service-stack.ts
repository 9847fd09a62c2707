import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Settings } from "../config/settings";
import { Database } from "./database";
import { bound } from "./iam";
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
    if (settings.boundary !== undefined) bound(this, settings.boundary);

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
      region,
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

    publish(this, { network, loadBalancer, web, database });
  }
}

/** What the app is told; how to connect it reads at the path, since only AWS knows. */
function environmentOf(stage: string, settings: Settings, database: Database) {
  return {
    STAGE: stage,
    AWS_REGION: settings.region,
    DATABASE_PARAMETERS: database.parameterPath,
  };
}

interface Parts {
  readonly network: Network;
  readonly loadBalancer: LoadBalancer;
  readonly web: WebFleet;
  readonly database: Database;
}

/** What ops and the app want to know of the parts, as the stack's outputs. */
function publish(stack: ServiceStack, { network, loadBalancer, web, database }: Parts): void {
  const output = (name: string, description: string, value: unknown) =>
    new TerraformOutput(stack, name, { description, value });
  output("url", "Where people open the app", loadBalancer.url);
  output("nat-public-ips", "Addresses the fleet is seen under, by zone", network.natIps);
  output("web-group", "Auto Scaling group of the web fleet", web.groupName);
  output("target-group-arn", "Its health is the app's health", loadBalancer.targetGroup.arn);
  output("database-parameters", "Where the app reads how to connect", database.parameterPath);
  output("database-secret-arn", "User and password, rotated by AWS", database.secretArn);
  const cluster = output("database-cluster", "Aurora cluster, for failover", database.clusterId);
  // A condition that does not hold stops the plan. CDKTF has a property and leaves it out.
  const conditions = database.conditions.map(({ condition, errorMessage }) => ({
    condition,
    error_message: errorMessage,
  }));
  if (conditions.length > 0) cluster.addOverride("precondition", conditions);
}
