import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { aws } from "../../../emulator/aws";
import { AttachedTerraform } from "../../support/attached-terraform";
import { onEmulator } from "../../support/deployment";
import { SmallProject } from "../../support/small-project";
import { expecting, FOR_EVER, making, nothing, parameters } from "../../support/small-stacks";

onEmulator("npm run try -- --keep with a small stack", (tools) => {
  let project: SmallProject;
  let attached: AttachedTerraform;

  // The stacks are applied again and again: with providers of Terraform's own in ends.test.ts.
  beforeEach(async () => {
    project = await SmallProject.make({ installed: true });
    attached = await AttachedTerraform.start(tools, project.folder);
    project.terraform = attached.program;
    project.give(making("true"));
  });
  afterEach(async () => {
    project?.close();
    await attached?.stop();
  });

  test("what others have put into the emulator is said, and --drop ends it all", async () => {
    project.give(parameters({ name: "one" }));
    await project.try(["--keep"]).ended;
    const { endpoint } = project.kept();
    await aws({ endpoint }).s3.send(new CreateBucketCommand({ Bucket: "somebody-elses" }));

    const destroyed = await project.try(["--destroy"]).ended;
    expect(destroyed.code).toBe(1);
    expect(destroyed.err).toBe(
      "The emulator holds more than when it was new: npm run try -- --drop ends the emulator with all " +
        "that is in it.\nbuckets: must be 0 as when it was new, got 1\n",
    );
    expect(await project.try(["--drop"]).ended).toMatchObject({ code: 0, err: "" });
    expect(project.left()).toEqual(nothing);
  });

  test("--keep goes on with an edit, and --destroy takes it down", async () => {
    project.give(parameters({ name: "one", port: "3306" }));
    const first = await project.try(["--keep"]).ended;
    expect(first).toMatchObject({ code: 0, err: "" });
    const { endpoint, folder, pid } = project.kept();
    expect(first.out).toContain(`\n  export AWS_ENDPOINT_URL=${endpoint}\n`);
    expect(first.out).toContain("\n  export SMALL_SYNTH='cat stack.json'\n");
    expect(first.out).toContain("\n  npm run try -- small --destroy ");
    expect(project.left().processes).toEqual([expect.stringContaining("serve.py")]);

    const same = await project.try(["--keep"]).ended;
    expect(same.out).toMatch(/\nnothing to change\n\nIt stays,/);

    project.give(parameters({ name: "two" }));
    const refused = await project.try(["--keep"]).ended;
    expect(refused).toMatchObject({
      code: 1,
      err: "the edit deletes or replaces aws_ssm_parameter.database_port: must be agreed to, got no terminal to ask on; add --yes\n",
    });
    const second = await project.try(["--keep", "--yes"]).ended;
    expect(second).toMatchObject({ code: 0, err: "" });
    expect(second.out).toContain(`Going on with what is kept at ${endpoint}.\n`);
    expect(second.out).toContain("  delete aws_ssm_parameter.database_port\n");
    expect(second.out).toMatch(/ {2}update aws_ssm_parameter\.network_name \(.*\bvalue\b.*\)\n/);
    for (const line of [
      "insecure_value: none → (known after apply)",
      "value: (sensitive) → (sensitive)",
      "version: 1 → (known after apply)",
    ]) {
      expect(second.out).toContain(`\n    ${line}\n`);
    }
    expect(second.out).toMatch(/\n {2}parameters +0 +1\n/);
    expect(project.kept()).toMatchObject({ endpoint, folder, pid });

    const third = await project.try(["--destroy"]).ended;
    expect(third).toMatchObject({ code: 0, err: "" });
    expect(third.out).toContain("\nNothing is left: it holds what it held when it was new.\n");
    expect(project.left()).toEqual(nothing);
  });

  test("what a stack expects in its account is made, once, and isn't counted as left over", async () => {
    project.give(parameters({ name: "one" }));
    await project.try(["--keep"]).ended;
    project.give(expecting("Z0123456789SMALL"));
    const first = await project.try(["--keep", "--yes"]).ended;
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(first.out).toContain(
      "\nThe stack expects these in the account, so they are made: hosted zone Z0123456789SMALL of small.example; an image, named by /lab/image/ami.\n",
    );
    expect(first.out).toMatch(/\nOutputs\n {2}architecture +arm64\n {2}zone +small\.example\n/);
    const second = await project.try(["--keep"]).ended;
    expect(second.out).not.toContain("so they are made");

    const third = await project.try(["--destroy"]).ended;
    expect(third).toMatchObject({ code: 0, err: "" });
    expect(third.out).toContain("\nNothing is left: it holds what it held when it was new.\n");
    expect(project.left()).toEqual(nothing);
  });

  test("what is kept survives a failed edit and an interrupted one, and other trials", async () => {
    await project.try(["--keep"]).ended;
    const { endpoint } = project.kept();
    const stays = `Kept at ${endpoint} as it is now; npm run try -- --drop ends it.\n`;
    const other = await project.try().ended;
    expect(other).toMatchObject({ code: 0, err: "" });
    expect(other.out).toContain(`What is kept at ${endpoint} is left alone: this is another one.`);

    project.give({ resource: { terraform_nothing: { web: {} } } });
    const failed = await project.try(["--keep"]).ended;
    expect(failed).toMatchObject({ code: 1, err: expect.stringContaining("terraform_nothing") });
    expect(failed.out).toMatch(new RegExp(`${stays}$`));

    const run = project.try(["--keep"], FOR_EVER);
    await project.begun();
    run.child.kill("SIGINT");
    const interrupted = await run.ended;
    expect(interrupted).toMatchObject({ code: 130, err: "" });
    expect(interrupted.out).toMatch(new RegExp(`${stays}$`));
    expect(project.left().processes).toEqual([expect.stringContaining("serve.py")]);
  });
});
