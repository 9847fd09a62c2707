import { refuseAbsent, type Step } from "../../../ops/restore/restore";
import { planned } from "../support";
import { create, known, LONG_AGO, led, MADE, type Now, progress, stage, THERE } from "./stage";

test.each<[string, Now, readonly Step[]]>([
  ["nothing is there yet", {}, ["make", "switch"]],
  ["the copy is there", { copy: THERE, make: [known(MADE)] }, ["switch"]],
  [
    "an apply ended before its last step",
    {
      copy: THERE,
      make: [
        known(MADE),
        planned("aws_iam_role_policy.database_read_secrets", {
          actions: ["update"],
          before: { a: 1 },
          after: { a: 2 },
        }),
      ],
    },
    ["make", "switch"],
  ],
  [
    "the switch ended before its last parameter",
    { copy: THERE, live: "lab-database-2", switch: [known(MADE), led] },
    ["switch"],
  ],
  ["all is done", { copy: THERE, live: "lab-database-2", switch: [known(MADE)] }, []],
  [
    "all was done long ago",
    { copy: LONG_AGO, live: "lab-database-2", switch: [known(MADE)], usedSince: new Date(0) },
    [],
  ],
  ["the app's cluster is gone", { inPlace: true }, ["make"]],
  ["the app's cluster is back in its place", { inPlace: true, copy: THERE, make: [known({})] }, []],
])("when %s, the steps that are left are these", async (_, now, left) => {
  expect(await stage(now).restoring.ahead(progress)).toEqual(left);
});

test("nothing else may be deployed with it", async () => {
  const make = [create, led, planned("aws_vpc.network", { actions: ["delete"] })];
  await expect(stage({ make }).restoring.ahead(progress)).rejects.toThrow(
    "lab: must only make lab-database-2 and let the app read its secret, got delete aws_vpc.network; deploy first (npx cdktf deploy lab), or take it into the settings",
  );
});

test("the copy is made with the app where it is, and the app is led to it by another setting", async () => {
  const { restoring, did } = stage({ copy: THERE, make: [create], switch: [known(MADE), led] });
  await restoring.take("make", progress);
  await restoring.take("switch", progress);
  const restore = { from: "lab-database", to: "latest" };
  expect(did.map((each) => JSON.parse(each))).toEqual([{ restore }, { cluster: 2, restore }]);
});

test("the app isn't led to a copy that doesn't serve", async () => {
  const { restoring, did } = stage({ copy: { ...THERE, Status: "creating" }, switch: [led] });
  await expect(restoring.take("switch", progress)).rejects.toThrow(
    "lab-database-2: must be available, got creating; look at the cluster in RDS's console, then run this again",
  );
  expect(did).toEqual([]);
});

test("a look says when the copy was made", async () => {
  const { restoring } = stage({ copy: THERE, make: [known(MADE)] });
  await restoring.ahead(progress);
  expect(restoring.madeAt).toBe(THERE.ClusterCreateTime);
});

test("a stage whose database isn't deployed has nothing to restore beside", () => {
  expect(() => refuseAbsent("lab", undefined)).toThrow("lab: must be deployed");
  expect(() => refuseAbsent("lab", "lab-database")).not.toThrow();
});
