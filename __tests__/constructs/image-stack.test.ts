import type { Release } from "../../constructs/release-store";
import { allows, type StatementJson } from "../../service/iam";
import { release, synthImage } from "../support/synth";
import { policyOf, type Synthesized } from "../support/synthesized";

const imageStack = (change: object = {}, of: Release = release): Synthesized =>
  synthImage("lab", change, of);
const stack = imageStack();
const component = (of = stack) => of.at("aws_imagebuilder_component.recipe");
const recipe = (of = stack) => of.at("aws_imagebuilder_image_recipe.recipe");

interface Document {
  readonly schemaVersion: unknown;
  readonly phases: { name: string; steps: { action: string; inputs: unknown }[] }[];
}
const documentOf = (of = stack): Document => JSON.parse(String(component(of).data));

describe("the component", () => {
  test("builds, validates where it was built, and tests on an instance of the image", () => {
    const phases = documentOf().phases.map(({ name, steps }) => [
      name,
      ...steps.map(({ action }) => action),
    ]);
    expect(phases).toEqual([
      ["build", "S3Download", "ExecuteBash"],
      ["validate", "ExecuteBash"],
      ["test", "ExecuteBash"],
    ]);
    expect(documentOf().schemaVersion).toBe("1.0");
  });

  test("takes the release from the bucket, and only if it is the one that was meant", () => {
    const [build] = documentOf().phases;
    expect(build?.steps[0]?.inputs).toMatchObject([
      { source: "s3://${aws_s3_bucket.release.id}/${aws_s3_object.release.key}" },
    ]);
    expect(JSON.stringify(build?.steps[1]?.inputs)).toContain(
      `${release.sha256}  /var/tmp/web.tar.gz' | sha256sum --check`,
    );
  });

  test("stops at the first command that fails, in every step", () => {
    const scripts = documentOf()
      .phases.flatMap(({ steps }) => steps)
      .filter(({ action }) => action === "ExecuteBash")
      .map(({ inputs }) => (inputs as { commands: string[] }).commands[0]);
    expect(scripts).toEqual(Array(3).fill("set -euo pipefail"));
  });
});

describe("the version of component and recipe", () => {
  const versions = (of: Synthesized) => [component(of).version, recipe(of).version];
  const same = versions(stack);

  test("is one that Image Builder takes, and the same for both", () => {
    const [first, second] = same;
    expect(first).toBe(second);
    expect(first).toMatch(/^1\.0\.\d+$/);
    expect(Number(String(first).slice("1.0.".length))).toBeLessThan(2 ** 30);
  });

  test("stays when nothing of the image changes", () => {
    expect(versions(imageStack({ web: { min: 3 }, tags: { Team: "web" } }))).toEqual(same);
  });

  test.each([
    ["another release", () => imageStack({}, { ...release, sha256: "1".repeat(64) })],
    ["another edition", () => imageStack({ image: { kind: "baked", edition: 2 } })],
    ["another architecture", () => imageStack({ web: { instanceType: "t4g.small" } })],
  ])("is another one for %s, or it would collide with the one before", (_what, change) => {
    for (const [i, version] of versions(change()).entries()) expect(version).not.toBe(same[i]);
  });

  test("goes with a replacement in which the new one comes first", () => {
    for (const address of [
      "aws_imagebuilder_component.recipe",
      "aws_imagebuilder_image_recipe.recipe",
      "aws_imagebuilder_image.builder",
      "aws_s3_object.release",
    ]) {
      expect(stack.at(address)).toMatchObject({ lifecycle: { create_before_destroy: true } });
    }
  });
});

describe("the recipe", () => {
  test.each([
    ["t2.micro", "amazon-linux-2023-x86"],
    ["t4g.small", "amazon-linux-2023-arm64"],
  ])("for %s starts from %s", (instanceType, base) => {
    expect(recipe(imageStack({ web: { instanceType } })).parent_image).toBe(
      `arn:aws:imagebuilder:us-east-1:aws:image/${base}/x.x.x`,
    );
  });

  test("encrypts the root volume, and keeps the SSM agent", () => {
    expect(recipe()).toMatchObject({
      block_device_mapping: [{ device_name: "/dev/xvda", ebs: { encrypted: "true" } }],
      systems_manager_agent: { uninstall_after_build: false },
    });
  });
});

