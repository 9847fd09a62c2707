import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../processes/project";
import { pythonOf } from "../python";
import { rounds } from "./measure";
import { ours } from "./ours";
import { PICTURE, page, picture, type Run } from "./page";
import { peers } from "./peers";

/** Measures how long synths take; returns the page, and writes it with its picture if asked to. */
export async function benchSynth(asked: {
  readonly count: number;
  readonly peers: boolean;
  readonly writes: boolean;
  readonly env: NodeJS.ProcessEnv;
}): Promise<string> {
  const { count, env, writes } = asked;
  const root = projectRoot();
  const folder = mkdtempSync(join(tmpdir(), "bench-synth-"));
  try {
    const base = ours(join(folder, "ours"));
    const programs = [base, ...(asked.peers ? await peers(env) : [])];
    const run: Run = {
      base,
      count,
      day: new Date().toISOString().slice(0, 10),
      rounds: await rounds(programs, {
        python: pythonOf(env),
        measured: join(root, "bench", "measured.py"),
        count,
        env,
        say: (line) => console.error(line),
      }),
    };
    const text = page(run);
    if (writes) {
      writeFileSync(join(root, "docs", "bench-synth.md"), text);
      writeFileSync(join(root, "docs", PICTURE), picture(run));
    }
    return text;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
