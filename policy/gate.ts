import type { Fault } from "../terminal/refusal";
import { type Finding, type Scan, sorted } from "./scan";
import { EVERY, fits, WAIVERS_FILE, type Waiver, waives } from "./waivers";

/** What stands between a stack and its deploy. */
export interface Verdict {
  readonly faults: readonly Fault[];
  readonly waived: readonly Finding[];
}

/**
 * Holds findings and waivers together: each finding has a waiver, each waiver a finding, and no
 * scanner was blind.
 * @param all whether these stacks use every setting, so that waivers for `every` must apply as well
 */
export function judge(scans: readonly Scan[], waivers: readonly Waiver[], all = false): Verdict {
  const findings = sorted(scans.flatMap((scan) => scan.findings));
  const isWaived = (finding: Finding) =>
    linesOf(waivers).some((line) => waives(line.waiver, line.stack, line.address, finding));
  return {
    waived: findings.filter(isWaived),
    faults: [
      ...scans.flatMap(blind),
      ...findings.filter((each) => !isWaived(each)).map(unwaived),
      ...linesOf(waivers)
        .filter(({ stack }) => all || stack !== EVERY)
        .flatMap((line) => unneeded(line, scans, findings)),
    ],
  };
}

// --- internal ---

interface Line {
  readonly waiver: Waiver;
  readonly stack: string;
  readonly address: string;
}

/** A waiver's addresses, one by one. */
function linesOf(waivers: readonly Waiver[]): Line[] {
  return waivers.flatMap((waiver) =>
    Object.entries(waiver.at).flatMap(([stack, addresses]) =>
      addresses.map((address) => ({ waiver, stack, address })),
    ),
  );
}

/** A stack without policies gives parliament nothing to do; every other scanner finds something in each. */
function blind({ scanner, evaluated }: Scan): Fault[] {
  const total = [...evaluated.values()].reduce((sum, each) => sum + each, 0);
  if (total === 0) return [{ where: scanner, says: "must evaluate something, got nothing" }];
  return [...evaluated]
    .filter(([, count]) => count === 0)
    .map(([stack]) => ({
      where: `${scanner} on ${stack}`,
      says: "must evaluate something, got nothing",
    }));
}

function unwaived({ stack, address, check, title }: Finding): Fault {
  const remedy = `meet it, or give a reason in ${WAIVERS_FILE}`;
  return { where: `${stack} ${address}`, says: `${check} is not met: ${title}; ${remedy}` };
}

function unneeded(line: Line, scans: readonly Scan[], findings: readonly Finding[]): Fault[] {
  const { waiver, stack, address } = line;
  if (findings.some((each) => waives(waiver, stack, address, each))) return [];
  const where = `${WAIVERS_FILE} ${waiver.check} ${stack} ${address}`;
  const says = wasAsked(line, scans)
    ? "is stale: the check is met; take the line out"
    : "was never evaluated: no scanner has this check at this place; correct the line, or take it out";
  return [{ where, says }];
}

/** Whether a scanner has the check, and asked it where the line says. */
function wasAsked({ waiver: { check }, stack, address }: Line, scans: readonly Scan[]): boolean {
  return scans.some(({ evaluated, asked }) =>
    [...evaluated.keys()]
      .filter((each) => stack === EVERY || stack === each)
      .some((each) => asked(check, each, (at) => fits(address, at))),
  );
}
