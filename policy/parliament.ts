import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../processes/project";
import { Refusal } from "../terminal/refusal";
import { type PolicyDocument, policiesIn } from "./policies";
import type { Python } from "./python";
import type { Scan, Stack } from "./scan";

/** What parliament says of every policy document of all stacks, in one process. */
export function parliament(stacks: readonly Stack[], { python, env }: Python): Scan {
  const documents = stacks.flatMap(({ name, document }) =>
    policiesIn(document).map((each) => ({ stack: name, ...each })),
  );
  const said = judged(documents, python, env);
  const findings = documents.flatMap(({ stack, address }, i) =>
    (said[i] ?? []).map(([check, title, detail]) => {
      return { stack, address, check, title: `${title}: ${detail}` };
    }),
  );
  const count = (stack: string) => documents.filter((each) => each.stack === stack).length;
  return {
    scanner: "parliament",
    evaluated: new Map(stacks.map(({ name }) => [name, count(name)])),
    // It lists no checks, and its names are in capitals.
    asked: (check, stack, fits) =>
      /^(?!CKV)[A-Z_]+$/.test(check) &&
      documents.some((each) => each.stack === stack && fits(each.address)),
    findings,
  };
}

// --- internal ---

type Said = readonly (readonly [issue: string, title: string, detail: string])[];

function judged(all: readonly PolicyDocument[], python: string, env: NodeJS.ProcessEnv): Said[] {
  const script = join(projectRoot(), "policy", "judge_policies.py");
  const input = JSON.stringify(all.map(({ text }) => text));
  // It warns that pkg_resources, by which it finds its data, is deprecated.
  const { status, stdout, stderr } = spawnSync(python, ["-W", "ignore", script], {
    input,
    env,
    encoding: "utf8",
  });
  const said: unknown = status === 0 ? JSON.parse(stdout) : undefined;
  if (Array.isArray(said) && said.length === all.length) return said as Said[];
  const last = stderr.trim().split("\n").at(-1);
  throw new Refusal([{ where: "parliament", says: `must judge every policy, got: ${last}` }]);
}
