import { rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../processes/run";
import type { Taken } from "../row";
import type { Program } from "./program";

/** How many stages are synthesized at once. */
export const SIZES = [1, 10, 50] as const;

/** What a program took for so many stages, in each round. */
export type Rounds = ReadonlyMap<Program, ReadonlyMap<number, readonly Taken[]>>;

/**
 * Each program with each size, in turn, round after round: what slows the machine slows all. A first
 * round is not counted, since bundles and caches are made in it.
 * @param python the interpreter that runs bench/measured.py
 * @param say receives what is running
 */
export async function rounds(
  programs: readonly Program[],
  { python, measured, count, env, say }: Order,
): Promise<Rounds> {
  const all = new Map(
    programs.map((each) => [each, new Map(SIZES.map((size) => [size, [] as Taken[]]))]),
  );
  for (let round = 0; round <= count; round += 1) {
    for (const size of round === 0 ? SIZES.slice(0, 1) : SIZES) {
      for (const [program, sizes] of all) {
        say(`round ${round} of ${count}: ${size} × ${program.name}, ${program.how}`);
        rmSync(join(program.folder, "out"), { recursive: true, force: true });
        const command = [python, measured, ...program.command(size)];
        const took = await taken(command, program, { ...env, ...program.env(size) });
        if (round > 0) sizes.get(size)?.push(took);
      }
    }
  }
  return all;
}

// --- internal ---

interface Order {
  readonly python: string;
  readonly measured: string;
  readonly count: number;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
}

async function taken(command: string[], { folder, name }: Program, env: NodeJS.ProcessEnv) {
  const [file = "", ...args] = command;
  const { stdout, stderr } = await run(file, args, { cwd: folder, env });
  const took = stdout.startsWith("{")
    ? (JSON.parse(stdout) as Taken & { exit: number })
    : undefined;
  if (took?.exit !== 0) throw new Error(`${name}: ${args.slice(1).join(" ")}: ${stderr}`);
  return took;
}