describe("the builder", () => {
  test("has no way in: no inbound rule, no key, a private subnet, metadata by token only", () => {
    expect(stack.addresses("aws_vpc_security_group_ingress_rule")).toEqual([]);
    const builder = stack.at("aws_imagebuilder_infrastructure_configuration.builder");
    expect(builder).toMatchObject({
      subnet_id: "${aws_subnet.network_private_a.id}",
      security_group_ids: ["${aws_security_group.builder_firewall.id}"],
      instance_metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
    });
    expect(builder).not.toHaveProperty("key_pair");
  });

  test("is gone after a failure, too", () => {
    expect(stack.at("aws_imagebuilder_infrastructure_configuration.builder")).toMatchObject({
      terminate_instance_on_failure: true,
    });
  });

  test("reads the release, and has no other right than AWS's policies for bakes", () => {
    const policies = stack
      .addresses("aws_iam_role_policy_attachment")
      .map((address) => stack.at(address).policy_arn);
    expect(policies).toEqual([
      "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
      "arn:aws:iam::aws:policy/EC2InstanceProfileForImageBuilder",
    ]);
    expect(stack.addresses("aws_iam_role_policy")).toEqual([
      "aws_iam_role_policy.builder_own_parameters",
      "aws_iam_role_policy.release_read",
    ]);
    expect(policyOf(stack.at("aws_iam_role_policy.release_read").policy)).toMatchObject([
      { Action: "s3:GetObject" },
    ]);
  });

  test("reads no parameter but AWS's public ones", () => {
    const statements = policyOf(stack.at("aws_iam_role_policy.builder_own_parameters").policy);
    const allowed = { Effect: "Allow", Action: "*", Resource: "*" } as const;
    const may = (resource: string) =>
      allows([allowed, ...(statements as StatementJson[])], {
        action: "ssm:GetParameter",
        resource: `arn:aws:ssm:us-east-1:${resource}`,
      });
    expect(may(":parameter/aws/service/ami-amazon-linux-latest/x")).toBe(true);
    expect(may("123456789012:parameter/lab/database/endpoint")).toBe(false);
    expect(may("123456789012:parameter/key-of-some-vendor")).toBe(false);
  });

  test("waits for its rights and its way out, and keeps its logs for 90 days", () => {
    expect(stack.at("aws_imagebuilder_image.builder").depends_on).toEqual([
      "aws_cloudwatch_log_group.builder_logs",
      "aws_iam_role_policy_attachment.builder_EC2InstanceProfileForImageBuilder",
      "aws_iam_role_policy_attachment.builder_AmazonSSMManagedInstanceCore",
      "aws_iam_role_policy.builder_own_parameters",
      "aws_vpc_security_group_egress_rule.builder_firewall_to_s3_https",
      "aws_vpc_security_group_egress_rule.builder_firewall_to_internet_https",
      "aws_iam_role_policy.release_read",
      "aws_route_table_association.network_private_a",
      "aws_route.network_private_a",
    ]);
    expect(stack.at("aws_cloudwatch_log_group.builder_logs")).toMatchObject({
      name: "/aws/imagebuilder/lab-image-web",
      retention_in_days: 90,
    });
  });
});

test("the CloudWatch agent is in the image if it is chosen", () => {
  const watched = imageStack({ web: { agent: "cloudwatch" } });
  expect(component(watched).data).toContain("dnf install -y amazon-cloudwatch-agent");
  expect(component().data).not.toContain("amazon-cloudwatch-agent");
  expect(component(watched).version).not.toBe(component().version);
});

test("the AMI's id is in the parameter that the stage reads, and in an output", () => {
  expect(stack.output("ami_id")).toBe(stack.at("aws_ssm_parameter.ami").value);
  expect(stack.at("aws_ssm_parameter.ami")).toMatchObject({
    name: "/lab/image/ami",
    data_type: "aws:ec2:image",
    value: "${one(aws_imagebuilder_image.builder.output_resources[0].amis).image}",
  });
});

test("the AMI carries the stage and the release, by which old ones are found", () => {
  const { distribution } = stack.at("aws_imagebuilder_distribution_configuration.builder");
  expect(distribution).toMatchObject([
    {
      region: "us-east-1",
      ami_distribution_configuration: {
        ami_tags: { Name: "lab-web", Stage: "lab", Release: "0".repeat(16), Edition: "1" },
      },
    },
  ]);
});
