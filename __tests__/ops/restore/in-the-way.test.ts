import { planned } from "../support";
import {
  ago,
  CLUSTER,
  create,
  known,
  LONG_AGO,
  MADE,
  type Now,
  progress,
  stage,
  THERE,
} from "./stage";

/* What has the copy's name and is not this restore's copy: it goes only if nothing is lost with it. */

const REMOVE = "remove it by its name: npm run ops -- restore lab --remove lab-database-2";
const AT = "2026-11-29T10:00:00Z";
const TAINTED = {
  ...planned(CLUSTER, { actions: ["delete", "create"], before: MADE, after: {} }),
  action_reason: "replace_because_tainted",
};
const OLD: Now = { copy: { ...THERE, DbClusterResourceId: "cluster-ABC" }, make: [known({})] };

test.each<[string, Now, string]>([
  [
    "a cluster that Terraform doesn't know",
    { copy: THERE },
    `lab-database-2: must be a free name, got a cluster that Terraform doesn't know; ${REMOVE}`,
  ],
  [
    "a cluster that was made otherwise",
    { copy: THERE, make: [known({})] },
    `lab-database-2: must be lab-database at its latest, got another cluster, such as the one from before a restore; ${REMOVE}`,
  ],
  [
    "a cluster that is older than the app's",
    { copy: { ...THERE, ClusterCreateTime: ago(3) }, make: [known(MADE)] },
    `lab-database-2: must be lab-database at its latest, got another cluster, such as the one from before a restore; ${REMOVE}`,
  ],
  [
    "a copy of a latest time that is long past",
    { copy: LONG_AGO, make: [known(MADE)], usedSince: new Date(0) },
    `lab-database-2: must be lab-database at its latest, got a copy of 2026-01-01T10:00:00Z; ${REMOVE}`,
  ],
  [
    "a cluster that a stopped run left half-made",
    {
      copy: THERE,
      make: [
        {
          ...planned(CLUSTER, { actions: ["delete", "create"], before: MADE, after: {} }),
          action_reason: "replace_because_tainted",
        },
      ],
    },
    `lab-database-2: must be whole, got one that a run that was stopped left half-made; ${REMOVE}`,
  ],
])("%s is refused", async (_, now, says) => {
  await expect(stage(now).restoring.ahead(progress)).rejects.toThrow(says);
});

const KEEP =
  "the restore is from it, so keep a snapshot of that time first: docs/ops/restore.md, under An earlier time of the old cluster, says how";
const ITS_OWN = "rds:lab-database-2-2026-11-28-03-05";

test.each([
  ["its identifier", { from: "lab-database-2", to: AT }, KEEP],
  ["its resource id", { from: "cluster-ABC", to: AT }, KEEP],
  [
    "a snapshot that AWS made of it",
    { from: ITS_OWN },
    `the snapshot is one of its own, so copy it first (aws rds copy-db-cluster-snapshot --source-db-cluster-snapshot-identifier ${ITS_OWN} --target-db-cluster-snapshot-identifier lab-kept --region us-east-1), and give --from lab-kept`,
  ],
])("a cluster that the restore needs, by %s, isn't removed for it", async (_, source, says) => {
  const asked = stage({ ...OLD, source }).restoring.ahead(progress);
  await expect(asked).rejects.toThrow(
    `got another cluster, such as the one from before a restore; ${says}`,
  );
});

test("a snapshot of the other cluster, whose name begins like its, doesn't keep it", async () => {
  const source = { from: "rds:lab-database-2026-11-28-03-05" };
  await expect(stage({ ...OLD, source }).restoring.ahead(progress)).rejects.toThrow(REMOVE);
});

test.each([undefined, { from: "lab-database-2", to: "2020-01-01T00:00:00Z" }])(
  "nothing is advised for a restore that AWS can't make (%j)",
  async (source) => {
    const now: Now = { ...OLD, unrestorable: "--to: must be a time", ...(source && { source }) };
    await expect(stage(now).restoring.ahead(progress)).rejects.toThrow("--to: must be a time");
  },
);

const USED = "aws_rds_cluster.database";
const makesUsed = planned(USED, { actions: ["create"], before: null, after: {} });
const led: Now = { copy: THERE, live: "lab-database-2" };
const MADE_HALF = `must be whole, got one that a run that was stopped left half-made; when RDS says that it is available, take Terraform's mark off: in the stage's folder terraform init and terraform untaint ${CLUSTER}`;

test.each<[string, Now, string]>([
  [
    "that no settings have",
    { ...led, switch: [known({})] },
    "lab-database-2: must be lab-database at its latest, got another restore, which the app uses; the settings name lab-database: deploy them if they are right, or commit the ones that led the app to lab-database-2, which alone has what was saved since",
  ],
  ["that is half-made", { ...led, switch: [TAINTED] }, `lab-database-2: ${MADE_HALF}`],
  [
    "that is half-made in its own place",
    { inPlace: true, copy: THERE, make: [TAINTED] },
    `lab-database-2: ${MADE_HALF}`,
  ],
  [
    "that Terraform doesn't know",
    { ...led, switch: [create] },
    "lab-database-2: must be in the state, got a cluster that Terraform doesn't know; write the settings that led the app to it, take it into the state (npm run ops -- recover lab), and deploy",
  ],
  [
    "that a killed restore made in the app's own place",
    { make: [create, makesUsed] },
    "lab-database: must be in the state, got a cluster that Terraform doesn't know; take it into the state (npm run ops -- recover lab), and deploy",
  ],
])("a cluster in use %s isn't removed", async (_, now, says) => {
  await expect(stage(now).restoring.ahead(progress)).rejects.toThrow(says);
});
