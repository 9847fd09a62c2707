import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { projectRoot } from "../processes/project";
import { type Fault, Refusal } from "../terminal/refusal";
import type { Finding } from "./scan";

/** From the project's root. */
export const WAIVERS_FILE = "policy/waivers.yaml";

/** Stands for every stack, where a reason holds whatever the settings say. */
export const EVERY = "every";

const sentence = z.string().trim().min(10, "must be a sentence");

/** Why a check is not met at some addresses, and what meeting it takes. */
const waiver = z.strictObject({
  /** The scanner's name of the check: `CKV_AWS_91`, `RESOURCE_STAR`, `door-opened`. */
  check: z.string().min(1),
  /** Addresses by stack; a `*` in an address stands for any text without a dot. */
  at: z.record(z.string(), z.array(z.string().regex(/\./, "must be an address")).min(1)),
  /** What the finding's words must hold, where a check finds several things at one address. */
  says: z.string().min(1).optional(),
  reason: sentence,
  /** A setting, `logs.access: true`, or what else has to be done. */
  met_by: z.string().trim().min(3),
  /** An estimate: `none`, `about $5 a month`. */
  price: z.string().min(1),
});

export type Waiver = z.output<typeof waiver>;

/** All waivers. A file that says something else is refused, all faults at once. */
export function readWaivers(file = join(projectRoot(), WAIVERS_FILE)): readonly Waiver[] {
  const read = z.array(waiver).safeParse(parse(readFileSync(file, "utf8")));
  if (read.success) return read.data;
  throw new Refusal(
    read.error.issues.map(({ path, message }): Fault => {
      const where = [WAIVERS_FILE, ...path].join(" ");
      return { where, says: message };
    }),
  );
}

/** Whether a waiver is about a finding, by one of its addresses under one of its stacks. */
export function waives(waiver: Waiver, under: string, address: string, finding: Finding): boolean {
  const { check, says } = waiver;
  if (check !== finding.check || (under !== EVERY && under !== finding.stack)) return false;
  return fits(address, finding.address) && (says === undefined || finding.title.includes(says));
}

/** Whether an address is one that a pattern stands for. */
export function fits(pattern: string, address: string): boolean {
  const source = pattern.split("*").map((part) => part.replaceAll(/[.[\]]/g, "\\$&"));
  return new RegExp(`^${source.join("[^.]*")}$`).test(address);
}
