import type { App } from "cdktf";
import { TerraformOutput } from "cdktf";
import { LoadBalancer } from "../../constructs/load-balancer";
import { machineImage } from "../../constructs/machine-image";
import type { NatChoice } from "../../constructs/nat";
import { Network } from "../../constructs/network";
import { ORDER } from "../../constructs/order";
import { ReadableStack } from "../../constructs/readable-stack";
import { WebFleet } from "../../constructs/web-fleet";
import { release, synth } from "./synth";
import type { Synthesized } from "./synthesized";

/** What changes in a town: a stage without a database, which takes the longest to apply. */
export interface TownSettings {
  readonly cidr: string;
  readonly zones: readonly string[];
  readonly nat: NatChoice;
  readonly agent: "none" | "cloudwatch";
  /** A hosted zone for www.example.com, or plain HTTP. */
  readonly zone?: string | undefined;
}

const REGION = "us-east-1";
const TAGS = { Stage: "town" };

/** Network and load balancer. */
export function emptyTown(settings: TownSettings): Synthesized {
  return synth("town", (app) => {
    addNetwork(app, settings);
  });
}

/** Network, load balancer, and a fleet. */
export function town(settings: TownSettings): Synthesized {
  return synth("town", (app) => {
    const { stack, network, loadBalancer } = addNetwork(app, settings);
    const image = machineImage({ kind: "stock" });
    const supply = image.addSupply(stack, release);
    const web = new WebFleet(stack, "web", {
      network,
      region: REGION,
      loadBalancer,
      image,
      supply,
      rollout: "rolling",
      newsTopic: "arn:aws:sns:us-east-1:123456789012:town-news",
      capacity: { instanceType: "t3.micro", min: 2, max: 2, targetCpu: 50 },
      port: 8080,
      agent: settings.agent,
      logDays: 30,
      environment: {},
      tags: TAGS,
    });
    web.firewall.allowFrom(loadBalancer.firewall);
    network.allowServices(web.firewall);
    supply.grantRead(web.roleName);
    web.readOnlyParameters(supply.parameterArns);
  });
}

// --- internal ---

function addNetwork(app: App, { cidr, zones, nat, zone }: TownSettings) {
  const backend = { kind: "local" } as const;
  const stack = new ReadableStack(app, "town", { region: REGION, backend, tags: TAGS });
  const network = new Network(stack, "network", {
    region: REGION,
    cidr,
    zones,
    nat,
    endpoints: [],
    flowLogs: "none",
    logDays: 30,
  });
  const loadBalancer = new LoadBalancer(stack, "load-balancer", {
    network,
    scheme: "internet-facing",
    https: zone === undefined ? undefined : { domain: "www.example.com", zone },
    port: 8080,
    healthCheckPath: "/",
    logs: { access: "none", days: 30 },
    balancing: "round-robin",
    protection: false,
  });
  loadBalancer.allowFrom(["0.0.0.0/0"]);
  new TerraformOutput(stack, "order", { value: ORDER });
  return { stack, network, loadBalancer };
}
