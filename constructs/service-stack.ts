import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Settings } from "../config/settings";
import { Database } from "./database";
import { bound } from "./iam";
import { LoadBalancer } from "./load-balancer";
import type { MachineImage } from "./machine-image";
import { Network } from "./network";
import { ReadableStack } from "./readable-stack";
import { type Release, ReleaseStore } from "./release-store";
import { WebFleet } from "./web-fleet";

export interface ServiceStackProps {
  readonly settings: Settings;
  /** What instances of a stock image install at their first boot. */
  readonly release: Release;
  /** Constraint on the AWS provider, where the usual one cannot be had. */
  readonly providerVersion?: string | undefined;
}

/** THE MAP: the whole system of one stage. First its parts, then who may talk to whom. */
export class ServiceStack extends ReadableStack {
  constructor(scope: Construct, stage: string, props: ServiceStackProps) {
    const { settings, release, providerVersion } = props;
    const { region, image, entry, protection, backend } = settings;
    const tags = { ...settings.tags, Stage: stage };
    super(scope, stage, { region, backend, tags, providerVersion });
    const { port, healthCheckPath, agent, ...capacity } = settings.web;
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
      clients: capacity.max,
      ...settings.database,
    });
    const store = storeOf(this, image, release);
    const web = new WebFleet(this, "web", {
      network,
      region,
      loadBalancer,
      image,
      capacity,
      port,
      agent,
      after: store?.contents ?? [],
      environment: environmentOf(stage, settings, database, store),
      tags,
    });

    loadBalancer.allowFrom(entry.from);
    web.firewall.allowFrom(loadBalancer.firewall);
    database.firewall.allowFrom(web.firewall);
    network.allowServices(web.firewall);
    database.grantRead(web.roleName);
    store?.grantRead(web.roleName);
    web.readOnlyParameters([...database.parameterArns, ...(store?.parameterArns ?? [])]);

    publish(this, { network, loadBalancer, web, database });
  }
}

/** Stock instances fetch the release themselves; images have it in them, or bring their own. */
function storeOf(stack: ServiceStack, image: MachineImage, release: Release) {
  if (image.kind !== "stock") return undefined;
  return new ReleaseStore(stack, "release", { release, parameter: `/${stack.node.id}/release` });
}

/** What the app is told; how to connect it reads at the path, since only AWS knows. */
function environmentOf(
  stage: string,
  { region, web }: Settings,
  database: Database,
  store: ReleaseStore | undefined,
) {
  return {
    STAGE: stage,
    AWS_REGION: region,
    DATABASE_PARAMETERS: database.parameterPath,
    LOAD_PAGE: web.loadPage ? "on" : "off",
    ...store?.environment,
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
