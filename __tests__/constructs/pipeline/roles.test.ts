import { load } from "../../../config/load";
import { state } from "../../../config/state";
import { ServiceStack } from "../../../constructs/service-stack";
import { StateStack } from "../../../constructs/state-stack";
import { BUCKET, OPERATORS, SUBJECT, stateStackForGithub } from "../../support/pipeline";
import { release, settingsOf, synth, synthStage } from "../../support/synth";
import { policyOf } from "../../support/synthesized";
import { definitionsIn, githubFiles, jobsOf } from "../../workflows/files";

const stack = stateStackForGithub();
const ISSUER = "token.actions.githubusercontent.com";

test("GitHub's tokens are taken for AWS, without a thumbprint to keep up", () => {
  const provider = stack.at("aws_iam_openid_connect_provider.github");
  expect(provider).toMatchObject({
    url: `https://${ISSUER}`,
    client_id_list: ["sts.amazonaws.com"],
  });
  expect(provider).not.toHaveProperty("thumbprint_list");
});

test.each([
  ["plan", { sub: [`${SUBJECT}:pull_request`, `${SUBJECT}:ref:refs/heads/main`] }],
  [
    "apply",
    {
      sub: [`${SUBJECT}:environment:lab`],
      job_workflow_ref: "acme/three-tier-web/.github/workflows/deploy-stage.yml@refs/heads/main",
      ref: "refs/heads/main",
    },
  ],
])("the %s role trusts tokens with these claims alone, each in full", (role, claims) => {
  const { name, assume_role_policy } = stack.at(`aws_iam_role.github_lab_${role}`);
  expect(name).toBe(`lab-${role}`);
  const all = Object.entries({ aud: "sts.amazonaws.com", ...claims });
  expect(policyOf(assume_role_policy)).toEqual([
    {
      Effect: "Allow",
      Action: "sts:AssumeRoleWithWebIdentity",
      Principal: { Federated: "${aws_iam_openid_connect_provider.github.arn}" },
      Condition: {
        StringEquals: Object.fromEntries(all.map(([claim, is]) => [`${ISSUER}:${claim}`, is])),
      },
    },
  ]);
});

test("the workflow is named without the ids that the subjects of newer repositories have", () => {
  const newer = stateStackForGithub({}, "repo:acme@12/three-tier-web@345");
  const trust = String(newer.at("aws_iam_role.github_lab_apply").assume_role_policy);
  expect(trust).toContain('"repo:acme@12/three-tier-web@345:environment:lab"');
  expect(trust).toContain('"acme/three-tier-web/.github/workflows/deploy-stage.yml@');
});

test("the one job with an environment is in the workflow that the apply role trusts", () => {
  const places = definitionsIn(githubFiles()).flatMap((definition) => {
    const withEnvironment = jobsOf(definition).filter(([, job]) => job.environment !== undefined);
    return withEnvironment.map(() => definition.path);
  });
  expect(places).toHaveLength(1);
  const trust = stack.at("aws_iam_role.github_lab_apply").assume_role_policy;
  expect(trust).toContain(`"acme/three-tier-web/${places[0]}@refs/heads/main"`);
});

test("only stages with their state in this bucket get roles", () => {
  const names = stack.addresses("aws_iam_role").map((address) => stack.at(address).name);
  expect(names.sort()).toEqual(
    ["lab", "lab-eu", "prod"].flatMap((stage) => [`${stage}-apply`, `${stage}-plan`]).sort(),
  );
});

test("no name of theirs is one that a stage gives to its own", () => {
  const own = ["lab", "prod"].flatMap((stage) => {
    const service = synthStage(stage as "lab" | "prod");
    return service.addresses("aws_iam_role").map((address) => service.at(address).name);
  });
  const names = stack.addresses("aws_iam_role").map((address) => stack.at(address).name);
  expect(names.filter((name) => own.includes(name))).toEqual([]);
});

