import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureCore } from "../../terraform/cores/core";
import { onEmulator } from "../support/deployment";
import { codeBlocks } from "../support/docs";
import { Project } from "../support/project";

/** The page's own words, in order. */
const blocks = (language: string) => codeBlocks("docs/modules.md", language);
const [main = ""] = blocks("hcl");
const [listed = ""] = blocks("json");
const [get = "", synth = ""] = blocks("sh");
const [imported = "", used = ""] = blocks("ts");

/** The tests are one walk: each begins where the one before it ended. */
onEmulator("a local module, by the docs page and without a network", (tools) => {
  const stack = "constructs/service-stack.ts";
  let project: Project;
  beforeAll(() => {
    project = new Project({ env: {} }, tools);
    mkdirSync(join(project.folder, "modules/greeting"), { recursive: true });
    writeFileSync(join(project.folder, "modules/greeting/main.tf"), main);
  });
  afterAll(() => project?.remove());
  const modules = () => JSON.parse(project.read("cdktf.out/stacks/lab/cdk.tf.json")).module;

  test("cdktf get writes its class", async () => {
    project.edit("cdktf.json", '"terraformModules": []', `"terraformModules": [${listed}]`);
    await project.succeed(`${await older(tools.terraformVersion)}${get}`);
    expect(project.read(".gen/modules/greeting.ts")).toContain("export class Greeting ");
  });

  test("a stack that uses the class is synthesized, and the class passes our type check", async () => {
    const endOfConstructor = /(class ServiceStack .*?)(\n {2}\}\n)/s;
    const text = project.read(stack).replace(endOfConstructor, `$1\n    ${used}$2`);
    writeFileSync(join(project.folder, stack), `${imported}\n${text}`);
    await project.succeed(synth);
    const files = [".gen/modules/greeting.ts"];
    const settings = { extends: "./tsconfig.json", files, include: [] };
    writeFileSync(join(project.folder, "tsconfig.gen.json"), JSON.stringify(settings));
    await project.succeed("npx tsc -p tsconfig.gen.json");
    expect(modules()).toMatchObject({ greeting: { name: "lab" } });
  });

  test("the stack's folder has all that Terraform needs", async () => {
    const folder = "cdktf.out/stacks/lab";
    const said = await project.succeed(
      `terraform -chdir=${folder} init -input=false && terraform -chdir=${folder} validate`,
    );
    expect(said).toContain("The configuration is valid.");
    expect(project.read(`${folder}/${modules().greeting.source}/main.tf`)).toBe(main);
  });

  test("a class that was written again is in the next synth", async () => {
    project.edit(".gen/modules/greeting.ts", "this.name = config.name;", 'this.name = "again";');
    await project.succeed(synth);
    expect(modules()).toMatchObject({ greeting: { name: "again" } });
  });
});

/** Terraform 1.15 refuses this step, as the page says. */
async function older(version: string): Promise<string> {
  if (/^1\.1[0-4]\./.test(version)) return "";
  return `TERRAFORM_BINARY_NAME=${await ensureCore("1.12.2", process.env)}/terraform `;
}
