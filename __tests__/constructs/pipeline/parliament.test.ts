import { execFileSync } from "node:child_process";
import { lintersPython, missingLinters } from "../../support/linters";
import { needing } from "../../support/needing";
import { stateStackForOperators } from "../../support/pipeline";
import { synthImage, synthStage } from "../../support/synth";
import type { Synthesized } from "../../support/synthesized";

/** As `parliament --string`, for all policies in one process: each start of it takes a second. */
const PARLIAMENT = `
import json, sys
from parliament import analyze_policy_string, enhance_finding
found = {name: [enhance_finding(each) for each in analyze_policy_string(text).findings]
         for name, text in json.load(sys.stdin).items()}
print(json.dumps({name: [[each.severity, each.issue, str(each.detail)] for each in all]
                  for name, all in found.items()}))
`;

type Finding = readonly [severity: string, issue: string, detail: string];

/** What parliament finds that is meant so. Each must be found. */
const WAIVERS: readonly {
  readonly policy: RegExp;
  readonly issue: string;
  /** What the details must be like, if not all are meant. */
  readonly detail?: RegExp;
  readonly why: string;
}[] = [
  {
    policy: /_read$/,
    issue: "RESOURCE_STAR",
    why: "the provider reads lists, or ids that AWS gives out",
  },
  {
    policy: /_boundary$/,
    issue: "RESOURCE_STAR",
    detail: /^\['(ssm|kms):/,
    why: "the agent's documents are AWS's, and keys are used by Secrets Manager alone",
  },
  {
    policy: /_write$/,
    issue: "RESOURCE_STAR",
    detail: /^\['(ec2|kms):/,
    why: "AWS gives out these ids, and STAGE-limits ends at another stage's tag",
  },
  {
    policy: /_write$/,
    issue: "RESOURCE_MISMATCH",
    detail: /^\[(\{'action': 'elasticloadbalancing:\w+Listener\w*', [^}]+\}(, )?)+\]$/,
    why: "a listener of an ALB is none of an NLB or a gateway",
  },
  {
    policy: /_write$/,
    issue: "RESOURCE_POLICY_PRIVILEGE_ESCALATION",
    why: "STAGE-read reads the stage's buckets anyway",
  },
  {
    policy: /_write$/,
    issue: "MISMATCHED_TYPE_BUT_USABLE",
    why: "AWS's own example compares boundaries as strings",
  },
];

needing(missingLinters(), "parliament", () => {
  let found: Record<string, Finding[]>;

  beforeAll(async () => {
    const python = await lintersPython();
    const input = JSON.stringify(policies());
    found = JSON.parse(
      execFileSync(python, ["-W", "ignore", "-c", PARLIAMENT], { input }).toString(),
    );
  });

  test("knows every policy of a state, a service and an image stack", () => {
    expect(Object.keys(found).length).toBeGreaterThan(12);
  });

  test("finds nothing in them that isn't meant so", () => {
    const unmeant = Object.entries(found).flatMap(([policy, findings]) =>
      findings
        .filter((finding) => !WAIVERS.some((waiver) => waives(waiver, policy, finding)))
        .map((finding) => `${policy}: ${finding.join(" ")}`),
    );
    expect(unmeant).toEqual([]);
  });

  test("finds all that is waived", () => {
    const stale = WAIVERS.filter(
      (waiver) =>
        !Object.entries(found).some(([policy, findings]) =>
          findings.some((finding) => waives(waiver, policy, finding)),
        ),
    );
    expect(stale).toEqual([]);
  });
});

function waives(waiver: (typeof WAIVERS)[number], policy: string, finding: Finding): boolean {
  const [, issue, detail] = finding;
  const { detail: pattern = /./ } = waiver;
  return waiver.policy.test(policy) && waiver.issue === issue && pattern.test(detail);
}

/** By address, with an ARN in place of each reference. */
function policies(): Record<string, string> {
  const stacks = [
    stateStackForOperators(),
    synthStage("lab", { web: { agent: "cloudwatch" }, network: { flowLogs: "all" } }),
    synthImage("lab"),
  ];
  return Object.fromEntries(stacks.flatMap(policiesIn));
}

function policiesIn(stack: Synthesized): [string, string][] {
  const addresses = ["aws_iam_role_policy", "aws_iam_policy"].flatMap((type) =>
    stack.addresses(type),
  );
  return addresses
    .filter((address) => !/(github|operators)_(lab|lab_eu)_/.test(address)) // prod's have all that theirs have
    .map((address) => [
      address,
      String(stack.at(address).policy).replaceAll(/\$\{[^}]+\}/g, arnOf),
    ]);
}

const ACCOUNT = "us-east-1:123456789012";
const ARNS: Readonly<Record<string, string>> = {
  aws_cloudwatch_log_group: `arn:aws:logs:${ACCOUNT}:log-group:/lab/web`,
  aws_iam_policy: "arn:aws:iam::123456789012:policy/prod-boundary",
  aws_rds_cluster: `arn:aws:secretsmanager:${ACCOUNT}:secret:rds!cluster-1-abcdef`,
  aws_s3_bucket: "arn:aws:s3:::lab-release-1",
  aws_ssm_parameter: `arn:aws:ssm:${ACCOUNT}:parameter/lab/database/endpoint`,
};

function arnOf(reference: string): string {
  const [, type = ""] = /^\$\{(\w+)\./.exec(reference) ?? [];
  const arn = ARNS[type];
  if (arn === undefined) throw new Error(`${reference}: must have an ARN in ARNS`);
  return arn;
}
