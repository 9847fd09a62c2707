import { explain } from "../../terraform/explain";

const said = (stderr: string) => {
  const fault = explain(stderr, { terraform: "terraform", folder: "out/stacks/lab" });
  return fault && `${fault.where}: ${fault.says}`;
};

/** As Terraform 1.13 printed it (hashicorp/terraform-provider-aws#46674). */
const failedFor = (address: string) => `╷
│ Error: Missing Resource Identity After Read
│ 
│   with ${address},
│   on cdk.tf.json line 17, in resource:
│   17: "example": {
│ 
│ The Terraform Provider unexpectedly returned no resource identity data
│ after having no errors in the resource read. This is always an issue in
│ the Terraform Provider and should be reported to the provider developers.
╵
`;

test("a plan that fails for want of an identity is explained, with what to do", () => {
  expect(said(failedFor("aws_route.private_a_nat"))).toBe(
    "aws_route.private_a_nat: probably deleted outside Terraform, and the state has no identity for " +
      'it, so that the AWS provider fails the whole plan ("Missing Resource Identity After Read"); ' +
      "use Terraform 1.15.5 (at least 1.12.2) and AWS provider 6.66.0: AWS_PROVIDER_VERSION=6.66.0 " +
      "npm run synth, then terraform -chdir=out/stacks/lab init -upgrade. If the error stays and the resource is gone from " +
      "AWS, run terraform -chdir=out/stacks/lab state rm aws_route.private_a_nat; the next deploy makes it again",
  );
});

test("each resource is named once, and all of them", () => {
  const stderr = [failedFor("aws_b.b"), failedFor("aws_a.a"), failedFor("aws_b.b")].join("");
  expect(said(stderr)).toMatch(/^aws_a\.a, aws_b\.b: probably deleted outside Terraform/);
  expect(said(stderr)).toContain("state rm aws_a.a aws_b.b; the next deploy");
});

test("an address that stands in quotes and brackets is named whole, and is one word of the command", () => {
  const says = said(failedFor('module.m["x"].aws_a.b[0]'));
  expect(says).toMatch(/^module\.m\["x"\]\.aws_a\.b\[0\]: /);
  expect(says).toContain(` state rm 'module.m["x"].aws_a.b[0]'; the next`);
});

test.each(["", "╷\n│ Error: Reference to undeclared resource\n╵\n"])(
  "%j says enough by itself",
  (stderr) => {
    expect(said(stderr)).toBeUndefined();
  },
);
