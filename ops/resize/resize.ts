import { Refusal } from "../../terminal/refusal";
import type { Progress } from "../../terminal/screen";
import { TerraformError } from "../../terraform/error";
import type { StackFiles } from "../../terraform/stack";
import { type Patience, type Unrest, unrestIn, unrestOfFailover, whenCalm } from "../database/calm";
import type { Cluster, Instance as Found } from "../database/cluster";
import type { Instance } from "../database/instances";
import { type Member, membersOf } from "../database/members";
import type { Folder } from "../folder";
import { left } from "../left";
import { faultOf } from "./judge";
import { type Classes, type Failover, type Resize, type Step, steps } from "./steps";

export interface Job {
  readonly stage: string;
  /** As the committed settings have them. */
  readonly instances: readonly Instance[];
  /** The classes that were asked for. Who isn't named keeps its own. */
  readonly target: Classes;
  readonly cluster: Cluster;
  readonly folder: Pick<Folder, "plan" | "apply">;
  /** The stage with these classes. */
  readonly synth: (classes: Classes) => Promise<StackFiles>;
  readonly patience: Patience;
  readonly signal: AbortSignal;
}

/**
 * One resize, step by step. It keeps nothing: AWS and the state say how far it is, so that a resize that
 * was stopped anywhere goes on when it is started again. Between two steps no lock is held.
 */
export class Resizing {
  /** Who got its class in this run: if it has another one again, somebody else has deployed. */
  private readonly done = new Set<string>();

  constructor(private readonly job: Job) {}

  /**
   * The steps that are left, as AWS and the state have it now.
   * @throws Refusal if anything but these classes differs from the settings
   */
  async ahead(progress: Progress): Promise<readonly Step[]> {
    const members = await this.calm(progress);
    this.refuseUndone(members);
    progress("plans the settings", "plans the settings");
    const other = left(await this.planOf(this.position(members)));
    if (other.length > 0) throw this.notSettled(other);
    return steps(members, this.job.target);
  }

  /** Takes one step and waits for its end. It does nothing if a failover by itself made it the wrong step. */
  async take(step: Step, progress: Progress): Promise<void> {
    this.refuseUndone(await this.members());
    return step.kind === "resize" ? this.resize(step, progress) : this.failOver(step, progress);
  }

  async members(): Promise<Member[]> {
    const { cluster, instances } = this.job;
    return membersOf(instances, await cluster.instances());
  }

  private async resize(step: Resize, progress: Progress): Promise<void> {
    const { name, to, role } = step;
    const instance = this.instance(name);
    progress("plans", `plans ${name}`);
    const position = this.position(await this.members());
    const plan = await this.planOf({ ...position, [name]: to });
    const fault = faultOf(plan, step, instance);
    if (fault !== undefined) throw new Refusal([{ where: `the plan for ${name}`, says: fault }]);
    const members = await this.calm(progress); // somebody may have begun something meanwhile
    if (role === "reader" && isWriter(members, name)) return;
    progress("applies", `applies ${name}`);
    if (!(await this.applied())) return;
    await this.calm(progress, (found) => keepsItsClass(found, instance.id, to));
    this.done.add(name);
  }

  private async failOver({ from, to }: Failover, progress: Progress): Promise<void> {
    if (!isWriter(await this.calm(progress), from)) return;
    progress("hands over", `hands over to ${to}`);
    const { cluster, patience, signal } = this.job;
    await cluster.failOver(this.instance(to).id);
    const unrest = (found: readonly Found[]) => unrestOfFailover(found, this.instance(from).id);
    await whenCalm(() => cluster.instances(), { patience, signal, progress, unrest });
  }

  /** Whether the plan was applied: it goes stale when somebody else has applied meanwhile. */
  private async applied(): Promise<boolean> {
    try {
      await this.job.folder.apply(this.job.patience.applyMs);
      return true;
    } catch (error) {
      if (error instanceof TerraformError && /plan is stale/i.test(error.message)) return false;
      throw error;
    }
  }

  /** @param besides what else has to be over */
  private async calm(
    progress: Progress,
    besides: (found: readonly Found[]) => readonly Unrest[] = () => [],
  ): Promise<Member[]> {
    const { cluster, instances, patience, signal } = this.job;
    const found = await whenCalm(() => cluster.instances(), {
      patience,
      signal,
      progress,
      unrest: (all) => [...unrestIn(all), ...besides(all)],
    });
    return membersOf(instances, found);
  }

  private async planOf(classes: Classes) {
    return this.job.folder.plan(await this.job.synth(classes));
  }

  private instance(name: string): Instance {
    const found = this.job.instances.find((each) => each.name === name);
    if (found === undefined) throw new Error(`${name}: not in the settings`);
    return found;
  }

  /**
   * The settings with the classes that AWS has now, as far as these are of this resize. The plan of them is
   * empty before, between and after the steps, unless something else has changed.
   */
  private position(members: readonly Member[]): Classes {
    const { instances, target } = this.job;
    const classes = instances.map(({ name, class: committed }) => {
      const now = members.find((each) => each.name === name)?.class ?? committed;
      const isOurs = now === target[name] || committed === target[name];
      return [name, isOurs ? now : committed];
    });
    return Object.fromEntries(classes);
  }

  private refuseUndone(members: readonly Member[]): void {
    const { stage, target } = this.job;
    const isUndone = (each: Member) => this.done.has(each.name) && each.class !== target[each.name];
    const undone = members.filter(isUndone);
    if (undone.length === 0) return;
    const all = undone.map((each) => `${each.name} with ${each.class} again`).join(", ");
    const must = `must keep the classes of this resize, got ${all}`;
    const remedy = "somebody has deployed meanwhile; hold deploys back until the end";
    throw new Refusal([{ where: stage, says: `${must}; ${remedy}` }]);
  }

  private notSettled(other: readonly string[]): Refusal {
    const { stage } = this.job;
    const must = `must have nothing to deploy but this resize, got ${other.join(", ")}`;
    const remedy = `deploy first (npx cdktf deploy ${stage}), or take it into the settings`;
    return new Refusal([{ where: stage, says: `${must}; ${remedy}` }]);
  }
}

// --- internal ---

function isWriter(members: readonly Member[], name: string): boolean {
  return members.some((each) => each.name === name && each.writer);
}

function keepsItsClass(found: readonly Found[], id: string, to: string): Unrest[] {
  const its = found.find((each) => each.id === id)?.class;
  return its === to ? [] : [{ says: `${id} still is ${its}`, minutes: 60 }];
}
