import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, projectRoot } from "../../processes/project";
import { run } from "../../processes/run";
import type { Program } from "./program";

/** A framework: the folder in `bench/peers`, and what its template runs for a synth. */
interface Framework {
  readonly folder: string;
  readonly name: string;
  /** The packages whose versions a row says. */
  readonly packages: readonly string[];
  /** Each a program of its packages with arguments; all of them are one synth. */
  readonly runs: readonly (readonly string[])[];
}

const TS_NODE = ["ts-node/dist/bin.js", "main.ts"];

/** Others that synthesize such a system from TypeScript. Each folder has its own lock file. */
const FRAMEWORKS: readonly Framework[] = [
  { folder: "cdktf", name: "CDKTF", packages: ["cdktf", "ts-node"], runs: [TS_NODE] },
  {
    folder: "aws-cdk",
    name: "AWS CDK",
    packages: ["aws-cdk-lib", "tsx"],
    runs: [["typescript/bin/tsc"], ["tsx/dist/cli.mjs", "main.ts"]],
  },
  {
    folder: "terraconstructs",
    name: "TerraConstructs",
    packages: ["terraconstructs", "ts-node"],
    runs: [TS_NODE],
  },
];

/**
 * Each framework twice: as the project that its own command makes runs it, which checks types at each
 * synth, and compiled before, which leaves the framework's own time. Installs their packages in
 * `.cache/bench` if they are not there (1.1 GB).
 */
export async function peers(env: NodeJS.ProcessEnv): Promise<Program[]> {
  const all: Program[] = [];
  for (const each of FRAMEWORKS) all.push(...(await programsOf(each, env)));
  return all;
}

// --- internal ---

async function programsOf(framework: Framework, env: NodeJS.ProcessEnv): Promise<Program[]> {
  const folder = await installed(framework, env);
  const { name, packages, runs } = framework;
  const version = packages.map((each) => `${each} ${versionOf(folder, each)}`).join(", ");
  const out = join(folder, "out");
  const both = {
    name,
    folder,
    env: (stages: number) => ({ STAGES: String(stages), CDKTF_OUTDIR: out, CDK_OUTDIR: out }),
  };
  const lines = runs.map(([program, ...args]) =>
    [process.execPath, join("node_modules", program ?? ""), ...args].map(quoted).join(" "),
  );
  return [
    { ...both, version, how: "as its template", command: () => ["sh", "-c", lines.join(" && ")] },
    {
      ...both,
      version: version.split(",")[0] ?? "",
      how: "compiled before",
      command: () => [process.execPath, "main.cjs"],
    },
  ];
}

async function installed({ folder, name }: Framework, env: NodeJS.ProcessEnv): Promise<string> {
  const root = projectRoot();
  const sources = join(root, "bench", "peers", folder);
  const home = join(cacheFolder(), "bench", folder);
  await succeeded(process.execPath, ["bin/packages.mjs", name, sources, home], root, env);
  for (const file of readdirSync(sources)) copyFileSync(join(sources, file), join(home, file));
  const args = ["main.ts", "--format=cjs", "--platform=node", "--outfile=main.cjs"];
  await succeeded(join(root, "node_modules", ".bin", "esbuild"), args, home, env);
  return home;
}

async function succeeded(file: string, args: string[], cwd: string, env: NodeJS.ProcessEnv) {
  const { exitCode, stderr } = await run(file, args, { cwd, env });
  if (exitCode !== 0) throw new Error(`${[file, ...args].join(" ")}: ${stderr}`);
}

function versionOf(folder: string, name: string): string {
  const file = join(folder, "node_modules", name, "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

function quoted(word: string): string {
  return `'${word}'`;
}
