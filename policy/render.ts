import type { Colors } from "picocolors/types";
import { layOut } from "../terminal/table";
import type { Verdict } from "./gate";
import type { Scan } from "./scan";
import { WAIVERS_FILE } from "./waivers";

/** A row for each stack, and a line for each fault. */
export function render(scans: readonly Scan[], { faults, waived }: Verdict, paint: Colors): string {
  const stacks = [...(scans[0]?.evaluated.keys() ?? [])];
  const head = ["stack", ...scans.map(({ scanner }) => scanner)];
  const rows = stacks.map((stack) => [stack, ...scans.map((scan) => cell(scan, stack, waived))]);
  const [first = "", ...rest] = layOut(
    [head, ...rows].map((cells) => cells.map((each) => [each])),
  ).flat();
  const said = faults.map(({ where, says }) => `${paint.red("✖")} ${where}: ${says}`);
  const few = waived.length === 1;
  const reasons = `${waived.length} ${few ? "finding is" : "findings are"} waived, ${few ? "" : "each "}with its reason and price in ${WAIVERS_FILE}.`;
  return [paint.dim(first), ...rest, "", ...said, reasons, ""].join("\n");
}

// --- internal ---

/** `183 judged, 33 waived` */
function cell({ evaluated, findings }: Scan, stack: string, waived: Verdict["waived"]): string {
  const here = findings.filter((each) => each.stack === stack);
  const quiet = here.filter((each) => waived.includes(each)).length;
  const open = here.length - quiet;
  const parts = [`${evaluated.get(stack) ?? 0} judged`];
  if (quiet > 0) parts.push(`${quiet} waived`);
  if (open > 0) parts.push(`${open} not met`);
  return parts.join(", ");
}
