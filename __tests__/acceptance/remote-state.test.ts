import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  ListObjectsV2Command,
} from "@aws-sdk/client-s3";
import { GetSecretValueCommand, ListSecretsCommand } from "@aws-sdk/client-secrets-manager";
import { type Aws, aws } from "../../emulator/aws";
import type { Emulator } from "../../emulator/emulator";
import { inventory } from "../../emulator/inventory";
import { AttachedTerraform } from "../support/attached-terraform";
import { onEmulator } from "../support/deployment";
import { onOneLine } from "../support/docs";
import { emptyEmulator } from "../support/empty-emulator";
import { Project } from "../support/project";

/** The runbook's own words: its code blocks of a language, in order. */
const RUNBOOK = readFileSync(join(__dirname, "../../docs/runbooks/remote-state.md"), "utf8");
const blocks = (language: string) =>
  [...RUNBOOK.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(
    ([, text = ""]) => text.trim(),
  );
const [nameIt, keepItself, moveStage] = blocks("ts") as [string, string, string];
const [deployState, migrateState, migrateLab] = blocks("sh").map((each) =>
  each.replace(/^npx cdktf deploy \w+/m, "$& --auto-approve"),
) as [string, string, string];
const README = onOneLine("README.md");
const [, byStack = "", pipe = ""] =
  /`(npm run review -- --stack lab)`.*?`(terraform -chdir=\S+ show -json plan \| npm run [^`]+)`/.exec(
    README,
  ) ?? [];
const Bucket = "acme-three-tier-state";

/** The tests are one walk: each begins where the one before it ended. */
onEmulator("moving into remote state, by the runbook and cdktf's command line", (tools) => {
  let emulator: Emulator;
  let cloud: Aws;
  let project: Project;
  let attached: AttachedTerraform;
  let empty: Record<string, number>;
  beforeAll(async () => {
    emulator = await emptyEmulator();
    cloud = aws(emulator);
    project = new Project(emulator, tools);
    empty = await inventory(cloud);
  });
  afterAll(async () => {
    await attached?.stop();
    await emulator?.stop();
    project?.remove();
  });

  const keys = async () => {
    const { Contents = [] } = await cloud.s3.send(new ListObjectsV2Command({ Bucket }));
    return Contents.map(({ Key }) => Key);
  };
  const states = () => ["state", "lab"].filter((stack) => existsSync(statePath(stack)));
  const statePath = (stack: string) => join(project.folder, `terraform.${stack}.tfstate`);

  test("someone tries lab with its state in a file: cdktf deploy", async () => {
    const said = await project.succeed("npx cdktf deploy lab --auto-approve");
    expect(said).toMatch(/Apply complete! Resources: \d+ added, 0 changed, 0 destroyed\./);
    expect(states()).toEqual(["lab"]);
    // The first command has installed and started a provider of its own; the others share one. Without
    // the wait cdktf loses the last lines of a Terraform that has no provider to end. Nothing tells when it
    // has read them, so there is no gate to wait at.
    attached = await AttachedTerraform.start(tools, project.folder, "sleep 3");
    project.runAsTerraform(attached.program);
  });

  test("cdktf output prints the url", async () => {
    expect(await project.succeed("npx cdktf output lab")).toMatch(/url = http:\/\/lab-web-/);
  });

  test("the README's pipe reviews the plan of cdktf diff: exit code 0 if nothing would change", async () => {
    await project.succeed("npx cdktf diff lab");
    const { code, said } = await project.run(pipe);
    expect({ code, said }).toEqual({
      code: 0,
      said: expect.stringMatching(/^SAFE {2}no changes/m),
    });
  });

  test("the README's pipe says that a zone's connections are cut: exit code 1", async () => {
    const nat = JSON.stringify({ settings: { lab: { network: { nat: "per-zone" } } } });
    await project.succeed(`export CDKTF_CONTEXT_JSON='${nat}'\nnpx cdktf diff lab`);
    const { code, said } = await project.run(pipe);
    expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(/^ATTENTION {2}\d/m) });
    expect(said).toContain("aws_route.network_private_b");
  });

  test("--stack plans what was synthesized last itself, and says the same", async () => {
    const { code, said } = await project.run(byStack);
    expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(/^ATTENTION {2}\d/m) });
    expect(said).toContain("aws_route.network_private_b");
  });

  test("1. the bucket is made: versioned, encrypted, closed to the public, TLS only", async () => {
    project.edit("config/state.ts", '  bucket: "example-three-tier-state",', nameIt);
    await project.succeed(deployState);
    const { s3 } = cloud;
    const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
    const sse = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    const block = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    const { Policy = "" } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
    expect(Status).toBe("Enabled");
    expect(sse.ServerSideEncryptionConfiguration?.Rules).toMatchObject([
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } },
    ]);
    expect(Object.values(block.PublicAccessBlockConfiguration ?? {})).toEqual(Array(4).fill(true));
    expect(JSON.parse(Policy).Statement[0]).toMatchObject({
      Effect: "Deny",
      Principal: "*",
      Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });

  test("2. its own state moves into it", async () => {
    project.edit("config/state.ts", '  backend: { kind: "local" },', keepItself);
    expect(await project.succeed(migrateState)).toContain("No changes.");
    expect(await keys()).toEqual(["state.tfstate"]);
    expect(states()).toEqual(["lab"]);
  });

  test("3. a stage's state follows, and nothing changes", async () => {
    const stages = project.read("config/stages.ts");
    const first = stages.indexOf('    backend: { kind: "local" },');
    const upToLab = stages.slice(0, first);
    project.edit(
      "config/stages.ts",
      `${upToLab}    backend: { kind: "local" },`,
      upToLab + moveStage,
    );
    expect(await project.succeed(migrateLab)).toContain("No changes.");
    expect(await keys()).toEqual(["lab.tfstate", "state.tfstate"]);
    expect(states()).toEqual([]);
  });

  test("no password is in it", async () => {
    const { Body } = await cloud.s3.send(new GetObjectCommand({ Bucket, Key: "lab.tfstate" }));
    const state = (await Body?.transformToString()) ?? "";
    expect(state).toContain("lab-database");
    for (const password of await passwords(cloud)) expect(state).not.toContain(password);
  });

  test("cdktf diff has nothing to do", async () => {
    const said = await project.succeed("npx cdktf diff lab");
    expect(said).toContain("No changes. Your infrastructure matches the configuration.");
  });

  test("cdktf destroy leaves nothing of lab", async () => {
    await project.succeed("npx cdktf destroy lab --auto-approve");
    expect(await inventory(cloud)).toEqual({ ...empty, buckets: 1 }); // that of the states
  });

  test("and the bucket refuses to go", async () => {
    const { code, said } = await project.run("npx cdktf destroy state --auto-approve");
    expect(code).not.toBe(0);
    expect(said).toContain("prevent_destroy");
    expect(await keys()).toEqual(["lab.tfstate", "state.tfstate"]);
  });
});

/** Of every managed secret of the account. */
async function passwords({ secrets }: Aws): Promise<string[]> {
  const { SecretList = [] } = await secrets.send(new ListSecretsCommand({}));
  const values = SecretList.map(({ ARN }) =>
    secrets.send(new GetSecretValueCommand({ SecretId: ARN })),
  );
  const found = (await Promise.all(values)).map(
    ({ SecretString = "{}" }) => JSON.parse(SecretString).password as string,
  );
  if (found.length === 0) throw new Error("no secret to look for");
  return found;
}
