import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { findProviders, terraformIn } from "../../terraform/find";

test.each([
  [undefined, "terraform"],
  ["", "terraform"],
  ["tofu", "tofu"],
  ["/opt/terraform", "/opt/terraform"],
  ["./bin/terraform", resolve("bin/terraform")],
])("TERRAFORM=%s is %s, also in the folder of a stack", (TERRAFORM, program) => {
  expect(terraformIn({ TERRAFORM })).toBe(program);
});

test("a relative TF_PLUGIN_MIRROR is the same folder, also in the folder of a stack", () => {
  const mirror = mkdtempSync(join(tmpdir(), "mirror-"));
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  const platform = `${process.platform}_${arch}`;
  const aws = join(mirror, "registry.terraform.io/hashicorp/aws/6.66.0", platform);
  mkdirSync(aws, { recursive: true });
  writeFileSync(join(aws, "terraform-provider-aws_v6.66.0"), "");
  const found = findProviders({ TF_PLUGIN_MIRROR: relative("", mirror) });
  expect(found).toEqual({ kind: "found", folder: mirror, version: "6.66.0" });
  rmSync(mirror, { recursive: true });
});
