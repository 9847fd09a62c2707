import { dirname, join } from "node:path";
import { projectRoot } from "../../processes/project";
import { ensureVenv } from "../../processes/python";
import { run } from "../../processes/run";
import { pythonOf } from "../python";
import type { Row, Taken } from "../row";
import { JUDGES } from "./judges";

interface Asked {
  /** File of a plan's JSON. */
  readonly plan: string;
  /** Rounds that count. */
  readonly count: number;
  readonly peers: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Measures all programs in turn, round after round: what slows the machine slows all. A first round of
 * ours is not counted, since bundles are made in it.
 */
export async function measure({ plan, count, peers, env }: Asked): Promise<Row[]> {
  const python = peers ? await peersPython(env) : pythonOf(env);
  const ours = oursOn(plan, python, env);
  const others = (peers ? JUDGES : []).map(({ name, ends, args }): [string, Work] => {
    const [program = "", ...rest] = args(plan);
    // By its interpreter: the script's own first line names the folder before it was renamed.
    const command = [python, join(dirname(python), program), ...rest];
    return [name, whole(python, env, command, ends)];
  });
  for (const [, work] of ours) await work();
  const once = new Set(JUDGES.filter((each) => each.once).map(({ name }) => name));
  return rowsOf(await inRounds([...ours, ...others], count, once));
}

// --- internal ---

const PARSE = "read and `JSON.parse`, in one process";
const JUDGE = "read and judge, in one process";
const BARE = "`node -e` with `JSON.parse`";
const COMMAND = "`npm run review`, as people type it";
const REQUIREMENTS = { name: "benchmark", requirements: "bench/requirements.txt" };

function peersPython(env: NodeJS.ProcessEnv): Promise<string> {
  return ensureVenv(REQUIREMENTS, { env, onLine: (line) => console.error(line) });
}

type Work = () => Promise<Taken>;

function oursOn(plan: string, python: string, env: NodeJS.ProcessEnv): [string, Work][] {
  const node = (...args: string[]) => [process.execPath, "bin/run.mjs", ...args];
  const read = `JSON.parse(fs.readFileSync(${JSON.stringify(plan)}))`;
  return [
    [PARSE, () => taken(node("bench/review/probe.ts", "parse", plan), env)],
    [JUDGE, () => taken(node("bench/review/probe.ts", "judge", plan), env)],
    [BARE, whole(python, env, [process.execPath, "-e", read], 0)],
    // 1: the plan has findings.
    [COMMAND, whole(python, env, node("review/cli.ts", plan), 1)],
  ];
}

/** A whole process, which must end with this exit code: one that gives up at once looks fast. */
function whole(
  python: string,
  env: NodeJS.ProcessEnv,
  command: readonly string[],
  ends: number,
): Work {
  return async () => {
    const took = await taken([python, "bench/measured.py", ...command], env);
    if (took.exit === ends) return took;
    throw new Error(`${command.join(" ")}: must end with ${ends}, got ${took.exit}`);
  };
}

async function taken([file = "", ...args]: string[], env: NodeJS.ProcessEnv) {
  const { stdout, stderr } = await run(file, args, { cwd: projectRoot(), env });
  if (!stdout.startsWith("{")) throw new Error(`${args.join(" ")}: ${stderr}`);
  return JSON.parse(stdout) as Taken & { readonly exit?: number };
}

async function inRounds(
  works: readonly (readonly [string, Work])[],
  count: number,
  once: ReadonlySet<string>,
) {
  const all = new Map<string, Taken[]>(works.map(([name]) => [name, []]));
  for (let round = 1; round <= count; round += 1) {
    for (const [name, work] of works.filter(([name]) => round === 1 || !once.has(name))) {
      console.error(`round ${round} of ${count}: ${name}`);
      all.get(name)?.push(await work());
    }
  }
  return all;
}

/** The first two by their work alone, the others by their whole process. */
function rowsOf(all: ReadonlyMap<string, readonly Taken[]>): Row[] {
  const base = (name: string) => all.get([PARSE, JUDGE].includes(name) ? PARSE : BARE) ?? [];
  return [...all].map(([name, rounds]) => ({ name, rounds, base: base(name) }));
}
