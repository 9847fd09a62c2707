import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AWS_PROVIDER, INSTALL_TERRAFORM, TERRAFORM } from "../../terraform/versions";

const ROOT = join(__dirname, "../..");

/** Every place outside TypeScript that names a version which people or pipelines install. */
const text = [".ci", ".github", "bin", "docs"]
  .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.(md|yml|sh)$|^run$/.test(entry.name))
  .map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"))
  .concat(readFileSync(join(ROOT, "README.md"), "utf8"))
  .join("\n");
const named = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, version]) => version);

test("pipelines install the recommended Terraform", () => {
  expect(named(/terraform_version: (\S+)/g)).toEqual([TERRAFORM.recommended]);
});

test("pipelines and docs pin the AWS provider to the recommended version", () => {
  const versions = named(/AWS_PROVIDER_VERSION[:=] ?(\d\S+?)(?=[\s`]|$)/gm);
  expect(versions.length).toBeGreaterThanOrEqual(3);
  expect(new Set(versions)).toEqual(new Set([AWS_PROVIDER.recommended]));
});

test("the tests' own Terraform is the recommended one, where the machine has none", () => {
  expect(named(/cores\/cli\.ts (\S+)\)\/terraform" "\$tools/g)).toEqual([TERRAFORM.recommended]);
});

test("the transitions are tested on the oldest Terraform and on the recommended one", () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const [, oldest = "", newest] = /for core in (\S+) (\S+);/.exec(scripts["test:cores"]) ?? [];
  expect(oldest.startsWith(`${TERRAFORM.oldest}.`)).toBe(true);
  expect(newest).toBe(TERRAFORM.recommended);
});

test("docs recommend what messages recommend", () => {
  const phrase = new RegExp(
    String.raw`(\d+\.\d+\.\d+)(?: \(|, )at least ${TERRAFORM.oldest}\b`,
    "g",
  );
  expect(named(phrase).length).toBeGreaterThanOrEqual(2);
  expect(new Set(named(phrase))).toEqual(new Set([TERRAFORM.recommended]));
  expect(INSTALL_TERRAFORM).toMatch(phrase);
});

test("what is recommended keeps identities, and the constraint in the JSON allows it", () => {
  const number = (version: string) =>
    version.split(".").reduce((sum, part) => sum * 1000 + Number(part), 0);
  expect(number(TERRAFORM.recommended)).toBeGreaterThan(number(TERRAFORM.keepsIdentities));
  expect(AWS_PROVIDER.constraint).toBe("~> 6.25");
  expect(number(AWS_PROVIDER.recommended)).toBeGreaterThan(number("6.59.0"));
  expect(AWS_PROVIDER.recommended).toMatch(/^6\./);
});
