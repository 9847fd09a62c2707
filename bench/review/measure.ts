import { dirname, join } from "node:path";
import { projectRoot } from "../../processes/project";
import { ensureVenv } from "../../processes/python";
import { run } from "../../processes/run";
import { pythonOf } from "../python";
import { median, type Row, type Taken } from "../row";
import { JUDGES } from "./judges";

interface Asked {
  /** File of a plan's JSON. */
  readonly plan: string;
  readonly runs: number;
  readonly peers: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Measures our programs in turn, and that as often as asked: what slows the machine slows all. The
 * others, some of which take minutes, run once.
 */
export async function measure(asked: Asked): Promise<Row[]> {
  const { plan, runs, peers, env } = asked;
  const python = peers ? await peersPython(env) : pythonOf(env);
  const node = (...args: string[]) => [process.execPath, "bin/run.mjs", ...args];
  const whole = (command: readonly string[]) => () =>
    taken([python, "bench/measured.py", ...command], env);
  const works: Record<string, () => Promise<Taken>> = {
    [PARSE]: () => taken(node("bench/review/probe.ts", "parse", plan), env),
    [JUDGE]: () => taken(node("bench/review/probe.ts", "judge", plan), env),
    [BARE]: whole([process.execPath, "-e", `JSON.parse(fs.readFileSync(${JSON.stringify(plan)}))`]),
    [COMMAND]: whole(node("review/cli.ts", plan)),
  };
  const others = (peers ? JUDGES : []).map(({ name, args }) => {
    const [program = "", ...rest] = args(plan);
    // By its interpreter: the script's own first line names the folder before it was renamed.
    return [name, whole([python, join(dirname(python), program), ...rest])] as const;
  });
  const ours = await repeated(works, runs);
  return rowsOf(new Map([...ours, ...(await repeated(Object.fromEntries(others), 1))]));
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

async function taken([file = "", ...args]: string[], env: NodeJS.ProcessEnv): Promise<Taken> {
  const { stdout, stderr } = await run(file, args, { cwd: projectRoot(), env });
  if (!stdout.startsWith("{")) throw new Error(`${args.join(" ")}: ${stderr}`);
  return JSON.parse(stdout) as Taken;
}

async function repeated(works: Record<string, () => Promise<Taken>>, runs: number) {
  const all = new Map<string, Taken[]>(Object.keys(works).map((name) => [name, []]));
  for (let i = 0; i < runs; i += 1) {
    for (const [name, work] of Object.entries(works)) all.get(name)?.push(await work());
  }
  return new Map([...all].map(([name, each]) => [name, median(each)]));
}

/** The first two by their work alone, the others by their whole process. */
function rowsOf(all: ReadonlyMap<string, Taken>): Row[] {
  const base = (name: string) => all.get([PARSE, JUDGE].includes(name) ? PARSE : BARE);
  return [...all].map(([name, each]) => ({ name, ...each, base: base(name) ?? each }));
}
