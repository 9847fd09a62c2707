import { load } from "../../config/load";
import type { StateInput } from "../../config/settings/state";
import { state } from "../../config/state";
import { saidBy, sound } from "../support/refusals";

const saidTo = (change: Partial<Record<keyof StateInput, unknown>>) =>
  saidBy(() => load({ stages: { lab: sound }, state: { ...state, ...change } as StateInput }));

describe("the repository whose runs get roles", () => {
  test.each([
    ["a name alone", "acme/web"],
    ["an owner alone", "repo:acme"],
    ["ids of the owner alone", "repo:acme@1/web"],
    ["ids of the repository alone", "repo:acme/web@2"],
    ["a pattern, which would let others in", "repo:acme/*"],
    ["a whole subject", "repo:acme/web:ref:refs/heads/main"],
  ])("is refused as %s", (_, subject) => {
    expect(saidTo({ github: { subject } })).toEqual([
      `state.github.subject: must be what the subjects of the repository's OIDC tokens begin with, got "${subject}"; write what this prints: gh api repos/OWNER/REPO/actions/oidc/customization/sub --jq .sub_claim_prefix`,
    ]);
  });

  test.each(["repo:acme/three-tier-web", "repo:acme@1/three-tier-web@22", "repo:a-b/c_d.e"])(
    "may be %s",
    (subject) => expect(saidTo({ github: { subject } })).toEqual([]),
  );
});

test("the bucket's name doesn't start with a stage's name, whose roles could read it", () => {
  const github = { subject: "repo:acme/web" };
  expect(saidTo({ bucket: "lab-states" })).toEqual([]);
  expect(saidTo({ bucket: "laboratory", github })).toEqual([]);
  expect(saidTo({ bucket: "lab-states", operators: [ROLE] })).toHaveLength(1);
  expect(saidTo({ bucket: "lab-states", github })).toEqual([
    'state.bucket: must not start with "lab-" when there are roles for GitHub or operators, since those of lab may use such buckets, got "lab-states"; give it another name',
  ]);
});

const ROLE = "arn:aws:iam::123456789012:role/operators";
const LOGIN =
  "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Ops_0123456789abcdef";

describe("operators are", () => {
  test.each([ROLE, LOGIN, "arn:aws:iam::123456789012:user/ann", "arn:aws:iam::123456789012:root"])(
    "taken as %s",
    (arn) => expect(saidTo({ operators: [arn] })).toEqual([]),
  );

  test.each([
    ["everybody", "*"],
    ["every role of an account", "arn:aws:iam::123456789012:role/*"],
    ["a session of a role", "arn:aws:sts::123456789012:assumed-role/operators/ann"],
    ["a name", "operators"],
  ])("refused as %s", (_, arn) => {
    expect(saidTo({ operators: [arn] })).toEqual([
      `state.operators.0: must be the ARN of a role, a user or an account, got "${arn}"; write it like "arn:aws:iam::123456789012:role/operators"; of a login by IAM Identity Center it is what this prints: aws iam list-roles --path-prefix /aws-reserved/sso.amazonaws.com/ --query "Roles[].Arn"`,
    ]);
  });

  test("refused twice", () => {
    expect(saidTo({ operators: [ROLE, ROLE] })).toEqual([
      expect.stringContaining("state.operators: must be a list of ARNs without repeats, got "),
    ]);
  });
});
