import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Kind } from "../ops/drift/classify";
import { render as renderDrift } from "../ops/drift/render";
import type { Listed } from "../ops/images/choose";
import { renderGoing, render as renderImages } from "../ops/images/render";
import { render as renderRecovery } from "../ops/recover/render";
import { codeBlocks, ROOT, readPage } from "./support/docs";

/*
 * The examples of output in docs/ops. They were printed by the commands, run on the emulator; what
 * was found then stands here, and must be shown the same way today. npm run docs writes them again.
 */

const drift = () => {
  const found = (address: string, kind: Kind, path?: string, before?: unknown, after?: unknown) => {
    return { address, kind, attributes: path ? [{ path, before, after }] : [] };
  };
  const port = "aws_ssm_parameter.database_port";
  const findings = [
    found("aws_security_group.web_firewall", "added", "ingress", undefined, "tcp 22 0.0.0.0/0"),
    found(
      "aws_rds_cluster_instance.database_a",
      "changed",
      "instance_class",
      "db.t4g.medium",
      "db.t4g.large",
    ),
    found("aws_ssm_parameter.database_name", "deleted"),
    {
      address: port,
      kind: "changed" as const,
      attributes: [{ path: "value", sensitive: true as const }],
    },
    found("aws_autoscaling_group.web", "reported", "desired_capacity", 2, 3),
    found(port, "reported", "version", 1, 2),
  ];
  const home = { backend: "file terraform.lab.tfstate", region: "us-east-1" };
  return [renderDrift([{ stage: "lab", home, findings, unsure: [] }])];
};

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
  const two = renderRecovery("lab", { imports: {}, doubled, unknown: [] }, file);
  return [
    renderRecovery("lab", { imports, doubled: {}, unknown: [] }, file),
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
  const image = (id: string, created: string, release: string, more: Partial<Listed>): Listed => {
    return { id, created, release, snapshots: [], uses: [], goes: false, ...more };
  };
  const all = [
    image("ami-f0715c1d1e517572a", "2026-11-29T01:10:00.000Z", "c03d9977aa100000", {
      uses: ["next"],
    }),
    image("ami-b7fdc9afb893c2e9a", "2026-11-29T01:09:00.000Z", "4e1f0c9a7b210000", {
      snapshots: ["snap-45aaa04167b776552"],
      goes: true,
    }),
    image("ami-e5c0442698eac80df", "2026-11-29T01:09:00.000Z", "0000000000000000", {
      uses: ["current", "running"],
    }),
  ];
  return [`${renderImages("lab", all)}\n${renderGoing(all)}`];
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
