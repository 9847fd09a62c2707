import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Firewall, INTERNET } from "../../constructs/firewall";
import { ReadableStack, renamed } from "../../constructs/readable-stack";
import type { Emulator } from "../../emulator/emulator";
import { cacheFolder, projectRoot } from "../../processes/project";
import { linesOf } from "../../terraform/steps";
import { Deployment, onEmulator } from "../support/deployment";
import { emptyEmulator } from "../support/empty-emulator";
import { leftBy } from "../support/left";
import { Project } from "../support/project";
import { synth } from "../support/synth";
import { testsAll } from "../support/tests-all";

/** A firewall with its group and rules, under an id that changes. The example of decision 0007. */
const house = (id: "gate" | "door") =>
  synth("house", (app) => {
    const backend = { kind: "local" } as const;
    const stack = new ReadableStack(app, "house", { region: "us-east-1", backend, tags: {} });
    const { id: vpcId } = new Vpc(stack, "vpc", { cidrBlock: "10.0.0.0/16" });
    const firewall = new Firewall(stack, id, { vpcId, name: "gate", ports: { http: 80 } });
    firewall.allowFrom(INTERNET);
    if (id === "door") renamed(firewall, "gate");
  });

onEmulator("a renamed construct", (tools) => {
  let deployment: Deployment;

  beforeAll(async () => {
    deployment = await Deployment.of("house", tools, () => house("gate"));
    await deployment.terraform.apply();
  });
  afterAll(() => deployment?.close());

  test("moves in the plan, and nothing is replaced", async () => {
    expect(linesOf(await deployment.planOf(house("door")))).toEqual([
      "move aws_security_group.gate to aws_security_group.door",
      "move aws_vpc_security_group_ingress_rule.gate_from_internet_http to aws_vpc_security_group_ingress_rule.door_from_internet_http",
      "update aws_security_group.door (tags, tags_all)",
      "update aws_vpc_security_group_ingress_rule.door_from_internet_http (tags, tags_all)",
    ]);
  });

  test("leaves nothing to do once it is applied", async () => {
    deployment.change(house("door"));
    await deployment.terraform.apply();
    expect(await leftBy(deployment.terraform)).toEqual([]);
  });
});

if (testsAll) {
  onEmulator("a stage that was deployed by cdktf", (tools) => {
    let emulator: Emulator;
    let project: Project;

    beforeAll(async () => {
      emulator = await emptyEmulator();
      project = new Project(emulator, tools);
      await project.succeed("npx cdktf deploy lab --auto-approve");
      // Installs the packages of cdktn where they are missing, and the copy of the project shares them.
      execFileSync(process.execPath, ["bin/cdktn.mjs", "--help"], { cwd: projectRoot() });
      mkdirSync(join(project.folder, ".cache"), { recursive: true });
      symlinkSync(join(cacheFolder(), "cdktn"), join(project.folder, ".cache/cdktn"));
    });
    afterAll(async () => {
      await emulator?.stop();
      project?.remove();
    });

    test("has nothing to change for cdktn's command line, which deploys it from the same state", async () => {
      const cli = join(project.folder, "cdktn-cli");
      cpSync(join(projectRoot(), "bin/cdktn"), cli, { recursive: true });
      execFileSync("npm", ["ci", "--silent"], { cwd: cli });
      const cdktn = `${join(cli, "node_modules/.bin/cdktn")}`;
      const on = "--app 'npm run --silent synth:cdktn' --skip-provider-lock";
      const diff = await project.succeed(`${cdktn} diff lab ${on}`);
      expect(diff).toContain("No changes. Your infrastructure matches the configuration.");
      const deploy = await project.succeed(`${cdktn} deploy lab ${on} --auto-approve`);
      expect(deploy).toContain("Apply complete! Resources: 0 added, 0 changed, 0 destroyed.");
    });
  });
}
