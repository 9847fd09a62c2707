import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { historyLacks, type LastWrite } from "../ops/drift/history";
import { render as renderDrift } from "../ops/drift/render";
import { isDrift, toldOf } from "../ops/drift/told";
import type { Listed } from "../ops/images/choose";
import { renderGoing, render as renderImages, renderNewer } from "../ops/images/render";
import { render as renderRecovery } from "../ops/recover/render";
import type { Change } from "../terraform/plan";
import { ACCOUNT, drifted, lookOf, planned, wholePlanOf } from "./ops/support";
import { codeBlocks, ROOT, readPage } from "./support/docs";

/*
 * The examples of output in docs/ops. They were printed by the commands, run on the emulator; what
 * was found then stands here, and must be shown the same way today. npm run docs writes them again.
 */

const drift = () => {
  const arn = (what: string) => `arn:aws:${what.replace(" ", `:us-east-1:${ACCOUNT}:`)}`;
  const parameter = (name: string) => ({
    address: `aws_ssm_parameter.database_${name}`,
    values: {
      id: `/lab/database/${name}`,
      name: `/lab/database/${name}`,
      arn: arn(`ssm parameter/lab/database/${name}`),
    },
  });
  const [port, name] = [parameter("port"), parameter("name")];
  const instance = (key: string) => ({
    arn: arn(`rds db:lab-database-${key}`),
    cluster_identifier: "lab-database",
    apply_immediately: true,
    writer: key === "b",
    instance_class: "db.t4g.medium",
  });
  const [reader, larger] = [instance("a"), { ...instance("a"), instance_class: "db.t4g.large" }];
  const template = {
    arn: arn("ec2 launch-template/lt-0a1b2c3d4e5f60718"),
    instance_type: "t3.small",
  };
  const [bigger, newest] = [{ ...template, instance_type: "t3.large" }, { latest_version: true }];
  const group = {
    arn: arn("autoscaling autoScalingGroup:6b1c0f44:autoScalingGroupName/lab-web"),
    ...{ min_size: 2, max_size: 4, desired_capacity: 3, default_instance_warmup: 240 },
    launch_template: [{ version: "1" }],
    instance_refresh: [
      {
        strategy: "Rolling",
        preferences: [{ min_healthy_percentage: 100, max_healthy_percentage: 150 }],
      },
    ],
  };
  const firewall = {
    ...{ id: "sg-0c96de5d33c48a2b5", arn: arn("ec2 security-group/sg-0c96de5d33c48a2b5") },
    ingress: [{ protocol: "tcp", from_port: 22, to_port: 22, cidr_blocks: ["0.0.0.0/0"] }],
  };
  const database = "aws_rds_cluster_instance.database";
  const web = "aws_launch_template.web";
  const fleet = "aws_autoscaling_group.web";
  const update = (before: object, after: object, after_unknown: object = {}) =>
    ({ actions: ["update"], before, after, after_unknown }) as Partial<Change>;
  const [was, is] = ["3306", "4406"].map((value) => ({ ...port.values, value }));
  const secret = { before_sensitive: { value: true }, after_sensitive: { value: true } };
  const plan = wholePlanOf(
    [
      drifted(`${database}_a`, reader, larger),
      drifted(name.address, name.values, null),
      drifted(port.address, { ...was, version: 1 }, { ...is, version: 2 }, { value: true }),
      drifted(fleet, { ...group, desired_capacity: 2 }, group),
      drifted(web, template, bigger),
    ],
    [
      planned(`${database}_a`, update(larger, reader)),
      planned(`${database}_b`, { before: instance("b"), after: instance("b") }),
      planned(name.address, { actions: ["create"], before: null, after: {} }),
      planned(port.address, { ...update({ ...is }, { ...was }), ...secret }),
      planned(web, update(bigger, template, newest)),
      planned(fleet, update(group, group, { launch_template: [{ version: true }] })),
    ],
    { "aws_security_group.web_firewall": firewall },
  );
  const version = { references: [`${web}.latest_version`, web] };
  const resources = [{ address: fleet, expressions: { launch_template: [{ version }] } }];
  const configuration = { root_module: { resources } };
  const bob = { by: arn("sts assumed-role/admin/bob").replace("us-east-1", ""), at: "2026-11-28T" };
  const writes: Record<string, LastWrite> = {
    [`${database}_a`]: { ...bob, at: `${bob.at}03:12:44Z`, call: "ModifyDBInstance" },
    [name.address]: { ...bob, at: `${bob.at}03:20:10Z`, call: "DeleteParameter" },
  };
  const look = lookOf({ ...plan, configuration });
  const told = toldOf("lab", look).map((each) => {
    const written = isDrift(each) ? writes[each.address] : undefined;
    return written ? { ...each, written } : each;
  });
  const unwritten = historyLacks([web, "aws_security_group.web_firewall", port.address]);
  return [renderDrift([{ stage: "lab", told, elsewhere: false, unwritten, ...look }]), booked()];
};

