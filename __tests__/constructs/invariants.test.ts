import fc from "fast-check";
import { settingsSchema } from "../../config/settings";
import { ServiceStack } from "../../constructs/service-stack";
import { arbitrarySettings } from "../support/arbitrary-settings";
import { release, synth } from "../support/synth";
import type { Synthesized } from "../support/synthesized";

/*
 * What must hold for any two valid settings of a stage. Each run is two synths, so the runs are
 * few; the seed changes from run to run and is told when one fails.
 */
const RUNS = { numRuns: 15 };

type Input = Parameters<typeof settingsSchema.parse>[0];

const stackOf = (input: Input, stage = "one"): Synthesized =>
  synth(stage, (app) => {
    new ServiceStack(app, stage, { release, settings: settingsSchema.parse(input) });
  });

/** What makes a thing this thing and no other, for everything that holds data or an address. */
const IDENTITY: Readonly<Record<string, readonly string[]>> = {
  aws_vpc: [],
  aws_subnet: ["vpc_id"],
  aws_eip: ["domain"],
  aws_nat_gateway: ["allocation_id", "subnet_id"],
  aws_rds_cluster: ["cluster_identifier"],
  aws_rds_cluster_instance: ["identifier", "cluster_identifier"],
  aws_ssm_parameter: ["name"],
};

const identities = (stack: Synthesized) =>
  Object.entries(IDENTITY).flatMap(([type, attributes]) =>
    stack.addresses(type).map((address) => {
      const block = stack.at(address);
      return [address, JSON.stringify(attributes.map((name) => block[name]))] as const;
    }),
  );

test("no stateful address changes its meaning between any two settings", () => {
  fc.assert(
    fc.property(arbitrarySettings, arbitrarySettings, (first, second) => {
      const before = new Map(identities(stackOf(first)));
      const after = identities(stackOf(second));
      for (const [address, identity] of after) {
        expect([address, before.get(address) ?? identity]).toEqual([address, identity]);
      }
    }),
    RUNS,
  );
});

test("a subnet keeps its range and its zone, whatever else changes", () => {
  fc.assert(
    fc.property(arbitrarySettings, arbitrarySettings, (first, other) => {
      const { region, network, alarms } = first;
      const cidr = { ...other.network, cidr: network.cidr };
      const second = { ...other, region, alarms, network: cidr }; // their topic is in the region
      const before = stackOf(first);
      const after = stackOf(second);
      for (const address of before.addresses("aws_subnet").filter((each) => after.has(each))) {
        const { cidr_block, availability_zone } = before.at(address);
        expect(after.at(address)).toMatchObject({ cidr_block, availability_zone });
      }
    }),
    RUNS,
  );
});

/** Attributes by which AWS tells things apart within an account or a region. */
const UNIQUE: Readonly<Record<string, string>> = {
  aws_autoscaling_group: "name",
  aws_budgets_budget: "name",
  aws_cloudwatch_composite_alarm: "alarm_name",
  aws_cloudwatch_dashboard: "dashboard_name",
  aws_cloudwatch_event_rule: "name",
  aws_cloudwatch_log_group: "name",
  aws_cloudwatch_metric_alarm: "alarm_name",
  aws_cloudwatch_query_definition: "name",
  aws_db_event_subscription: "name",
  aws_db_subnet_group: "name",
  aws_iam_instance_profile: "name",
  aws_iam_role: "name",
  aws_launch_template: "name",
  aws_lb: "name",
  aws_wafv2_web_acl: "name",
  aws_backup_vault: "name",
  aws_backup_plan: "name",
  aws_rds_cluster: "cluster_identifier",
  aws_rds_cluster_instance: "identifier",
  aws_sns_topic: "name",
  aws_ssm_parameter: "name",
};

const namesIn = (stack: Synthesized) =>
  Object.entries(UNIQUE).flatMap(([type, attribute]) =>
    stack.addresses(type).map((address) => `${type} ${stack.at(address)[attribute]}`),
  );

test("no two stages share a name that must be unique in an account", () => {
  fc.assert(
    fc.property(arbitrarySettings, arbitrarySettings, (first, second) => {
      const taken = new Set(namesIn(stackOf(first, "one")));
      expect(namesIn(stackOf(second, "two")).filter((name) => taken.has(name))).toEqual([]);
    }),
    RUNS,
  );
});

test("every type with a fixed name is in UNIQUE, or its name is unique within something", () => {
  const named = ["name", "identifier", "cluster_identifier"];
  // Unique within something of the stage's own: its role, its group, its hosted zone, its backup plan.
  const scoped = [
    ...["aws_autoscaling_policy", "aws_iam_role_policy", "aws_route53_record"],
    ...["aws_backup_selection", "data"],
  ];
  fc.assert(
    fc.property(arbitrarySettings, (settings) => {
      const stack = stackOf(settings);
      const types = stack
        .addresses()
        .filter((address) => named.some((name) => name in stack.at(address)))
        .map((address) => address.split(".")[0] ?? "");
      const unknown = types.filter((type) => !(type in UNIQUE) && !scoped.includes(type));
      const where = "__tests__/constructs/invariants.test.ts";
      const must =
        "be in UNIQUE, or in scoped if its name needs to be unique in less than a region";
      expect([...new Set(unknown)].map((type) => `${where}: ${type} must ${must}`)).toEqual([]);
    }),
    { numRuns: 8 },
  );
});

test("a stage comes out the same with and without other stages in the app", () => {
  fc.assert(
    fc.property(arbitrarySettings, arbitrarySettings, (first, second) => {
      const both = synth("one", (app) => {
        new ServiceStack(app, "two", { release, settings: settingsSchema.parse(second) });
        new ServiceStack(app, "one", { release, settings: settingsSchema.parse(first) });
      });
      expect(both.text).toBe(stackOf(first).text);
    }),
    { numRuns: 8 },
  );
});
