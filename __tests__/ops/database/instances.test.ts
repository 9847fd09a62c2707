import { instancesIn, refuseWaiting, withClasses } from "../../../ops/database/instances";
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
