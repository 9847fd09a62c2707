import { type SettingsInput, settingsSchema } from "../../config/settings";
import { ImageStack } from "../../constructs/image-stack";
import { machineImage } from "../../constructs/machine-image";
import { ServiceStack } from "../../constructs/service-stack";
import { put, sound } from "../support/refusals";
import { release, synth } from "../support/synth";
import type { Synthesized } from "../support/synthesized";

/*
 * The largest stage that the settings take stays within what AWS takes of a thing, by the API reference
 * of each service. Terraform knows few of these limits, so an apply would find the others.
 */

const LETTERS = ["a", "b", "c", "d", "e", "f"] as const;
const STAGE = "s".repeat(16);
const instances = Array.from({ length: 16 }, (_, i) => `${"i".repeat(13)}${i + 10}`);
const ranges = Array.from({ length: 30 }, (_, i) => `203.0.${i + 100}.200/32`);
const tags = Array.from({ length: 40 }, (_, i) => `${"k".repeat(126)}${i + 10}`);

const LARGEST: Record<string, unknown> = {
  "network.zones": LETTERS,
  "network.nat": "per-zone",
  "network.flowLogs": "all",
  logs: { access: "bucket", audit: "cloudwatch" },
  "entry.from": ranges,
  "entry.waf": {},
  "database.backupVault": { days: 36_500, lock: "governance" },
  "entry.https.domain": `${"d".repeat(60)}.com`,
  "web.agent": "cloudwatch",
  "database.name": "n".repeat(63),
  "database.instances": Object.fromEntries(
    instances.map((name) => [name, { class: "db.r6gd.16xlarge", zone: "a" }]),
  ),
  protection: true,
  tags: Object.fromEntries(tags.map((key) => [key, "v".repeat(256)])),
};

const settings = settingsSchema.parse(
  Object.entries(LARGEST).reduce<SettingsInput>((at, [path, value]) => put(at, path, value), sound),
);
const stage = synth(STAGE, (app) => new ServiceStack(app, STAGE, { release, settings }));
const image = synth(`${STAGE}-image`, (app) => {
  const bake = machineImage({ kind: "baked", edition: 1_000_000 }).bake ?? { edition: 1 };
  new ImageStack(app, STAGE, { release, settings, bake });
});

/** Terraform ends a prefix with 26 characters. */
const GENERATED = 26;

/** Most characters of what is named after the stage or by a setting. */
const MOST: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  aws_autoscaling_group: { name: 255 },
  aws_autoscaling_policy: { name: 255 },
  aws_backup_plan: { name: 50 },
  aws_backup_selection: { name: 50 },
  aws_backup_vault: { name: 50 },
  aws_budgets_budget: { name: 100 },
  aws_cloudwatch_event_rule: { name: 64 },
  aws_cloudwatch_log_group: { name: 512 },
  aws_cloudwatch_query_definition: { name: 255 },
  aws_db_event_subscription: { name: 254 },
  aws_db_subnet_group: { name: 255 },
  aws_iam_instance_profile: { name: 128 },
  aws_iam_role: { name: 64 },
  aws_iam_role_policy: { name: 128 },
  aws_imagebuilder_component: { name: 128 },
  aws_imagebuilder_distribution_configuration: { name: 128 },
  aws_imagebuilder_image_recipe: { name: 128 },
  aws_imagebuilder_infrastructure_configuration: { name: 128 },
  aws_launch_template: { name: 128 },
  aws_lb: { name: 32 },
  aws_lb_target_group: { name_prefix: 32 - GENERATED },
  aws_rds_cluster: { cluster_identifier: 63, database_name: 63, final_snapshot_identifier: 255 },
  aws_rds_cluster_instance: { identifier: 63 },
  aws_rds_cluster_parameter_group: { name_prefix: 255 - GENERATED },
  aws_route53_record: { name: 255 },
  aws_s3_bucket: { bucket_prefix: 63 - GENERATED },
  aws_security_group: { name_prefix: 255 - GENERATED, description: 255 },
  aws_sns_topic: { name: 256 },
  aws_ssm_parameter: { name: 1011 },
  aws_wafv2_web_acl: { name: 128 },
  aws_vpc_security_group_egress_rule: { description: 255 },
  aws_vpc_security_group_ingress_rule: { description: 255 },
};

describe.each([
  ["the largest stage", stage],
  ["the stack of its image", image],
])("%s", (_, stack) => {
  test("has no longer name than AWS takes", () => {
    expect(named(stack).filter(({ length, most }) => length > most)).toEqual([]);
  });

  test("has no name whose limit isn't known here", () => {
    // The authority of certificates is AWS's name.
    const names =
      /^(?!ca_cert_)(name|name_prefix|identifier|.*_identifier|bucket_prefix|database_name)$/;
    const all = resourcesOf(stack).flatMap((address) => {
      const type = address.split(".")[0] ?? "";
      const own = Object.entries(stack.at(address)).filter(([, value]) => isGiven(value));
      return own
        .map(([key]) => `${type}.${key}`)
        .filter((at) => names.test(at.split(".")[1] ?? ""));
    });
    const known = Object.entries(MOST).flatMap(([type, of]) =>
      Object.keys(of).map((key) => `${type}.${key}`),
    );
    expect([...new Set(all)].filter((at) => !known.includes(at))).toEqual([]);
  });

  test("has 50 tags or fewer on everything", () => {
    const [{ default_tags: defaults } = {}] = stack.document.provider.aws ?? [];
    const [{ tags: shared = {} } = {}] = (defaults ?? []) as { tags?: object }[];
    expect(Object.keys(shared).length).toBeGreaterThan(40);
    const counts = resourcesOf(stack).map((address) => {
      const own = (stack.at(address).tags ?? {}) as object;
      return Object.keys({ ...shared, ...own }).length;
    });
    expect(Math.max(...counts)).toBeLessThanOrEqual(50);
  });

  test("has inline policies that a role can carry", () => {
    const totals: Record<string, number> = {};
    for (const address of stack.addresses("aws_iam_role_policy")) {
      const { role, policy } = stack.at(address);
      // An ARN that Terraform puts in has up to 100 characters.
      const size = String(policy).replaceAll(/\$\{[^}]+\}/g, "x".repeat(100)).length;
      totals[String(role)] = (totals[String(role)] ?? 0) + size;
    }
    expect(Object.keys(totals)).not.toEqual([]);
    for (const total of Object.values(totals)) expect(total).toBeLessThanOrEqual(10_240);
  });
});

test("no security group of the largest stage has more rules a direction than AWS takes", () => {
  const counts: Record<string, number> = {};
  for (const direction of ["ingress", "egress"]) {
    for (const address of stage.addresses(`aws_vpc_security_group_${direction}_rule`)) {
      const group = `${stage.at(address).security_group_id} ${direction}`;
      counts[group] = (counts[group] ?? 0) + 1;
    }
  }
  expect(Math.max(...Object.values(counts))).toBe(60);
});

function resourcesOf(stack: Synthesized): string[] {
  return stack.addresses().filter((address) => address.startsWith("aws_"));
}

/** Every name and how long AWS takes it. */
function named(stack: Synthesized) {
  return Object.entries(MOST).flatMap(([type, of]) =>
    stack.addresses(type).flatMap((address) =>
      Object.entries(of).flatMap(([key, most]) => {
        const value = stack.at(address)[key];
        return isGiven(value) ? [{ address, key, length: value.length, most }] : [];
      }),
    ),
  );
}

/** Whether we give the text, and AWS or Terraform doesn't. */
function isGiven(value: unknown): value is string {
  return typeof value === "string" && !value.includes("${");
}
