import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { projectRoot } from "../processes/project";

/** From the project's root. */
export const CONTROLS_FILE = "policy/controls.yaml";

/** How a control of AWS's Foundational Security Best Practices stands in `prod`. */
const control = z.strictObject({
  /** AWS's name of it: `ELB.5`. */
  id: z.string().regex(/^\w+\.\d+$/),
  /** What must be, in our words. */
  asks: z.string(),
  /** Met as it is, by a setting, left out with a reason, or of the account alone. */
  is: z.enum(["met", "choice", "waived", "account"]),
  /** What meets it, the setting, or the reason. */
  how: z.string(),
  /** A check of a scanner, or a rule of ours, that asks the same. */
  check: z.string().optional(),
});
export type Control = z.output<typeof control>;

export function readControls(): readonly Control[] {
  const file = join(projectRoot(), CONTROLS_FILE);
  return z.array(control).parse(parse(readFileSync(file, "utf8")));
}
