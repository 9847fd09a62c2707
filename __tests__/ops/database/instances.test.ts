import { isOf } from "../../../ops/database/cluster";
import {
  clusterIdIn,
  instancesIn,
  refuseSecond,
  refuseWaiting,
  withClasses,
} from "../../../ops/database/instances";
import { membersOf } from "../../../ops/database/members";
import { type Block, TerraformJson } from "../../../terraform/document";
import { synthStage } from "../../support/synth";

test("instances are read from a stage's JSON", () => {
  expect(instancesIn(new TerraformJson(synthStage("lab").document), "lab")).toEqual(
    ["a", "b"].map((name) => ({
      name,
      id: `lab-database-${name}`,
      address: `aws_rds_cluster_instance.database_${name}`,
      class: "db.t4g.medium",
      zone: name,
    })),
  );
});

describe("of a stage whose database is restored", () => {
  const restore = { from: "lab-database", to: "latest" };
  const at = (database: object) => new TerraformJson(synthStage("lab", { database }).document);
  const names = (stack: TerraformJson) =>
    instancesIn(stack, "lab").map(({ name, id }) => [name, id]);

  test.each([
    ["before the switch, the first", { restore }, "lab-database"],
    ["after it, the second", { restore, cluster: 2 }, "lab-database-2"],
    ["when the old one has left, the second", { cluster: 2 }, "lab-database-2"],
  ])("commands look at the cluster that the app uses: %s", (_, database, id) => {
    expect(clusterIdIn(at(database))).toBe(id);
    expect(names(at(database))).toEqual([
      ["a", `${id}-a`],
      ["b", `${id}-b`],
    ]);
  });

  test("a resize is refused as long as there are two, whose instances have the same settings", () => {
    expect(() => refuseSecond(at({ cluster: 2 }), "lab")).not.toThrow();
    expect(() => refuseSecond(at({ restore }), "lab")).toThrow(
      "lab: must have one cluster to be resized by steps, got lab-database and lab-database-2; finish the restore (npm run ops -- restore lab --help), then resize",
    );
  });

  test("events of one cluster aren't those of the other", () => {
    const sources = ["lab-database", "lab-database-a", "lab-database-2", "lab-database-2-a", "lab"];
    const of = (cluster: string) => sources.filter((each) => isOf(cluster, each));
    expect(of("lab-database")).toEqual(["lab-database", "lab-database-a"]);
    expect(of("lab-database-2")).toEqual(["lab-database-2", "lab-database-2-a"]);
  });
});

test("a stage without a database has nothing to resize", () => {
  expect(() => instancesIn(new TerraformJson({}), "state")).toThrow(
    "state: must have database instances, got none",
  );
});

test("changes that wait for the window can't be made by steps", () => {
  const stack = structuredClone(synthStage("lab").document) as {
    resource: Record<string, Record<string, Block>>;
  };
  const all = stack.resource.aws_rds_cluster_instance ?? {};
  // Left out, it is false for Terraform.
  for (const apply_immediately of [false, undefined]) {
    for (const name of Object.keys(all)) all[name] = { ...all[name], apply_immediately };
    expect(() => refuseWaiting(new TerraformJson(stack), "lab")).toThrow(
      'lab: must change at once to be resized by steps, got changes that wait for the window; set database.windows.apply to "now" and deploy, then resize',
    );
  }
});

test("other classes are an override of this run, and what else it overrides stays", () => {
  const given = {
    "acme:flag": 1,
    settings: {
      prod: { region: "eu-west-1" },
      lab: { web: { max: 4 }, database: { backupDays: 3 } },
    },
  };
  const env = { HOME: "/", CDKTF_CONTEXT_JSON: JSON.stringify(given) };
  const changed = withClasses(env, "lab", [{ name: "a", class: "db.r6g.large", zone: "b" }]);
  expect(changed.HOME).toBe("/");
  expect(JSON.parse(changed.CDKTF_CONTEXT_JSON ?? "")).toEqual({
    "acme:flag": 1,
    settings: {
      prod: { region: "eu-west-1" },
      lab: {
        web: { max: 4 },
        database: { backupDays: 3, instances: { a: { class: "db.r6g.large", zone: "b" } } },
      },
    },
  });
});

test("an instance that the settings don't have is no member to resize or to hand over to", () => {
  const found = ["lab-database-a", "by-hand"].map((id, i) => {
    return {
      id,
      class: "db.t4g.medium",
      writer: i === 0,
      status: "available",
      pending: [],
      lag: 1,
    };
  });
  expect(membersOf([{ name: "a", id: "lab-database-a" }], found)).toEqual([
    { name: "a", class: "db.t4g.medium", writer: true },
  ]);
});
