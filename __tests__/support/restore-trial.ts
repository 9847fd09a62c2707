import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DescribeDBClustersCommand, DescribeDBInstancesCommand } from "@aws-sdk/client-rds";
import { GetParameterCommand } from "@aws-sdk/client-ssm";
import { type Aws, aws } from "../../emulator/aws";
import { linesOf } from "../../terraform/steps";
import { type Command, command, type Ended } from "./command";
import type { Deployment } from "./deployment";
import { leftBy } from "./left";
import { type Instances, SMALL, smallDatabase } from "./small-database";

export const ONE: Instances = { a: { class: "db.t4g.medium", zone: "a" } };

/** The settings of a restore, as people commit them. */
export type Committed = Pick<
  NonNullable<Parameters<typeof smallDatabase>[1]>,
  "cluster" | "restore" | "encryption"
>;

/** One copy of a small stage whose database is restored. */
export class RestoreTrial {
  readonly cloud: Aws;
  committed: Committed = {};

  private constructor(
    private readonly copy: Deployment,
    private readonly program: string,
  ) {
    this.cloud = aws(copy.emulator);
  }

  static async of(base: Deployment, program: string): Promise<RestoreTrial> {
    const copy = await base.copy();
    mkdirSync(join(copy.folder, "tmp"));
    return new RestoreTrial(copy, program);
  }

  /** `npm run ops -- restore small`, with these words after it. */
  restore(...words: string[]): Command {
    const { copy, committed } = this;
    const SMALL_DATABASE = JSON.stringify({ instances: ONE, ...committed });
    const env = { ...copy.env, SMALL_DATABASE, TMPDIR: join(copy.folder, "tmp") };
    return command([this.program, "restore", SMALL, ...words, "--folder", copy.folder], env);
  }

  /** The same, killed whenever a step has ended, until it ends by itself. */
  async killedAfterEachStep(...words: string[]): Promise<Ended & { kills: number }> {
    for (let kills = 0; ; kills += 1) {
      const going = this.restore(...words);
      const ended = going.ended.then(() => true);
      const isOver = await Promise.race([
        ended,
        going.says(STEP).then(
          () => false,
          () => true,
        ),
      ]);
      if (isOver) return { ...(await going.ended), kills };
      going.child.kill("SIGKILL");
      await going.ended;
    }
  }

  /** Identifiers of the clusters that AWS has, and of their instances; and the cluster that the app uses. */
  async state() {
    const { DBClusters = [] } = await this.cloud.rds.send(new DescribeDBClustersCommand({}));
    const { DBInstances = [] } = await this.cloud.rds.send(new DescribeDBInstancesCommand({}));
    return {
      clusters: DBClusters.map(({ DBClusterIdentifier: id = "" }) => id).sort(),
      instances: DBInstances.map(({ DBInstanceIdentifier: id = "" }) => id).sort(),
      uses: await this.uses(),
    };
  }

  /** What the next plan of the committed settings would do, a line each. */
  async next(committed = this.committed): Promise<string[]> {
    this.copy.change(smallDatabase(ONE, committed));
    return linesOf(await this.copy.terraform.plan());
  }

  /** Applies settings and has them committed; what is left to do then, a line each. */
  async deployed(committed: Committed): Promise<string[]> {
    this.committed = committed;
    this.copy.change(smallDatabase(ONE, committed));
    await this.copy.terraform.apply();
    return leftBy(this.copy.terraform);
  }

  /** The key that encrypts a cluster's storage. */
  async keyOf(id: string): Promise<string> {
    const { KmsKeyId } = await this.cluster(id);
    if (KmsKeyId === undefined) throw new Error(`${id}: must be encrypted, got no key`);
    return KmsKeyId;
  }

  async cluster(id: string) {
    const asked = new DescribeDBClustersCommand({ DBClusterIdentifier: id });
    const { DBClusters: [cluster = {}] = [] } = await this.cloud.rds.send(asked);
    return cluster;
  }

  get deployment(): Deployment {
    return this.copy;
  }

  close(): Promise<void> {
    return this.copy.close();
  }

  private async uses(): Promise<string | undefined> {
    const asked = new GetParameterCommand({ Name: `/${SMALL}/database/endpoint` });
    const { Parameter } = await this.cloud.ssm.send(asked);
    return Parameter?.Value?.split(".")[0];
  }
}

// --- internal ---

/** A step that has ended says its seconds; a look is none. */
const STEP = /^(small-database\S* comes up|the app goes|Terraform forgets|AWS deletes).* s$/m;
