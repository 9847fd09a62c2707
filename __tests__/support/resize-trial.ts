import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  FailoverDBClusterCommand,
} from "@aws-sdk/client-rds";
import { type Aws, aws } from "../../emulator/aws";
import type { Tools } from "../../emulator/tools";
import { type Command, command, type Ended } from "./command";
import type { Deployment } from "./deployment";
import { leftBy } from "./left";
import { type Instances, SMALL, smallDatabase } from "./small-database";
import { compiledBeside } from "./small-program";

/** Something that happens to a resize, which is started again until it ends by itself. */
export type Disturbance =
  | "nothing"
  | "killed after each step"
  | "killed in each apply"
  | "failover";

export const OLD = "db.t4g.medium";
export const NEW = "db.r6g.large";

/** One copy of a small database that is resized. */
export class Trial {
  private readonly cloud: Aws;

  private constructor(
    private readonly copy: Deployment,
    private readonly program: string,
    private readonly committed: Instances,
    private readonly terraform: string,
  ) {
    this.cloud = aws(copy.emulator);
  }

  /** @param writer the instance that is the writer at the start */
  static async of(base: Deployment, program: string, tools: Tools, all: Instances, writer: string) {
    const copy = await base.copy();
    mkdirSync(join(copy.folder, "tmp"));
    const trial = new Trial(copy, program, all, counting(copy, tools));
    await trial.failOver(writer);
    return trial;
  }

  ops(...args: string[]): Command {
    const { copy, committed, terraform: TERRAFORM } = this;
    const TMPDIR = join(copy.folder, "tmp"); // what killed ones leave goes with the copy
    const env = { ...copy.env, SMALL_INSTANCES: JSON.stringify(committed), TERRAFORM, TMPDIR };
    const compiled = compiledBeside(this.program);
    return command([this.program, ...args, "--folder", copy.folder], { ...env, ...compiled });
  }

  /** Resizes all instances, disturbed like this, until it ends by itself. */
  async resized(disturbance: Disturbance): Promise<Ended> {
    const args = ["resize", SMALL, NEW, "--yes"];
    if (disturbance === "nothing") return this.ops(...args).ended;
    if (disturbance === "failover") {
      const going = this.ops(...args);
      await going.says(STEP);
      await this.failOver(await this.someReader());
      return going.ended;
    }
    const [at, settling] = disturbance === "killed after each step" ? [STEP, 0] : [APPLY, 1_000];
    for (;;) {
      const going = this.ops(...args);
      const isOver = await Promise.race([
        going.says(at).then(
          () => false,
          () => true,
        ),
        going.ended.then(() => true),
      ]);
      if (isOver) return going.ended;
      await new Promise((resolve) => setTimeout(resolve, settling));
      going.child.kill("SIGKILL");
      await going.ended;
    }
  }

  /** Classes by name, and the names of those that are the writer. */
  async state() {
    const { rds } = this.cloud;
    const { DBInstances = [] } = await rds.send(new DescribeDBInstancesCommand({}));
    const classes = DBInstances.map((each) => [nameOf(each), each.DBInstanceClass]);
    return { classes: Object.fromEntries(classes), writers: await this.writers() };
  }

  async failOver(to: string): Promise<void> {
    if ((await this.writers()).includes(to)) return;
    const asked = { DBClusterIdentifier: CLUSTER, TargetDBInstanceIdentifier: `${CLUSTER}-${to}` };
    await this.cloud.rds.send(new FailoverDBClusterCommand(asked));
  }

  /** How many instances each apply has changed. */
  applies(): number[] {
    const file = join(this.copy.folder, APPLIES);
    if (!existsSync(file)) return [];
    return readFileSync(file, "utf8").trim().split("\n").map(Number);
  }

  /** What the next plan with these settings would do. */
  async next(all: Instances): Promise<string[]> {
    this.copy.change(smallDatabase(all));
    return leftBy(this.copy.terraform);
  }

  close(): Promise<void> {
    return this.copy.close();
  }

  get deployment(): Deployment {
    return this.copy;
  }

  private async writers(): Promise<string[]> {
    const { DBClusters: [cluster = {}] = [] } = await this.cloud.rds.send(
      new DescribeDBClustersCommand({}),
    );
    const all = cluster.DBClusterMembers?.filter(({ IsClusterWriter }) => IsClusterWriter) ?? [];
    return all.map(nameOf);
  }

  private async someReader(): Promise<string> {
    const { classes, writers } = await this.state();
    return Object.keys(classes).find((name) => !writers.includes(name)) ?? "";
  }
}

/** All of these in another class. */
export function of(instances: Instances, its: string): Instances {
  return Object.fromEntries(
    Object.entries(instances).map(([name, each]) => [name, { ...each, class: its }]),
  );
}

// --- internal ---

const CLUSTER = `${SMALL}-database`;
const APPLIES = "applies.txt";
/** A step that has ended says its seconds. */
const STEP = /^(reader|the only|\w+ hands).* s$/m;
const APPLY = /^ {2}applies /m;

function nameOf({ DBInstanceIdentifier: id = "" }: { DBInstanceIdentifier?: string | undefined }) {
  return id.slice(`${CLUSTER}-`.length);
}

/** A terraform that notes how many instances an apply asked AWS to change. */
function counting({ folder, emulator }: Deployment, { terraform }: Tools): string {
  const program = join(folder, "tmp", "terraform");
  const count = `$(grep -c 'rds ModifyDBInstance' '${emulator.log}')`;
  const lines = [
    "#!/bin/sh",
    `[ "$1" = apply ] || exec '${terraform}' "$@"`,
    `before=${count}`,
    `'${terraform}' "$@"`,
    "code=$?",
    `echo $((${count} - before)) >> '${join(folder, APPLIES)}'`,
    "exit $code",
  ];
  writeFileSync(program, lines.join("\n"), { mode: 0o755 });
  return program;
}
