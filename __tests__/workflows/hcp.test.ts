import { readFileSync } from "node:fs";
import { join } from "node:path";
import { githubFiles } from "./files";
import { faultsOf } from "./rules";

describe("the workflow in the page on HCP Terraform", () => {
  const page = readFileSync(join("docs", "pipelines", "terraform-cloud.md"), "utf8");
  const [, text = ""] = /```yaml\n(# \.github\/workflows\/hcp\.yml\n[\s\S]*?)```/.exec(page) ?? [];
  const path = ".github/workflows/hcp.yml";
  const faultsWith = (from: string, to: string) =>
    faultsOf({ ...githubFiles(), [path]: text.replace(from, to) });

  test("keeps the rules, but for the token and the push that it is about", () => {
    expect(faultsWith("", "")).toEqual([
      `${path}: checkout: must have persist-credentials: false`,
      `${path}: must have no keys and no secrets, since OIDC needs none`,
    ]);
  });

  test("takes its actions as the others do, which Dependabot updates", () => {
    const used = (yaml: string) => yaml.match(/uses: \S+@.*/g) ?? [];
    const others = Object.values(githubFiles()).flatMap(used);
    expect(used(text).filter((each) => !others.includes(each))).toEqual([]);
  });

  test("would break them if the job with the token reviewed", () => {
    expect(faultsWith("hcp-upload.mjs lab", "hcp-upload.mjs lab --review")).toContain(
      `${path}: upload: must not run npm packages with a secret or a token that may write`,
    );
  });

  test("and so does the one for drift, which hands the token to the search alone", () => {
    const [, drift = ""] =
      /```yaml\n(# \.github\/workflows\/hcp-drift\.yml\n[\s\S]*?)```/.exec(page) ?? [];
    const name = ".github/workflows/hcp-drift.yml";
    expect(drift).toContain("secrets.");
    expect(faultsOf({ ...githubFiles(), [name]: drift })).toEqual([]);
  });

  test.each(["bin/hcp-commit.sh", "node bin/hcp-upload.mjs"])(
    "would break them if npm's packages ran where %s does",
    (script) => {
      const job = script.includes("commit") ? "commit" : "upload";
      expect(faultsWith(`- run: ${script}`, `- run: npm ci && ${script}`)).toContain(
        `${path}: ${job}: must not run npm packages with a secret or a token that may write`,
      );
    },
  );
});
