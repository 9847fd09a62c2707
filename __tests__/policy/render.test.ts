import { createColors } from "picocolors";
import { render } from "../../policy/render";
import type { Finding, Scan } from "../../policy/scan";

const open: Finding = { stack: "prod", address: "aws_lb.web", check: "CKV_AWS_91", title: "logs" };
const quiet: Finding = { ...open, stack: "lab" };
const scan = (scanner: string, findings: Finding[]): Scan => ({
  scanner,
  evaluated: new Map([
    ["lab", 162],
    ["prod", 178],
  ]),
  asked: () => true,
  findings,
});

test("the screen has a row for each stack, and a line for each fault", () => {
  const scans = [scan("checkov 3.3.30", [open, quiet]), scan("our rules", [])];
  const faults = [{ where: "prod aws_lb.web", says: "CKV_AWS_91 is not met: logs; meet it" }];
  expect(render(scans, { faults, waived: [quiet] }, createColors(false))).toBe(
    `stack  checkov 3.3.30         our rules
lab    162 judged, 1 waived   162 judged
prod   178 judged, 1 not met  178 judged

✖ prod aws_lb.web: CKV_AWS_91 is not met: logs; meet it
1 finding is waived, with its reason and price in policy/waivers.yaml.
`,
  );
});
