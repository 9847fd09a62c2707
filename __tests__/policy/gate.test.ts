import { judge } from "../../policy/gate";
import type { Finding, Scan } from "../../policy/scan";
import type { Waiver } from "../../policy/waivers";

const LOGS = { stack: "prod", address: "aws_lb.web", check: "CKV_AWS_91", title: "logs are on" };

/** A scan of prod and lab that asked two checks of one load balancer in each. */
function scanThat(...findings: Finding[]): Scan {
  return {
    scanner: "checkov",
    evaluated: new Map([
      ["lab", 2],
      ["prod", 2],
    ]),
    asked: (check, _, fits) => ["CKV_AWS_91", "CKV_AWS_150"].includes(check) && fits("aws_lb.web"),
    findings,
  };
}

function waiver(at: Waiver["at"], more: Partial<Waiver> = {}): Waiver {
  const why = { reason: "A reason.", met_by: "A setting.", price: "none" };
  return { check: "CKV_AWS_91", at, ...why, ...more };
}

function faults(scan: Scan, waivers: readonly Waiver[], all = false): string[] {
  return judge([scan], waivers, all).faults.map(({ where, says }) => `${where}: ${says}`);
}

test("a finding without a waiver is a fault, with the way out", () => {
  expect(faults(scanThat(LOGS), [])).toEqual([
    "prod aws_lb.web: CKV_AWS_91 is not met: logs are on; meet it, or give a reason in policy/waivers.yaml",
  ]);
});

test.each([
  ["its stack and address", { prod: ["aws_lb.web"] }],
  ["every stack", { every: ["aws_lb.web"] }],
  ["a pattern of addresses", { prod: ["aws_lb.w*"] }],
])("a finding is waived by %s", (_, at) => {
  expect(faults(scanThat(LOGS), [waiver(at)])).toEqual([]);
});

test.each([
  ["another stack", waiver({ lab: ["aws_lb.web"] })],
  ["another address", waiver({ prod: ["aws_lb.other"] })],
  ["another check", waiver({ prod: ["aws_lb.web"] }, { check: "CKV_AWS_150" })],
  ["other words", waiver({ prod: ["aws_lb.web"] }, { says: "WAF" })],
  ["a pattern that would have to cross a dot", waiver({ prod: ["aws*"] })],
])("it is not waived by a waiver for %s", (_, given) => {
  expect(faults(scanThat(LOGS), [given])).toContainEqual(expect.stringMatching(/^prod aws_lb/));
});

test("a waiver of a check that is met is stale", () => {
  expect(faults(scanThat(), [waiver({ prod: ["aws_lb.web"] })])).toEqual([
    "policy/waivers.yaml CKV_AWS_91 prod aws_lb.web: is stale: the check is met; take the line out",
  ]);
});

test.each([
  ["an unknown check", waiver({ prod: ["aws_lb.web"] }, { check: "CKV_AWS_9999" })],
  ["an unknown address", waiver({ prod: ["aws_lb.gone"] })],
  ["an unknown stack", waiver({ staging: ["aws_lb.web"] })],
])("a waiver of %s was never evaluated", (_, given) => {
  expect(faults(scanThat(), [given])).toEqual([
    expect.stringContaining("was never evaluated: no scanner has this check at this place"),
  ]);
});

test("a waiver for every stack may be unneeded by some settings, but not by all", () => {
  const waivers = [waiver({ every: ["aws_lb.web"] })];
  expect(faults(scanThat(), waivers)).toEqual([]);
  expect(faults(scanThat(), waivers, true)).toHaveLength(1);
});

test("a scanner that evaluated nothing, at all or in one stack, is a fault", () => {
  const blind = (counts: [string, number][]) => ({ ...scanThat(), evaluated: new Map(counts) });
  expect(faults(blind([]), [])).toEqual(["checkov: must evaluate something, got nothing"]);
  expect(
    faults(
      blind([
        ["lab", 0],
        ["prod", 2],
      ]),
      [],
    ),
  ).toEqual(["checkov on lab: must evaluate something, got nothing"]);
});
