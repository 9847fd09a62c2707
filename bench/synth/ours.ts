import { cpSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { projectRoot } from "../../processes/project";
import type { Program } from "./program";

/** What a copy of the project does without: what is made, and what a synth reads nothing of. */
const LEFT_OUT =
  /^(node_modules|cdktf\.out|\.git|\.cache|\.gen|docs|findings|__tests__|app\/dist)$/;

/** As many stages as STAGES says, each as the shipped `lab`. */
const STAGES = `import { stages as shipped } from "./shipped";
const names = Array.from({ length: Number(process.env.STAGES) }, (_, i) => \`s\${i}\`);
export const stages = Object.fromEntries(names.map((name) => [name, shipped.lab]));
`;

/** This project, in a copy that has more stages. */
export function ours(folder: string): Program {
  const root = projectRoot();
  mkdirSync(folder, { recursive: true });
  cpSync(root, folder, { recursive: true, filter: (path) => !LEFT_OUT.test(relative(root, path)) });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const config = join(folder, "config");
  renameSync(join(config, "stages.ts"), join(config, "shipped.ts"));
  writeFileSync(join(config, "stages.ts"), STAGES);
  const names = (stages: number) => Array.from({ length: stages }, (_, i) => `s${i}`);
  return {
    name: "this project",
    version: `Node ${process.versions.node}`,
    how: "`node bin/run.mjs main.ts`",
    folder,
    command: (stages) => [process.execPath, "bin/run.mjs", "main.ts", "--quiet", ...names(stages)],
    env: (stages) => ({ STAGES: String(stages), CDKTF_OUTDIR: join(folder, "out") }),
  };
}
