import { TerraformOutput } from "cdktf";
import { ReadableStack } from "../../constructs/readable-stack";
import { callsDuring } from "../support/asked";
import { refused } from "../support/calls";
import { Deployment, onEmulator } from "../support/deployment";
import { leftBy } from "../support/left";
import { BUCKET, rightsOf, stateStackForGithub, stateStackForOperators } from "../support/pipeline";
import { inBucket, Remote } from "../support/remote";
import { synth } from "../support/synth";

onEmulator(
  "the state stack with roles for GitHub and operators, applied by real Terraform",
  (tools) => {
    let state: Deployment;
    let asked: string[];
    beforeAll(async () => {
      state = await Deployment.of("state", tools, stateStackForOperators);
      await state.terraform.validate();
      asked = await callsDuring(state.emulator.log, () => state.terraform.apply());
    });
    afterAll(() => state?.close());

    test("a second plan has nothing to do", async () => {
      expect(await leftBy(state.terraform)).toEqual([]);
    });

    test("outputs ARNs by stage, in the form of GitHub's variables and the stages' settings", async () => {
      const { plan_role_arns, apply_role_arns, boundary_arns, ops_role_arns } =
        await state.terraform.outputs();
      const arns = (what: (stage: string) => string) =>
        Object.fromEntries(
          ["lab", "lab-eu", "prod"].map((stage) => [
            stage,
            `arn:aws:iam::123456789012:${what(stage)}`,
          ]),
        );
      expect(plan_role_arns?.value).toEqual(arns((stage) => `role/${stage}-plan`));
      expect(apply_role_arns?.value).toEqual(arns((stage) => `role/${stage}-apply`));
      expect(ops_role_arns?.value).toEqual(arns((stage) => `role/${stage}-ops`));
      expect(boundary_arns?.value).toEqual(arns((stage) => `policy/${stage}-boundary`));
    });

    test("makes its bucket as a stage's pipeline may make one of the stage's, and no pipeline this", () => {
      const { apply, boundaryArn } = rightsOf(stateStackForGithub(), "lab");
      const place = { stage: "lab", boundaryArn };
      const bucket = asked.filter((call) => call.startsWith("s3 "));
      const labs = bucket.map((call) => call.replace(BUCKET, "lab-release-1"));
      expect(refused(labs, apply, place)).toEqual([]);
      expect(refused(bucket, apply, place)).toEqual(
        expect.arrayContaining(
          [
            "CreateBucket",
            "PutBucketPolicy",
            "PutBucketVersioning",
            "PutLifecycleConfiguration",
          ].map((action) => `s3:${action} on arn:aws:s3:::${BUCKET}`),
        ),
      );
    });
  },
);

onEmulator("a state in S3, as pipelines keep it", (tools) => {
  const { plan, apply, boundaryArn } = rightsOf(stateStackForGithub(), "lab");
  const place = { stage: "lab", boundaryArn };
  /** A stack of nothing but an output: what is left to ask for is its state. */
  const nothing = synth("lab", (app) => {
    const stack = new ReadableStack(app, "lab", {
      region: "us-east-1",
      backend: inBucket,
      tags: {},
    });
    new TerraformOutput(stack, "answer", { value: 42 });
  });

  test("is planned by the plan role and applied by the other, from its first run on", async () => {
    const remote = await Remote.start(tools);
    const { log } = remote.emulator;
    try {
      const planned = await callsDuring(log, async () => {
        const { terraform } = await remote.person("lab", nothing);
        await terraform.plan("-lock=false");
      });
      const applied = await callsDuring(log, async () => {
        const { terraform } = await remote.person("lab", nothing);
        await terraform.apply();
        await terraform.apply();
      });
      expect(planned).toContain("s3 HEAD /acme-state/lab.tfstate");
      expect(applied).toContain("s3 PUT /acme-state/lab.tfstate?x-id=PutObject");
      expect(refused(planned, plan, place)).toEqual([]);
      expect(refused(applied, apply, place)).toEqual([]);
      expect(refused(applied, plan, place)).toContain(
        "s3:PutObject on arn:aws:s3:::acme-state/lab.tfstate.tflock",
      );
    } finally {
      await remote.stop();
    }
  });
});
