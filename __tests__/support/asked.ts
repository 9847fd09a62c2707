import { readFileSync } from "node:fs";
import type { Emulator } from "../../emulator/emulator";
import { refused } from "./calls";
import { rightsOf, stateStackForGithub } from "./pipeline";

/**
 * What an emulator was asked while `run` ran, one of each: `ec2 CreateVpc`, `route53 GET /…`. Only
 * Terraform may ask in that time, or others' calls are taken for its own.
 */
export async function callsDuring(log: string, run: () => Promise<unknown>): Promise<string[]> {
  const before = readFileSync(log).length;
  await run();
  const lines = readFileSync(log).subarray(before).toString().split("\n").filter(Boolean);
  return [...new Set(lines.map(callIn))].sort();
}

/** `07:01:15 445 ms 200 ec2 CreateVpc`; a path where the service has no names for its actions. */
function callIn(line: string): string {
  const [, , , , service, action = "", path] = line.split(/ +/);
  return [service, action, ...(HTTP.has(action) ? [path] : [])].join(" ");
}

const HTTP = new Set(["GET", "HEAD", "POST", "PUT", "DELETE"]);

/** What Terraform asked of AWS in plans and in applies of a stage, held against its pipeline's roles. */
export class Asked {
  private readonly calls = { plan: [] as string[], apply: [] as string[] };

  constructor(private readonly stage: "lab" | "prod") {}

  /** Notes what is asked while `run` runs. */
  async during(
    role: "plan" | "apply",
    { log }: Pick<Emulator, "log">,
    run: () => Promise<unknown>,
  ): Promise<void> {
    this.calls[role].push(...(await callsDuring(log, run)));
  }

  /** What of it the role may not do. */
  refused(role: "plan" | "apply"): string[] {
    const rights = rightsOf(stateStackForGithub(), this.stage);
    const place = { stage: this.stage, boundaryArn: rights.boundaryArn };
    return refused(this.calls[role], rights[role], place);
  }
}
