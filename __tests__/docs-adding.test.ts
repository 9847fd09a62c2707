import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeBlocks } from "./support/docs";
import { copyOfProject, edit, run } from "./support/project";

const [nameOfIt = "", construct = "", part = ""] = codeBlocks("docs/adding-a-resource.md", "ts");

describe("the first step of adding a type of resource, done as its page says,", () => {
  const folder = copyOfProject();
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Puts a line right before the first match. */
  const insert = (file: string, before: RegExp, line: string) =>
    edit(folder, file, before, `${line}\n$&`);

  beforeAll(() => {
    writeFileSync(join(folder, "constructs/notices.ts"), construct);
    insert("names/stage.ts", /(?<=export function namesOf.*?return \{\n)/s, nameOfIt);
    insert("constructs/service-stack.ts", /^ {2}return \{ network,/m, part);
    const imported = 'import { Notices } from "./notices";';
    insert("constructs/service-stack.ts", /^import /m, imported);
  });

  test.each(["lab", "prod"])("adds the topic to %s", async (stage) => {
    const args = ["bin/run.mjs", "main.ts", "--quiet", stage];
    expect(await run(folder, {}, "node", ...args)).toMatchObject({ code: 0 });
    const json = readFileSync(join(folder, `cdktf.out/stacks/${stage}/cdk.tf.json`), "utf8");
    expect(JSON.parse(json).resource.aws_sns_topic.notices.name).toBe(`${stage}-notices`);
  });

  test("passes our type check", async () => {
    const settings = {
      extends: "./tsconfig.json",
      files: ["main.ts", "text-files.d.ts"],
      include: [],
    };
    writeFileSync(join(folder, "tsconfig.page.json"), JSON.stringify(settings));
    const tsc = "node_modules/typescript-7/bin/tsc";
    const checked = await run(folder, {}, "node", tsc, "-p", "tsconfig.page.json");
    expect(checked).toMatchObject({ code: 0, stdout: "" });
  });
});
