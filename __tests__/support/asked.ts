import { readFileSync } from "node:fs";
import type { Emulator } from "../../emulator/emulator";
import { allowing, needing, refused } from "./calls";
import { rightsOf, type SettingsOfStages, stateStackForGithub } from "./pipeline";
import { UNREAD } from "./unread";

/**
 * What an emulator was asked while `run` ran, one of each: `ec2 CreateVpc`, `route53 GET /…`. Only
 * Terraform may ask in that time, or others' calls are taken for its own.
 */
export async function callsDuring(log: string, run: () => Promise<unknown>): Promise<string[]> {
  return [...new Set(await everyCallDuring(log, run))];
}

/** The same with each call as often as it was made, sorted. */
export async function everyCallDuring(log: string, run: () => Promise<unknown>): Promise<string[]> {
  const before = readFileSync(log).length;
  await run();
  const lines = readFileSync(log).subarray(before).toString().split("\n").filter(Boolean);
  return lines.map(callIn).sort();
}

/** `07:01:15 445 ms 200 ec2 CreateVpc`; a path where the service has no names for its actions. */
function callIn(line: string): string {
  const [, , , , service, action = "", path] = line.split(/ +/);
  return [service, action, ...(HTTP.has(action) ? [path] : [])].join(" ");
}

/** `s3 GET /lab-release-1?acl=` is `s3 GET bucket?acl`. */
function asRead(call: string): string {
  return call
    .replace(/ \/[^/?]+\/[^?]+/, " object")
    .replace(/ \/[^/?]+/, " bucket")
    .replace(/=$/, "");
}

const HTTP = new Set(["GET", "HEAD", "POST", "PUT", "DELETE"]);

/** What Terraform asked of AWS in plans and in applies of a stage, held against its pipeline's roles. */
export class Asked {
  private readonly calls = { plan: [] as string[], apply: [] as string[] };

  /** @param settings that the state stack knew when people last deployed it */
  constructor(
    private readonly stage: "lab" | "prod",
    private readonly settings: SettingsOfStages = {},
  ) {}

  /** Notes what is asked while `run` runs. */
  async during<T>(
    role: "plan" | "apply",
    { log }: Pick<Emulator, "log">,
    run: () => Promise<T>,
  ): Promise<T> {
    let result: Promise<T> | undefined;
    const calls = await everyCallDuring(log, () => {
      result = run();
      return result;
    });
    this.calls[role].push(...calls);
    return result as Promise<T>;
  }

  /** All of it so far, each call as often as it was made, as bench/reads.ts names it, sorted. */
  every(role: "plan" | "apply"): string[] {
    return this.calls[role].map(asRead).sort();
  }

  /** What of it the role may not do; after `settings`, if people have deployed the state stack since. */
  refused(role: "plan" | "apply", settings?: SettingsOfStages): string[] {
    const { rights, place } = this.held(settings);
    return refused(this.calls[role], rights[role], place);
  }

  /** What plans of it need. */
  reads(): ReadonlySet<string> {
    return needing(this.calls.plan, this.held().place);
  }

  /** What plans of the stage may read and never did, nor does another stage. */
  unread(): string[] {
    const { rights } = this.held();
    const needed = this.reads();
    const unread = allowing(rights.plan).filter((action) => !needed.has(action));
    // A stage that now reads more is found as well.
    const known = [...UNREAD[this.stage], ...UNREAD.both];
    return [
      ...unread.filter((action) => !known.includes(action)),
      ...known.filter((action) => !unread.includes(action)).map((action) => `${action}, now read`),
    ];
  }

  private held(settings = this.settings) {
    const rights = rightsOf(stateStackForGithub(settings), this.stage);
    return { rights, place: { stage: this.stage, boundaryArn: rights.boundaryArn } };
  }
}
