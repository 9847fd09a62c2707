import type { DBCluster } from "@aws-sdk/client-rds";
import { Refusal } from "../../terminal/refusal";
import type { Plan } from "../../terraform/plan";
import { isHalfMade, knownAt } from "./judge";
import type { Job } from "./restore";
import { isMadeFrom, isRecent, sayOf, secondOf, snapshotName } from "./source";

/**
 * When the copy of this restore was made; undefined if it isn't there yet.
 * @throws Refusal if another cluster has its name, with a way on that loses nothing
 */
export async function madeAt(job: Job, plan: Plan, isSwitched: boolean): Promise<Date | undefined> {
  const { source, copy, used, clusterOf } = job;
  const known = knownAt(plan, copy.address);
  const found = await clusterOf(copy.id);
  if (isHalfMade(plan, copy.address)) throw await removable(job, found, HALF_MADE);
  if (known === undefined) {
    if (found === undefined) return undefined;
    throw await removable(job, found, UNKNOWN);
  }
  const created = found?.ClusterCreateTime;
  if (copy.place === used.place) return created;
  const must = `must be ${sayOf(source)}`;
  const older = Number(created) < Number((await clusterOf(used.id))?.ClusterCreateTime);
  const isIts = isMadeFrom(known, source) && !older;
  if (isIts && (isSwitched || source.to !== "latest" || isRecent(created))) return created;
  if (isSwitched) throw uncommitted(job, must);
  const got = isIts ? `a copy of ${secondOf(created as Date)}` : OTHER;
  throw await removable(job, found, { must, got, inPlace: "" });
}

// --- internal ---

interface Found {
  readonly must: string;
  readonly got: string;
  /** What to do in the app's place, where nothing can be removed. */
  readonly inPlace: string;
}

const OTHER = "another cluster, such as the one from before a restore";
const HALF_MADE: Found = {
  must: "must be whole",
  got: "one that a run that was stopped left half-made",
  inPlace:
    "when RDS says that it is available, take Terraform's mark off: npx cdktf diff STAGE, then terraform -chdir=cdktf.out/stacks/STAGE untaint ADDRESS",
};
const UNKNOWN: Found = {
  must: "must be a free name",
  got: "a cluster that Terraform doesn't know",
  inPlace:
    "if a run that was killed has made it, take it into the state: npm run ops -- recover STAGE",
};

/** A cluster that may go, unless the restore needs it, or can't be made at all: it would go for nothing. */
async function removable(job: Job, found: DBCluster | undefined, what: Found): Promise<Refusal> {
  const { stage, copy, used } = job;
  const { must, got, inPlace } = what;
  const refused = (remedy: string) =>
    new Refusal([{ where: copy.id, says: `${must}, got ${got}; ${remedy}` }]);
  if (copy.place === used.place) {
    return refused(inPlace.replaceAll("STAGE", stage).replace("ADDRESS", copy.address));
  }
  const needed = neededFor(job, found);
  if (needed !== undefined) return refused(needed);
  await job.refuseUnrestorable();
  return refused(`remove it by its name: npm run ops -- restore ${stage} --remove ${copy.id}`);
}

/** What to do first where the cluster's backups, which go with it, are what to restore from. */
function neededFor({ source, copy, used }: Job, found: DBCluster | undefined): string | undefined {
  const { from, to } = source;
  if (to === undefined) {
    if (!new RegExp(`^rds:${copy.id}-\\d{4}-`).test(snapshotName(from))) return undefined;
    return "its own snapshots would go with it, so copy this one (aws rds copy-db-cluster-snapshot), and give the copy by --from";
  }
  if (from !== copy.id && from !== found?.DbClusterResourceId) return undefined;
  return `it is the one to restore from, so lead the app back to it (commit cluster: ${copy.place}, and deploy; what was saved since is in ${used.id} alone), remove ${used.id}, and run this again`;
}

/** The app was led to a restore whose settings nobody has committed yet. */
function uncommitted({ copy, used }: Job, must: string): Refusal {
  const remedy = `commit the settings of that restore (cluster: ${copy.place}) before you restore again: a deploy without them leads the app back to ${used.id}`;
  const says = `${must}, got another restore, which the app uses; ${remedy}`;
  return new Refusal([{ where: copy.id, says }]);
}
