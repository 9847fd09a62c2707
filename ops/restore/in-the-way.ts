import type { DBCluster } from "@aws-sdk/client-rds";
import { Refusal } from "../../terminal/refusal";
import { commandLine } from "../../terminal/shell";
import type { Plan } from "../../terraform/plan";
import { isHalfMade, isToCreate, knownAt } from "./judge";
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
  const other = await clusterOf(used.id);
  if (other !== undefined && isToCreate(plan, used.address)) throw forgotten(job, used.id);
  const inUse = isSwitched || copy.place === used.place;
  if (isHalfMade(plan, copy.address))
    throw inUse ? halfMade(job) : await removable(job, found, HALF_MADE);
  if (known === undefined) {
    if (found === undefined) return undefined;
    throw isSwitched ? forgotten(job, copy.id) : await removable(job, found, UNKNOWN);
  }
  const created = found?.ClusterCreateTime;
  if (copy.place === used.place) return created;
  const must = `must be ${sayOf(source)}`;
  const isIts = isMadeFrom(known, source) && !(Number(created) < Number(other?.ClusterCreateTime));
  if (isIts && (isSwitched || source.to !== "latest" || isRecent(created))) return created;
  if (isSwitched) throw uncommitted(job, must);
  const got = isIts ? `a copy of ${secondOf(created as Date)}` : OTHER;
  throw await removable(job, found, { must, got });
}

// --- internal ---

interface Found {
  readonly must: string;
  readonly got: string;
}

const OTHER = "another cluster, such as the one from before a restore";
const UNKNOWN: Found = {
  must: "must be a free name",
  got: "a cluster that Terraform doesn't know",
};
const HALF_MADE: Found = {
  must: "must be whole",
  got: "one that a run that was stopped left half-made",
};

/** A cluster that may go, unless AWS can't make the restore, or needs the cluster for it: its backups go with it. */
async function removable(job: Job, found: DBCluster | undefined, what: Found): Promise<Refusal> {
  await job.refuseUnrestorable();
  const { stage, copy } = job;
  const remove = `remove it by its name: npm run ops -- restore ${stage} --remove ${copy.id}`;
  return refused(copy.id, what, neededFor(job, found) ?? remove);
}

/** What to do first where the restore is from the cluster itself. */
function neededFor({ stage, region, source, copy }: Job, found: DBCluster | undefined) {
  const { from, to } = source;
  if (to !== undefined) {
    const isIt = from === copy.id || from === found?.DbClusterResourceId;
    return isIt
      ? `the restore is from it, so keep a snapshot of that time first: ${PAGE} says how`
      : undefined;
  }
  if (!new RegExp(`^rds:${copy.id}-\\d{4}-`).test(snapshotName(from))) return undefined;
  const kept = `${stage}-kept`;
  const copying = commandLine([
    ..."aws rds copy-db-cluster-snapshot --source-db-cluster-snapshot-identifier".split(" "),
    ...[from, "--target-db-cluster-snapshot-identifier", kept, "--region", region],
  ]);
  return `the snapshot is one of its own, so copy it first (${copying}), and give --from ${kept}`;
}

const PAGE = "docs/ops/restore.md, under An earlier time of the old cluster,";

/** Where the cluster is in use, nothing may go: it is whole as soon as AWS has made it. */
function halfMade({ copy }: Job): Refusal {
  const remedy = `when RDS says that it is available, take Terraform's mark off: in the stage's folder terraform init and terraform untaint ${copy.address}`;
  return refused(copy.id, HALF_MADE, remedy);
}

/** A run that was killed has made the cluster, or settings from before a restore were deployed. */
function forgotten({ stage, used }: Job, id: string): Refusal {
  const settings = id === used.id ? "" : "write the settings that led the app to it, ";
  const remedy = `${settings}take it into the state (npm run ops -- recover ${stage}), and deploy`;
  return refused(id, { must: "must be in the state", got: UNKNOWN.got }, remedy);
}

/** The settings and the app differ: a deploy led the app to a restore that isn't committed, or is still to come. */
function uncommitted({ copy, used }: Job, must: string): Refusal {
  const remedy = `the settings name ${used.id}: deploy them if they are right, or commit the ones that led the app to ${copy.id}, which alone has what was saved since`;
  return refused(copy.id, { must, got: "another restore, which the app uses" }, remedy);
}

function refused(where: string, { must, got }: Found, remedy: string): Refusal {
  return new Refusal([{ where, says: `${must}, got ${got}; ${remedy}` }]);
}
