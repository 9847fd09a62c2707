import { type Control, readControls } from "../../policy/controls";
import { judge } from "../../policy/gate";
import { scanners, scannersFault } from "../../policy/python";
import type { Scan } from "../../policy/scan";
import { scan } from "../../policy/scans";
import { readWaivers, type Waiver } from "../../policy/waivers";
import { needing } from "../support/needing";
import { testsAll } from "../support/tests-all";
import { FIRST } from "./planted/first";
import { planted } from "./planted/plant";
import { SECOND } from "./planted/second";
import { THIRD } from "./planted/third";
import { LIKE_LAB, madeUp, shipped } from "./stacks";

const missing = [scannersFault(process.env)].flatMap((each) => each ?? []);
/** All of them take half a minute of CPU. */
const faults = [...FIRST, ...SECOND, ...THIRD].filter(({ by }) => testsAll || by !== undefined);

needing(missing, "checkov, parliament and our rules", () => {
  /** All stacks in one scan, since each start of checkov costs seconds. */
  let scans: Scan[];

  beforeAll(async () => {
    const withFaults = faults.map((fault, i) => ({ ...planted(fault), name: nameOf(i) }));
    const python = await scanners(process.env);
    scans = await scan([...shipped(), ...madeUp(), ...withFaults], python);
  });

  test("find nothing without a reason in any stack, shipped or made up, and each reason is needed", () => {
    const sound = scans.map((each) => without(each, /^planted-/));
    const said = judge(sound, readWaivers().map(alsoLikeLab), true).faults;
    // A made-up stage may be better than lab, which makes no line stale.
    const real = said.filter(({ where }) => !/^policy\S+ \S+ (postgres|choices) /.test(where));
    expect(real.map(({ where, says }) => `${where}: ${says}`)).toEqual([]);
  });

  test("agree with docs/controls.md: what is met has no finding in prod, and all else has a line", () => {
    const checked = readControls().filter(({ check }) => check !== undefined);
    expect(checked.length).toBeGreaterThan(30);
    expect(checked.filter((each) => !isAsSaid(each)).map(({ id }) => id)).toEqual([]);
  });

  /** Met: asked in a stack that we ship, and without a finding in prod. */
  function isAsSaid({ is, check = "" }: Control): boolean {
    if (is !== "met") return readWaivers().some((each) => each.check === check);
    const wasAsked = ["prod", "prod-image", "state"].some((stack) =>
      scans.some(({ asked }) => asked(check, stack, () => true)),
    );
    return (
      wasAsked &&
      !scans.some((each) => namesIn(each, "prod").some((name) => name.includes(` ${check} `)))
    );
  }

  test.each(faults.map((fault, i) => [fault.what, fault, nameOf(i)] as const))(
    "see what is planted: %s",
    (_, { stack }, name) => {
      const model = stack === "state of GitHub" ? "pipelines" : stack;
      const known = new Set(scans.flatMap((each) => namesIn(each, model)));
      const found = scans.flatMap((each) => namesIn(each, name));
      expect(found.filter((each) => !known.has(each))).not.toEqual([]);
    },
  );
});

function nameOf(index: number): string {
  return `planted-${index}`;
}

function namesIn({ findings }: Scan, stack: string): string[] {
  return findings
    .filter((each) => each.stack === stack)
    .map(({ address, check, title }) => `${address} ${check} ${title}`);
}

function without(scan: Scan, stacks: RegExp): Scan {
  return {
    ...scan,
    evaluated: new Map([...scan.evaluated].filter(([stack]) => !stacks.test(stack))),
    findings: scan.findings.filter(({ stack }) => !stacks.test(stack)),
  };
}

function alsoLikeLab(waiver: Waiver): Waiver {
  const { lab } = waiver.at;
  const same = lab === undefined ? [] : LIKE_LAB.map((name) => [name, lab] as const);
  return { ...waiver, at: { ...waiver.at, ...Object.fromEntries(same) } };
}
