import { planned } from "../support";
import { ago, CLUSTER, known, LONG_AGO, MADE, type Now, progress, stage, THERE } from "./stage";

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

const LEAD_BACK =
  "it is the one to restore from, so lead the app back to it (commit cluster: 2, and deploy; what was saved since is in lab-database alone), remove lab-database, and run this again";

test.each([
  ["its identifier", { from: "lab-database-2", to: AT }, LEAD_BACK],
  ["its resource id", { from: "cluster-ABC", to: AT }, LEAD_BACK],
  [
    "a snapshot that AWS made of it",
    { from: "rds:lab-database-2-2026-11-28-03-05" },
    "its own snapshots would go with it, so copy this one (aws rds copy-db-cluster-snapshot), and give the copy by --from",
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

test("nothing is removed for a restore that AWS can't make", async () => {
  const unrestorable = "--to: must be a time";
  await expect(stage({ ...OLD, unrestorable }).restoring.ahead(progress)).rejects.toThrow(
    unrestorable,
  );
});

test("a restore that the app uses, and no settings, isn't removed for another one", async () => {
  const now: Now = { copy: THERE, live: "lab-database-2", switch: [known({})] };
  await expect(stage(now).restoring.ahead(progress)).rejects.toThrow(
    "lab-database-2: must be lab-database at its latest, got another restore, which the app uses; commit the settings of that restore (cluster: 2) before you restore again: a deploy without them leads the app back to lab-database",
  );
});

test.each<[string, Now, string]>([
  [
    "a half-made cluster keeps what it has",
    { make: [TAINTED] },
    `must be whole, got one that a run that was stopped left half-made; when RDS says that it is available, take Terraform's mark off: npx cdktf diff lab, then terraform -chdir=cdktf.out/stacks/lab untaint ${CLUSTER}`,
  ],
  [
    "one that Terraform doesn't know is taken into the state",
    {},
    "must be a free name, got a cluster that Terraform doesn't know; if a run that was killed has made it, take it into the state: npm run ops -- recover lab",
  ],
])("in the app's own place, where nothing can be removed, %s", async (_, now, says) => {
  const { restoring } = stage({ inPlace: true, copy: THERE, ...now });
  await expect(restoring.ahead(progress)).rejects.toThrow(`lab-database-2: ${says}`);
});
