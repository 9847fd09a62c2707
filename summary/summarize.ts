import { posix } from "node:path";
import { type Cost, type Total, total } from "../prices/costs";
import { block, TerraformJson, text } from "../terraform/document";
import { type Alarms, alarmsIn } from "./alarms";
import { type Database, databases } from "./database";
import { type Bucket, buckets, type Image, images } from "./image";
import { type LoadBalancer, loadBalancers } from "./load-balancer";
import { type Network, networks } from "./network";
import { type Web, webFleets } from "./web";

/** One row of a stack's table. */
export type Tier = Network | LoadBalancer | Web | Database | Alarms | Image | Bucket | Others;

/** Everything by type: how a stack is told that has no tiers, or is of a kind to come. */
export interface Others {
  readonly tier: "resources";
  readonly types: Readonly<Record<string, number>>;
  readonly costs: readonly Cost[];
}

export interface StackSummary extends Total {
  readonly name: string;
  readonly region: string | null;
  /** Where its JSON lies, from the folder that we are in. */
  readonly file: string;
  /** Where its state is kept. */
  readonly state: string | null;
  readonly resources: number;
  readonly tiers: readonly Tier[];
}

/**
 * What a stack is made of, and what of it is paid by the hour.
 * @param file where its JSON lies
 * @param document the JSON, parsed
 */
export function summarize(name: string, file: string, document: unknown): StackSummary {
  const stack = new TerraformJson(document);
  const tiers = tiersOf(stack);
  return {
    name,
    region: stack.region ?? null,
    file,
    state: stateOf(document, file),
    resources: stack.resources.length,
    tiers,
    ...total(tiers.flatMap((tier): readonly Cost[] => tier.costs)),
  };
}

function tiersOf(stack: TerraformJson): Tier[] {
  const network = networks(stack);
  const served = [
    ...loadBalancers(stack),
    ...webFleets(stack),
    ...databases(stack),
    ...alarmsIn(stack),
  ];
  const told = [...served, ...images(stack), ...buckets(stack)];
  if (told.length > 0) return [...network, ...told];
  const types: Record<string, number> = {};
  for (const { type } of stack.resources) types[type] = (types[type] ?? 0) + 1;
  return [{ tier: "resources", types, costs: network.flatMap((each) => each.costs) }];
}

function stateOf(document: unknown, file: string): string | null {
  const { backend, cloud } = block(block(document).terraform);
  const { local, s3 } = block(backend);
  if (local) return posix.join(posix.dirname(file), text(block(local).path) ?? "terraform.tfstate");
  if (s3) return `s3://${text(block(s3).bucket)}/${text(block(s3).key)}`;
  if (!cloud) return null;
  const { hostname = "app.terraform.io", organization, workspaces } = block(cloud);
  return `${hostname}/${text(organization)}/${text(block(workspaces).name)}`;
}
