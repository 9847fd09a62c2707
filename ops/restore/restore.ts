import type { DBCluster } from "@aws-sdk/client-rds";
import type { ClusterPlace } from "../../names/stage";
import { Refusal, sentence } from "../../terminal/refusal";
import type { Progress } from "../../terminal/screen";
import type { Block } from "../../terraform/document";
import { TerraformError } from "../../terraform/error";
import type { Plan } from "../../terraform/plan";
import type { StackFiles } from "../../terraform/stack";
import { type Patience, whenCalm } from "../database/calm";
import type { Cluster } from "../database/cluster";
import type { Folder } from "../folder";
import { left } from "../left";
import { faultsOfCopy } from "./check";
import { madeAt } from "./in-the-way";
import { type Described, faultOf, type Limits, making, switching } from "./judge";
import type { Source } from "./source";

export interface Job {
  readonly stage: string;
  readonly region: string;
  readonly source: Source;
  /** The cluster that is made, in this place. */
  readonly copy: Described & { readonly place: ClusterPlace };
  /** The cluster that the settings have the app use. */
  readonly used: { readonly id: string; readonly place: ClusterPlace; readonly address: string };
  /** What AWS has of an identifier. */
  readonly clusterOf: (id: string) => Promise<DBCluster | undefined>;
  readonly instancesOf: (id: string) => Pick<Cluster, "instances">;
  /** @throws Refusal if AWS can't restore the source */
  readonly refuseUnrestorable: () => Promise<void>;
  /** Identifier of the cluster that the app's parameters name. */
  readonly live: () => Promise<string | undefined>;
  /** The stage with these settings of its database. */
  readonly synth: (change: Block) => Promise<StackFiles>;
  readonly folder: Pick<Folder, "plan" | "apply">;
  readonly patience: Patience;
  readonly signal: AbortSignal;
}

/** The copy is made and checked; then the app is led to it. A copy in the app's place needs no second step. */
export type Step = "make" | "switch";

/**
 * One restore, step by step. It keeps nothing: AWS and the state say how far it is, so that a restore that
 * was stopped anywhere goes on when it is started again.
 */
export class Restoring {
  /** When the copy was made that the last look has found; undefined if there was none. */
  madeAt: Date | undefined;

  constructor(readonly job: Job) {}

  /**
   * The steps that are left.
   * @throws Refusal if the copy's name is taken, or if anything but this restore is to be deployed
   */
  async ahead(progress: Progress): Promise<readonly Step[]> {
    progress("plans", "plans");
    const { copy, used, live } = this.job;
    const isSwitched = copy.place !== used.place && (await live()) === copy.id;
    const plan = await this.planOf(isSwitched ? "switch" : "make");
    this.madeAt = await madeAt(this.job, plan, isSwitched);
    const fault = faultOf(plan, isSwitched ? switching(copy) : making(copy));
    if (fault !== undefined) throw this.notSettled(fault);
    const isDone = left(plan).length === 0;
    if (isSwitched || copy.place === used.place)
      return isDone ? [] : [isSwitched ? "switch" : "make"];
    return isDone ? ["switch"] : ["make", "switch"];
  }

  /** Takes one step, and checks the copy after it was made and before the app is led to it. */
  async take(step: Step, progress: Progress): Promise<void> {
    const { copy } = this.job;
    if (step === "switch") await this.check(progress);
    progress("plans", `plans ${step === "make" ? copy.id : "the parameters"}`);
    const limits = step === "make" ? making(copy) : switching(copy);
    await this.applied(await this.planOf(step), limits, progress);
    if (step === "make") await this.check(progress);
  }

  /** The settings that the restore ends with, to commit; none where the copy is in the app's place. */
  settings(step: Step = "switch"): Block {
    const { source, copy, used } = this.job;
    const restore = { ...source, ...(copy.place === used.place && { into: copy.place }) };
    return step === "make" || copy.place === used.place
      ? { restore }
      : { cluster: copy.place, restore };
  }

  private async planOf(step: Step): Promise<Plan> {
    return this.job.folder.plan(await this.job.synth(this.settings(step)));
  }

  private async applied(plan: Plan, limits: Limits, progress: Progress): Promise<void> {
    const { folder, patience, copy } = this.job;
    const fault = faultOf(plan, limits);
    if (fault !== undefined) throw new Refusal([{ where: `the plan for ${copy.id}`, says: fault }]);
    progress("applies", `applies ${copy.id}`);
    try {
      await folder.apply(patience.applyMs);
    } catch (error) {
      // Somebody else has applied meanwhile: the next look says what is left.
      if (!(error instanceof TerraformError && /plan is stale/i.test(error.message))) throw error;
    }
  }

  private async check(progress: Progress): Promise<void> {
    const { copy, used, clusterOf, instancesOf, patience, signal } = this.job;
    progress("checks", `checks ${copy.id}`);
    const look = () => instancesOf(copy.id).instances();
    const instances = await whenCalm(look, { patience, signal, progress });
    const found = (await clusterOf(copy.id)) ?? {};
    const other = copy.place === used.place ? undefined : await clusterOf(used.id);
    const faults = faultsOfCopy(found, instances, copy.size, other);
    if (faults.length === 0) return;
    throw new Refusal(faults.map((says) => ({ where: copy.id, says: `${says}; ${LOOK}` })));
  }

  private notSettled(fault: string): Refusal {
    const { stage } = this.job;
    const remedy = `deploy first (npx cdktf deploy ${stage}), or take it into the settings`;
    return new Refusal([{ where: stage, says: `${fault}; ${remedy}` }]);
  }
}

/** The place that isn't this one. */
export function otherThan(place: ClusterPlace): ClusterPlace {
  return place === 1 ? 2 : 1;
}

/** @throws Refusal for a stage whose database isn't deployed */
export function refuseAbsent(stage: string, live: string | undefined): void {
  if (live !== undefined) return;
  const must = "must be deployed before its database can be restored";
  const remedy = `write database.restore with into, and deploy it (npx cdktf deploy ${stage})`;
  throw new Refusal([{ where: stage, says: sentence(must, undefined, remedy) }]);
}

// --- internal ---

const LOOK = "look at the cluster in RDS's console, then run this again";