/** A resize that waits for the window. */
function booked(): string {
  const values = { id: "lab-database-b", instance_class: "db.t4g.medium" };
  const plan = wholePlanOf([], [], {
    "aws_rds_cluster_instance.database_b": values,
  });
  const PendingModifiedValues = { DBInstanceClass: "db.t4g.large" };
  const dbInstances = [{ DBInstanceIdentifier: "lab-database-b", PendingModifiedValues }];
  const none = { listeners: [], rules: [], instances: [], scheduledActions: [], policies: [] };
  const nothing = { ...none, acls: [], interfaces: [], parts: [], dbClusters: [] };
  const look = lookOf(plan, { surroundings: { ...nothing, dbInstances } });
  const told = toldOf("lab", look);
  const text = renderDrift([{ stage: "lab", told, elsewhere: false, ...look }]);
  return text.slice(text.indexOf("  aws_rds"), text.indexOf("\n\nRead without"));
}

const recovery = () => {
  const imports = {
    "aws_eip.network_nat_a": "eipalloc-e7260d7e8e52282e0",
    "aws_nat_gateway.network_nat_a": "nat-3e3ecd59677022ce0",
    "aws_route.network_private_a": "rtb-d2974bd9aebd6686c_0.0.0.0/0",
    "aws_lb_listener.load_balancer_http":
      "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/lab-web/c7608798bb9b2fa6/9a01b4bea2b75e2d",
    "aws_rds_cluster_instance.database_b": "lab-database-b",
  };
  const doubled = { "aws_vpc.network": ["vpc-bef9b79c6ef0a3a9c", "vpc-5bc2c655696817cf1"] };
  const file = "cdktf.out/stacks/lab/recovered.tf.json";
  const place = { stack: "lab", region: "us-east-1", file };
  const two = renderRecovery(place, { imports: {}, doubled, unknown: [] });
  return [
    renderRecovery(place, { imports, doubled: {}, unknown: [] }),
    two.slice(two.indexOf("aws_vpc.network")),
  ];
};

test.each([
  ["drift", drift],
  ["recover", recovery],
  ["images", images],
])("the examples on the page of %s are what the command prints", (command, examples) => {
  const page = `docs/ops/${command}.md`;
  const printed = examples().map((text) => text.trimEnd());
  if (process.env.UPDATE_DOCS) rewrite(page, printed);
  expect(codeBlocks(page, "text")).toEqual(printed);
});

function images(): string[] {
  const base = (version: string, created: string) => {
    return { id: `ami-${version}`, name: `al2023-ami-${version}-kernel-6.12-x86_64`, created };
  };
  const of = base("2023.9.20261101.0", "2026-11-02T00:00:00.000Z");
  const image = (id: string, created: string, release: string, more: Partial<Listed>): Listed => {
    const what = { architecture: "x86_64", edition: "1", base: of };
    return { id, created, release, ...what, snapshots: [], uses: [], goes: false, ...more };
  };
  const latest = image("ami-f0715c1d1e517572a", "2026-11-27T10:10:00.000Z", "c03d9977aa100000", {
    uses: ["next"],
  });
  const all = [
    latest,
    image("ami-b7fdc9afb893c2e9a", "2026-11-26T10:09:00.000Z", "4e1f0c9a7b210000", {
      snapshots: ["snap-45aaa04167b776552"],
      goes: true,
    }),
    image("ami-e5c0442698eac80df", "2026-11-03T01:09:00.000Z", "0000000000000000", {
      uses: ["current", "running"],
    }),
  ];
  const newer = base("2023.9.20261120.0", "2026-11-21T00:00:00.000Z");
  const listed = renderImages("lab", all, "2026-11-29T10:00:00.000Z");
  return [`${listed}\n${renderNewer(latest, newer)}${renderGoing(all)}`];
}

/** Puts the examples into the page's blocks, in their order. */
function rewrite(page: string, examples: readonly string[]): void {
  let next = 0;
  const text = readPage(page).replaceAll(/^```text\n.*?^```/gms, () => {
    const example = examples[next] ?? "";
    next += 1;
    return `\`\`\`text\n${example}\n\`\`\``;
  });
  writeFileSync(join(ROOT, page), text);
}