test("the state of a stage is read under the key that its backend writes", () => {
  const reads = JSON.stringify(stack.at("aws_iam_role_policy.github_prod_plan_state").policy);
  const backend = settingsOf("prod", {
    backend: { kind: "s3", bucket: BUCKET, region: "us-east-1", keyPrefix: "web/" },
  });
  const prod = synth(
    "prod",
    (app) => new ServiceStack(app, "prod", { release, settings: backend }),
  );
  const { s3 } = prod.document.terraform.backend as { s3: { key: string } };
  expect(s3.key).toBe("web/prod.tfstate");
  expect(reads).toContain(`arn:aws:s3:::${BUCKET}/${s3.key}`);
});

test("it outputs the roles and the boundary of each stage", () => {
  const tells = (output: string) => Object.keys(stack.output(output) as object);
  expect(stack.output("plan_role_arns")).toMatchObject({
    lab: "${aws_iam_role.github_lab_plan.arn}",
  });
  expect(stack.output("apply_role_arns")).toMatchObject({
    lab: "${aws_iam_role.github_lab_apply.arn}",
  });
  expect(stack.output("boundary_arns")).toMatchObject({
    lab: "${aws_iam_policy.github_lab_boundary.arn}",
  });
  for (const output of ["plan_role_arns", "apply_role_arns", "boundary_arns"]) {
    expect(tells(output)).toEqual(["lab", "lab-eu", "prod"]);
  }
});

test("the apply role never acts without its limits, not even while the stack is deployed", () => {
  const place = "aws_iam_role_policy.github_lab_apply";
  for (const policy of ["read", "state", "write"]) {
    expect(stack.at(`${place}_${policy}`).depends_on).toEqual([
      "aws_iam_role_policy_attachment.github_lab_apply_limits",
    ]);
  }
});

/** AWS counts characters without white space, and ours have none outside of names. */
test("the policies are within AWS's limits, whatever the names", () => {
  const longest = {
    name: "a".repeat(16),
    region: "ap-southeast-1",
    stateKeys: ["", "-image"].map((end) => `${"k".repeat(100)}/${"a".repeat(16)}${end}.tfstate`),
    bakes: true,
    protection: true,
    https: { domain: `${"d".repeat(60)}.`.repeat(4), zone: `Z${"0".repeat(31)}` },
  };
  const { state: settings } = load({
    stages: {},
    state: { ...state, github: { subject: SUBJECT }, operators: [...OPERATORS] },
  });
  const large = synth("state", (app) => {
    new StateStack(app, { settings, stages: [longest] });
  });
  const size = (json: unknown) => String(json).replaceAll(/\$\{[^}]+\}/g, "x".repeat(80)).length;
  const totals: Record<string, number> = {};
  for (const address of large.addresses("aws_iam_role_policy")) {
    const { role, policy } = large.at(address);
    totals[String(role)] = (totals[String(role)] ?? 0) + size(policy);
  }
  expect(Object.keys(totals)).toHaveLength(3);
  for (const total of Object.values(totals)) expect(total).toBeLessThanOrEqual(10_240);
  for (const address of large.addresses("aws_iam_policy")) {
    expect(size(large.at(address).policy)).toBeLessThanOrEqual(6_144);
  }
});

describe("a stage's boundary", () => {
  const boundary = "arn:aws:iam::123456789012:policy/prod-boundary";
  const flowLogs = { network: { flowLogs: "all" } };

  test.each(["lab", "prod"] as const)("is carried by every role of %s", (stage) => {
    const service = synthStage(stage, { boundary, ...flowLogs });
    const roles = service.addresses("aws_iam_role");
    expect(roles).toEqual(["aws_iam_role.network_flow_logs", "aws_iam_role.web"]);
    for (const role of roles) {
      expect(service.at(role)).toMatchObject({ permissions_boundary: boundary });
    }
  });

  test("changes nothing else", () => {
    const line = `"permissions_boundary":"${boundary}",`;
    const withIt = JSON.stringify(synthStage("prod", { boundary }).document);
    const without = JSON.stringify(synthStage("prod").document);
    expect(withIt.replaceAll(line, "")).toBe(without);
  });
});
