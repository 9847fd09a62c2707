import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "../../terraform/json";
import type { Plan } from "../../terraform/plan";

/** A plan as a core wrote it, without the parts that no test reads. */
export function planNamed(name: string): Plan {
  return readJson(readFileSync(join(__dirname, "plans", `${name}.json`), "utf8")) as Plan;
}
