import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { projectRoot } from "../../processes/project";
import { run } from "../../processes/run";
import type { Stamp, Watched } from "./parts";

/** The commands that are watched, and the arguments of CDKTF's command line for each. */
export const COMMANDS = { synth: ["synth"], deploy: ["deploy", "lab", "--auto-approve"] } as const;

export type Watches = Readonly<Record<keyof typeof COMMANDS, readonly Watched[]>>;

/**
 * Watches each command, in turn, round after round, after one round that doesn't count. A deploy ends
 * at Terraform's first line, so nothing is deployed.
 * @param terraform the program
 */
export async function watches(
  count: number,
  terraform: string,
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<Watches> {
  const all: Record<keyof typeof COMMANDS, Watched[]> = { synth: [], deploy: [] };
  for (let round = 0; round <= count; round += 1) {
    for (const name of Object.keys(COMMANDS) as (keyof typeof COMMANDS)[]) {
      say(`round ${round} of ${count}: npx cdktf ${COMMANDS[name].join(" ")}`);
      const seen = await watch(COMMANDS[name], terraform, env);
      if (round > 0) all[name].push(seen);
    }
  }
  return all;
}

// --- internal ---

async function watch(
  args: readonly string[],
  terraform: string,
  env: NodeJS.ProcessEnv,
): Promise<Watched> {
  const root = projectRoot();
  const place = mkdtempSync(join(tmpdir(), "bench-deploy-"));
  mkdirSync(join(place, "out"));
  const stamps = join(place, "stamps");
  const output = ["--output", relative(root, join(place, "out"))];
  try {
    const typed = Date.now();
    const { stderr, stdout } = await run("npx", ["cdktf", ...args, ...output], {
      cwd: root,
      env: { ...env, ...watching(root, stamps, terraform) },
    });
    const ended = Date.now();
    if (!existsSync(stamps)) throw new Error(`npx cdktf ${args.join(" ")}: ${stdout}${stderr}`);
    return { typed, ended, stamps: stampsIn(stamps), ...terraformIn(place) };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function watching(root: string, stamps: string, terraform: string) {
  return {
    STAMPS: stamps,
    // The first option is what CDKTF gives the app if nobody else gives it any.
    NODE_OPTIONS: `--max-old-space-size=4096 --require ${join(root, "bench/deploy/stamp.cjs")}`,
    TERRAFORM_BINARY_NAME: join(root, "bench/deploy/terraform.sh"),
    MEASURED_TERRAFORM: terraform,
    TF_CLI_CONFIG_FILE: devNull, // the machine's own may be missing, of which Terraform then speaks first
    CHECKPOINT_DISABLE: "1", // else CDKTF waits up to a second for its telemetry
  };
}

function stampsIn(file: string): Stamp[] {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Stamp);
}

/** The times of the files that bench/deploy/terraform.sh leaves. */
function terraformIn(place: string): Pick<Watched, "terraform"> {
  const [called, answered] = ["init", "line"].map(
    (name) => statSync(join(place, name), { throwIfNoEntry: false })?.mtimeMs,
  );
  if (called === undefined || answered === undefined) return {};
  return { terraform: { called, answered } };
}
