import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../processes/project";
import { enlarged } from "./enlarge";
import { measure } from "./measure";
import { PICTURE, page, picture } from "./page";

/** A real plan that changes most of a stage, whole. */
const PLAN = "__tests__/review/plans/whole/data/network-replaced.json";

/** Measures how long reviews of a plan take; returns the page, and writes it if asked to. */
export async function benchReview(asked: {
  readonly changes: number;
  readonly count: number;
  readonly peers: boolean;
  readonly writes: boolean;
  readonly env: NodeJS.ProcessEnv;
}): Promise<string> {
  const { changes, count, peers, writes, env } = asked;
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const plan = join(folder, "plan.json");
    const small = JSON.parse(readFileSync(join(projectRoot(), PLAN), "utf8"));
    writeFileSync(plan, JSON.stringify(enlarged(small, changes)));
    const rows = await measure({ plan, count, peers, env });
    const day = new Date().toISOString().slice(0, 10);
    const text = page({ changes, bytes: statSync(plan).size, count, day, rows });
    if (writes) {
      writeFileSync(join(projectRoot(), "docs", "bench.md"), text);
      writeFileSync(join(projectRoot(), "docs", PICTURE), picture(changes, rows));
    }
    return text;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
