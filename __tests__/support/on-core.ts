import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ModifyDBClusterCommand } from "@aws-sdk/client-rds";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { ReadableStack } from "../../constructs/readable-stack";
import { aws } from "../../emulator/aws";
import type { Tools } from "../../emulator/tools";
import { review } from "../../review/review";
import { block } from "../../terraform/document";
import type { Plan } from "../../terraform/plan";
import { Asked } from "./asked";
import { command, runner } from "./command";
import { type Deployment, refusalOf } from "./deployment";
import { leftBy } from "./left";
import { inBucket, Remote } from "./remote";
import { Service } from "./service";
import { synth } from "./synth";

/** What was seen of one release of Terraform, in words that are the same for the same thing. */
export interface Seen {
  /** What is left to do after an apply of lab, and after a look at what AWS reports late. */
  readonly left: readonly string[];
  /** The review of a plan that gives the database another name. */
  readonly review: string;
  /** What `ops drift` and `ops recover` print, and with which exit code. */
  readonly drift: string;
  readonly recover: string;
  /** What a second apply is refused with while the first holds the lock in S3. */
  readonly refused: string;
  /** Names in the lock's JSON. */
  readonly lock: string;
  /** What the bucket holds once nobody applies. */
  readonly after: readonly string[];
  /** Names in the JSON of a plan, and in that of a change in it. */
  readonly planKeys: readonly string[];
  readonly changeKeys: readonly string[];
  /** Names in the state's JSON of a resource. */
  readonly stateKeys: readonly string[];
}

/** Applies lab with a Terraform, and does with it what people do. */
export async function seenOn(tools: Tools): Promise<Seen> {
  const lab = await Service.applied("lab", tools, new Asked("lab"));
  try {
    const left = await leftBy(lab.terraform);
    const state = await lab.terraform.statePull();
    const [drift, recover] = await Promise.all([
      onCopy(lab, (copy) => drifted(copy, tools)),
      onCopy(lab, (copy) => lost(copy, tools)),
    ]);
    const plan = await lab.deployment.planOf(lab.with({ database: { name: "other" } }));
    return {
      left,
      drift,
      recover,
      review: JSON.stringify(review(plan)),
      ...keysOf(plan),
      stateKeys: namesIn(list(block(state).resources).flatMap((each) => list(each.instances))),
      ...(await locked(tools)),
    };
  } finally {
    await lab.deployment.close();
  }
}

/** What differs between releases, as a table in Markdown. */
export function differences(seen: ReadonlyMap<string, Seen>): string {
  const cores = [...seen.keys()];
  const rows = KEYS.flatMap(([what, keys]) => {
    const all = new Set([...seen.values()].flatMap((each) => each[keys]));
    const has = (core: string, name: string) => seen.get(core)?.[keys].includes(name);
    return [...all]
      .filter((name) => !cores.every((core) => has(core, name)))
      .sort()
      .map((name) => [
        `${what} has \`${name}\``,
        ...cores.map((core) => (has(core, name) ? "yes" : "no")),
      ]);
  });
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [["", ...cores], ["---", ...cores.map(() => "---")], ...rows].map(line).join("\n");
}

// --- internal ---

const KEYS = [
  ["the JSON of a plan", "planKeys"],
  ["a change in a plan's JSON", "changeKeys"],
  ["a resource in the state", "stateKeys"],
] as const;

const list = (value: unknown) => (Array.isArray(value) ? value.map(block) : []);

/** Names that objects have, sorted. */
function namesIn(all: readonly object[]): string[] {
  return [...new Set(all.flatMap((each) => Object.keys(each)))].sort();
}

function keysOf(plan: Plan): Pick<Seen, "planKeys" | "changeKeys"> {
  const changes = plan.resource_changes ?? [];
  return { planKeys: namesIn([plan]), changeKeys: namesIn(changes.map(({ change }) => change)) };
}

async function onCopy<T>(lab: Service, look: (copy: Deployment) => Promise<T>): Promise<T> {
  const copy = await lab.deployment.copy();
  try {
    return await look(copy);
  } finally {
    await copy.close();
  }
}

/** Somebody keeps backups longer, by hand. */
async function drifted(copy: Deployment, tools: Tools): Promise<string> {
  const kept = { DBClusterIdentifier: "lab-database", BackupRetentionPeriod: 7 };
  await aws(copy.emulator).rds.send(new ModifyDBClusterCommand(kept));
  return ops("drift", copy, tools);
}

/** The state forgets what was made: a subnet and a parameter. */
async function lost(copy: Deployment, tools: Tools): Promise<string> {
  const forgotten = ["aws_subnet.network_public_a", "aws_ssm_parameter.database_port"];
  await copy.terraform.run(["state", "rm", ...forgotten]);
  return ops("recover", copy, tools);
}

async function ops(name: string, { folder, env }: Deployment, { terraform }: Tools) {
  const args = [runner, "ops/cli.ts", name, "lab", "--folder", folder];
  const { code, out, err } = await command(args, { ...env, TERRAFORM: terraform }).ended;
  return `${code}\n${out}${err}`
    .replaceAll(folder, "FOLDER")
    .replaceAll(/\b(subnet|vpc|rtb|sg)-[0-9a-f]{17}\b/g, "$1-…");
}

/** Two people apply at once: the first holds the lock until its gate opens. */
async function locked(tools: Tools): Promise<Pick<Seen, "refused" | "lock" | "after">> {
  const remote = await Remote.start(tools);
  try {
    const one = await remote.person("town", gated());
    const other = await remote.person("town", gated());
    const first = one.terraform.apply();
    while (!(await remote.keys()).includes(LOCK)) await sleep(50);
    const { s3 } = aws(remote.emulator);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: inBucket.bucket, Key: LOCK }));
    const lock = JSON.parse((await Body?.transformToString()) ?? "{}");
    const said = await refusalOf(other.terraform.apply());
    writeFileSync(join(one.folder, "open"), "");
    await first;
    const [refused = said] = /Error acquiring the state lock/.exec(said) ?? [];
    return { refused, lock: namesIn([lock]).join(", "), after: await remote.keys() };
  } finally {
    await remote.stop();
  }
}

const LOCK = "town.tfstate.tflock";

/** An apply of it holds the lock until its gate is opened, or its folder removed. */
function gated() {
  return synth("town", (app) => {
    const tags = { Stage: "town" };
    const stack = new ReadableStack(app, "town", { region: "us-east-1", backend: inBucket, tags });
    new SsmParameter(stack, "north", { name: "/town/north", type: "String", value: "red" });
    const command = "until [ -e open ] || [ ! -e cdk.tf.json ]; do sleep 0.1; done";
    stack.addOverride("resource.terraform_data.gate", {
      triggers_replace: "red",
      provisioner: [{ "local-exec": { command } }],
    });
  });
}
