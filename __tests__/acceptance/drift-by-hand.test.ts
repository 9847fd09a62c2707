import { classify } from "../../ops/drift/classify";
import { isMarked } from "../../terraform/marks";
import type { Plan, ResourceChange, State } from "../../terraform/plan";
import { linesOf } from "../../terraform/steps";
import { same } from "../../terraform/values";
import { type ChangeByHand, knownIn } from "../support/by-hand/change";
import { DATABASE } from "../support/by-hand/database";
import { ENTRY } from "../support/by-hand/entry";
import { FLEET } from "../support/by-hand/fleet";
import { NETWORK } from "../support/by-hand/network";
import { onEmulator } from "../support/deployment";
import { Service } from "../support/service";
import { synthStage } from "../support/synth";
import { Synthesized } from "../support/synthesized";
import { testsAll } from "../support/tests-all";

const CHANGES: readonly ChangeByHand[] = [...FLEET, ...DATABASE, ...ENTRY, ...NETWORK];
/** What they change, an attribute a row. */
const ROWS = CHANGES.flatMap(({ address, attributes }) =>
  attributes.map((attribute) => `${address}.${attribute}`),
);
/** Types of which no attribute can be changed on what is there: it is there, or it is gone. */
const WHOLE = [
  "aws_iam_instance_profile",
  "aws_iam_role_policy_attachment",
  "aws_route_table_association",
  "aws_s3_object",
  "aws_vpc_security_group_egress_rule", // as the ingress rule
];
/** Types that nobody has tried yet. The tests have no client of SNS. */
const UNTRIED = [
  "aws_autoscaling_notification",
  "aws_db_event_subscription",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_sns_topic",
  "aws_sns_topic_policy",
];
/** What the JSON pins since its first deploys. */
const PINS =
  /^ *"((publicly_accessible|iam_database_authentication_enabled)": false|(in|e)gress": \[\]),\n/gm;

test("each type of a lab is changed by hand, is there or gone as a whole, or is listed as untried", () => {
  const types = synthStage("lab")
    .addresses()
    .filter((address) => !address.startsWith("data."));
  const changed = new Set([...ROWS.map(typeOf), ...WHOLE, ...UNTRIED]);
  expect([...new Set(types.map(typeOf))].filter((type) => !changed.has(type))).toEqual([]);
});

/** It applies a lab of its own, so only the nightly run has the time. */
const nightly: typeof onEmulator = testsAll ? onEmulator : () => undefined;

nightly("a lab in which all was changed by hand", (tools) => {
  let lab: Service;
  let pinning: string[];
  let plan: Plan;

  beforeAll(async () => {
    lab = await Service.of("lab", tools);
    const now = lab.with({});
    lab.deployment.change(new Synthesized(now.text.replaceAll(PINS, ""), now.files));
    await lab.terraform.apply();
    lab.deployment.change(now);
    pinning = linesOf(await lab.terraform.plan());
    await lab.terraform.applyPlan();
    const known = knownIn((await lab.terraform.statePull()) as State);
    for (const { call } of CHANGES) await call(lab.cloud, known);
    plan = await lab.terraform.look("-lock=false");
  });
  afterAll(() => lab?.deployment.close());

  test("what is pinned since changes no stage that was deployed before", () => {
    expect(pinning).toEqual([]);
  });

  test("each change is seen", () => {
    const seen = new Set((plan.resource_drift ?? []).flatMap(changed));
    expect(ROWS.filter((row) => !seen.has(row))).toEqual([]);
  });

  test("drift is what the plan changes, attribute by attribute", () => {
    const says = classify(plan, lab.with({}).document)
      .filter(({ kind }) => kind !== "reported" && kind !== "added")
      .flatMap(({ address, kind, attributes }) =>
        kind === "deleted"
          ? [`${address} is made`]
          : attributes.map(({ path }) => `${address}.${path.split(".")[0]}`),
      );
    const does = (plan.resource_changes ?? []).flatMap((each) =>
      each.change.actions.includes("create") && !each.change.before
        ? [`${each.address} is made`]
        : changed(each),
    );
    expect([...new Set(says)].sort()).toEqual([...new Set(does)].sort());
    expect(says.length).toBeGreaterThan(80);
  });
});

function typeOf(address: string): string {
  return address.split(".")[0] ?? "";
}

/** Attributes that differ and are known, as `address.attribute`. */
function changed({ address, change }: ResourceChange): string[] {
  const { before, after, after_unknown: later } = change;
  const names = Object.keys({ ...before, ...after }).filter(
    (name) => !isMarked(later, [name]) && !same(before?.[name], after?.[name]),
  );
  return names.map((name) => `${address}.${name === "tags_all" ? "tags" : name}`);
}
