import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Tools } from "../../emulator/tools";
import { Folder } from "../../ops/folder";
import { left } from "../../ops/left";
import { Terraform } from "../../terraform/command";
import { onEmulator, refusalOf } from "../support/deployment";
import { FOR_EVER, making } from "../support/small-stacks";

/** A stack of Terraform's own, at once, with its state in a file outside its folder as a stage has it. */
const stack = (input: string) =>
  JSON.stringify({
    terraform: { backend: { local: { path: "../../../terraform.lab.tfstate" } } },
    resource: { terraform_data: { web: { input } } },
  });

onEmulator("a step in a folder of its own", ({ terraform }: Tools) => {
  let root: string;
  let home: string;
  let folder: Folder;
  const state = () => readFileSync(join(root, "terraform.lab.tfstate"), "utf8");

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), "resize-folder-"));
    home = join(root, "cdktf.out/stacks/lab");
    mkdirSync(home, { recursive: true });
    const { PATH = "", HOME = "" } = process.env;
    const env = { PATH, HOME };
    writeFileSync(join(home, "cdk.tf.json"), stack("old"));
    const own = new Terraform({ terraform, folder: home, env });
    await own.init();
    await own.apply();
    folder = new Folder({ terraform, env, home, signal: new AbortController().signal });
  });
  afterEach(() => {
    folder?.remove();
    rmSync(root, { recursive: true });
  });

  test("has the stage's very state, and leaves the stage's folder as it is", async () => {
    expect(left(await folder.plan({ json: stack("old") }))).toEqual([]);
    expect(left(await folder.plan({ json: stack("new") }))).toEqual([
      "update terraform_data.web (input, output)",
    ]);
    await folder.apply(600_000);
    expect(state()).toContain('"new"');
    expect(readFileSync(join(home, "cdk.tf.json"), "utf8")).toBe(stack("old"));
    expect(existsSync(join(home, "kept.tfplan"))).toBe(false);
  });

  test("interrupts an apply that takes too long", async () => {
    const slow = { triggers_replace: "new", ...making(FOR_EVER).resource.terraform_data.web };
    const json = JSON.stringify({
      ...JSON.parse(stack("")),
      resource: { terraform_data: { web: slow } },
    });
    await folder.plan({ json });
    expect(await refusalOf(folder.apply(3_000))).toBe(
      "the apply: must be over within 0 minutes, got an instance that AWS is still at; look at the events of the cluster in RDS's console",
    );
  });

  test("takes the state that a file beside the stage's JSON names instead", async () => {
    const backend = { local: { path: "elsewhere.tfstate" } };
    writeFileSync(join(home, "x_override.tf.json"), JSON.stringify({ terraform: { backend } }));
    folder.remove();
    const { PATH = "", HOME = "" } = process.env;
    const env = { PATH, HOME };
    folder = new Folder({ terraform, env, home, signal: new AbortController().signal });
    expect(left(await folder.plan({ json: stack("old") }))).toEqual(["create terraform_data.web"]);
    await folder.apply(600_000);
    expect(existsSync(join(home, "elsewhere.tfstate"))).toBe(true);
  });
});
