import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeImagesCommand, DescribeSnapshotsCommand } from "@aws-sdk/client-ec2";
import { GetParameterCommand } from "@aws-sdk/client-ssm";
import { type Aws, aws } from "../../emulator/aws";
import { inventory } from "../../emulator/inventory";
import { linesOf } from "../../terraform/steps";
import { Asked, callsDuring } from "../support/asked";
import { command, runner } from "../support/command";
import { Deployment, onEmulator, refusalOf } from "../support/deployment";
import { leftBy } from "../support/left";
import { expectCalls } from "../support/ops-calls";
import { nextRelease, release, synthImage, synthStage } from "../support/synth";
import { UNREAD } from "../support/unread";

const baked = (of = release) => synthStage("lab", { image: { kind: "baked" } }, of);

/** The fleet and what it stands on; the database takes its minutes, and knows no image. */
const FLEET = ["-target=aws_launch_template.web", "-target=aws_autoscaling_group.web"];

/** What another component leads to, beside itself. */
const BAKE = [
  "replace aws_imagebuilder_image.builder (image_recipe_arn)",
  "replace aws_imagebuilder_image_recipe.recipe (component, version)",
  "update aws_ssm_parameter.ami (insecure_value, value, version)",
];

// Each test goes on from the one before: a release's way, from the first bake to the last clean-up.
onEmulator("the image of a stage", (tools) => {
  let image: Deployment;
  let lab: Deployment;
  let copy: Deployment;
  let cloud: Aws;
  let empty: Record<string, number>;
  const asked = new Asked("lab", { lab: { image: { kind: "baked" } } });

  beforeAll(async () => {
    image = await Deployment.of("lab-image", tools, () => synthImage("lab"));
    lab = await Deployment.on(image.emulator, "lab", tools, baked());
    cloud = aws(image.emulator);
    empty = await held();
  });
  afterAll(async () => {
    await copy?.close();
    await lab?.close();
    await image?.close();
  });

  /** The AMIs of the bakes, oldest first. */
  const amis = async (of = cloud) => {
    const { Images = [] } = await of.ec2.send(new DescribeImagesCommand({ Owners: ["self"] }));
    return Images.toSorted((a, b) => ((a.CreationDate ?? "") < (b.CreationDate ?? "") ? -1 : 1));
  };
  /** Counts of what the account holds; the snapshots of AWS's own images are among them. */
  const held = async (of = cloud): Promise<Record<string, number>> => {
    const { Snapshots = [] } = await of.ec2.send(new DescribeSnapshotsCommand({}));
    const counts = { images: (await amis(of)).length, snapshots: Snapshots.length };
    return { ...(await inventory(of)), ...counts };
  };
  const parameter = async () => {
    const asked = new GetParameterCommand({ Name: "/lab/image/ami" });
    return (await cloud.ssm.send(asked)).Parameter?.Value;
  };

  test("must be baked first: otherwise the plan of the stage is refused, with what to deploy", async () => {
    expect(await refusalOf(lab.terraform.plan())).toContain(
      "image: must be baked before the stage is deployed, got no parameter /lab/image/ami; deploy lab-image first",
    );
  });

  test("is baked by one apply, and a second plan has nothing to do", async () => {
    await image.terraform.validate();
    const { emulator } = image;
    await asked.during("apply", emulator, () => image.terraform.apply());
    await asked.during("plan", emulator, async () =>
      expect(await leftBy(image.terraform)).toEqual([]),
    );
  });

  test("is an AMI for the stage, named by release and left in the parameter", async () => {
    const [ami, ...others] = await amis();
    expect(others).toEqual([]);
    expect(ami).toMatchObject({ Architecture: "x86_64", RootDeviceName: "/dev/xvda" });
    const tags = Object.fromEntries((ami?.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
    expect(tags).toEqual({ Name: "lab-web", Stage: "lab", Release: "0".repeat(16), Edition: "1" });
    expect(await parameter()).toBe(ami?.ImageId);
  });

  test("is what the stage starts from", async () => {
    copy = await image.copy();
    // Side by side, since both do little but wait.
    await Promise.all([
      lab.terraform.apply(...FLEET),
      asked.during("apply", copy.emulator, () => copy.terraform.destroy()),
    ]);
    const [ami] = await amis();
    const plan = await lab.terraform.plan(...FLEET);
    expect(linesOf(plan)).toEqual([]);
    expect(JSON.stringify(plan.prior_state)).toContain(`"image_id":"${ami?.ImageId}"`);
  });

  test("stays when its stack is destroyed, with its snapshot, and nothing else does", async () => {
    const { images = 0, snapshots = 0 } = empty;
    const left = { ...empty, images: images + 1, snapshots: snapshots + 1 };
    expect(await held(aws(copy.emulator))).toEqual(left);
  });

  describe("in a plan of its stack:", () => {
    test.each([
      ["more instances bake nothing", { web: { min: 3, max: 6 } }, release, []],
      [
        "another edition bakes anew",
        { image: { kind: "baked", edition: 2 } },
        release,
        [
          ...BAKE,
          "replace aws_imagebuilder_component.recipe (version)",
          "update aws_imagebuilder_distribution_configuration.builder (distribution)",
        ].sort(),
      ],
      [
        "another release bakes anew, with its hash in the tags",
        {},
        nextRelease,
        [
          ...BAKE,
          "replace aws_imagebuilder_component.recipe (data, version)",
          "replace aws_s3_object.release (key)",
          "update aws_imagebuilder_distribution_configuration.builder (distribution)",
        ].sort(),
      ],
    ])("%s", async (_, settings, of, steps) => {
      expect(linesOf(await image.planOf(synthImage("lab", settings, of)))).toEqual(steps);
    });
  });

  test("of another release is a new image, and the one before stays", async () => {
    image.change(synthImage("lab", {}, nextRelease));
    await asked.during("apply", image.emulator, () => image.terraform.apply());
    expect(await leftBy(image.terraform)).toEqual([]);
    const [before, after] = await amis();
    expect(before?.Tags).toContainEqual({ Key: "Release", Value: "0".repeat(16) });
    expect(after?.Tags).toContainEqual({ Key: "Release", Value: "1".repeat(16) });
    expect(await parameter()).toBe(after?.ImageId);
  });

  test("shows in the stage's next plan, from old to new, and nothing else does", async () => {
    const [before, after] = await amis();
    lab.change(baked(nextRelease));
    const plan = await lab.terraform.plan(...FLEET);
    expect(linesOf(plan)).toEqual([
      "update aws_autoscaling_group.web (launch_template)",
      "update aws_launch_template.web (default_version, image_id, latest_version)",
    ]);
    const template = plan.resource_changes?.find(
      ({ address }) => address === "aws_launch_template.web",
    );
    expect([template?.change.before?.image_id, template?.change.after?.image_id]).toEqual([
      before?.ImageId,
      after?.ImageId,
    ]);
  });

  test.each(["plan", "apply"] as const)("is the stage's pipeline's to bake: %s", (role) => {
    expect(asked.refused(role)).toEqual([]);
    const bakes = UNREAD.prod.filter((action) => action.startsWith("imagebuilder:"));
    expect([...asked.reads()]).toEqual(expect.arrayContaining(bakes));
  });

  describe("when it is old:", () => {
    let home: string;
    beforeAll(() => {
      home = mkdtempSync(join(tmpdir(), "images-"));
      mkdirSync(join(home, "stacks", "lab"), { recursive: true });
      writeFileSync(join(home, "stacks", "lab", "cdk.tf.json"), baked().text);
    });
    afterAll(() => rmSync(home, { recursive: true }));

    const images = (...args: string[]) =>
      command([runner, "ops/cli.ts", "images", "lab", ...args], {
        ...image.emulator.env,
        CDKTF_OUTDIR: home,
      }).ended;
    const line = (id: string | undefined, release: string, what: string) =>
      expect.stringMatching(
        new RegExp(
          `  ${id}  [\\d-]+T[\\d:]+Z  ${release}{16}  ${what}\n    \\d+ min old, edition 1, Amazon Linux 2023\\.[\\d.]+\n`,
        ),
      );

    test("ops -- images lists what each is used for, and removes none that runs or comes next", async () => {
      const [before, after] = await amis();
      const { code, out, err } = await images("--keep", "0", "--delete");
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out).toEqual(line(after?.ImageId, "1", "next"));
      expect(out).toEqual(line(before?.ImageId, "0", "current, running"));
      expect(out).toContain("nothing to remove");
      expect(await amis()).toHaveLength(2);
    });

    test("it may go once the fleet has left it, and is only listed without --delete", async () => {
      await lab.terraform.apply(...FLEET);
      const [before] = await amis();
      const snapshot = before?.BlockDeviceMappings?.[0]?.Ebs?.SnapshotId;
      expect(await images()).toMatchObject({ code: 0 });
      const run = images("--keep", "0");
      expectCalls("images", "lab", await callsDuring(image.emulator.log, () => run));
      const { code, out } = await run;
      expect(code).toBe(1);
      expect(out).toEqual(line(before?.ImageId, "0", "previous; may go"));
      expect(out).toContain(`would remove, for good:\n${before?.ImageId}\n  ${snapshot}\n`);
      expect(await amis()).toHaveLength(2);
    });

    test("it goes with its snapshot, and nothing else does", async () => {
      const [old, current] = await amis();
      const snapshot = old?.BlockDeviceMappings?.[0]?.Ebs?.SnapshotId;
      const before = await held();
      const run = images("--keep", "0", "--delete");
      expectCalls("images --delete", "lab", await callsDuring(image.emulator.log, () => run));
      const { code, out } = await run;
      expect(code).toBe(0);
      expect(out).toContain(`removed ${old?.ImageId}\nremoved ${snapshot}\n`);
      expect((await amis()).map(({ ImageId }) => ImageId)).toEqual([current?.ImageId]);
      const { images: count = 0, snapshots = 0 } = before;
      expect(await held()).toEqual({ ...before, images: count - 1, snapshots: snapshots - 1 });
    });
  });
});
