import { existsSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { choose } from "../terminal/choose";
import { Refusal, sentence } from "../terminal/refusal";
import { block, TerraformJson, text } from "./document";

/** The stack in its folder. */
export const JSON_FILE = "cdk.tf.json";

/**
 * The folder that a synth writes to: `CDKTF_OUTDIR`, or `cdktf.out` if that is not set or empty.
 * @throws Refusal if a file has that name
 */
export function outputFolder(env: NodeJS.ProcessEnv): string {
  const folder = env.CDKTF_OUTDIR || "cdktf.out";
  if (isFile(folder)) {
    const says = sentence("must be a folder", folder, "that is a file, so name another");
    throw refusal("CDKTF_OUTDIR", says);
  }
  return folder;
}

/** The folder of a stack, in which Terraform is run. */
export function stackFolder(outdir: string, stack: string): string {
  return join(outdir, "stacks", stack);
}

/** Where the picture of a stack is drawn, from the folder that we are in. */
export function pictureFile(outdir: string, stack: string): string {
  return join(outdir, "diagrams", `${stack}.svg`);
}

/** One stack of the last synth, and the file of its JSON. */
export type Synthesized = readonly [stack: string, file: string];

/**
 * The stacks of the last synth, by its manifest: the folder may hold older ones as well.
 * @param names those alone; all of them if none is named
 */
export function synthesizedIn(outdir: string, names: readonly string[] = []): Synthesized[] {
  const manifest = join(outdir, "manifest.json");
  const must = "must list the stacks of a synth";
  const { stacks } = block(readOutput(manifest, must));
  const all = Object.entries(block(stacks)).map(([stack, entry]): Synthesized => {
    const path = text(block(entry).synthesizedStackPath) ?? `stacks/${stack}/cdk.tf.json`;
    return [stack, join(outdir, path)];
  });
  if (all.length === 0) throw refusal(manifest, `${must}, got none; ${SYNTH}`);
  return choose(Object.fromEntries(all), names, "a stack of the last synth");
}

/**
 * The stacks that a command's arguments name; without a name all of the last synth. A stack of an
 * earlier synth will do, as long as its folder is there.
 */
export function stacksNamed(outdir: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return synthesizedIn(outdir).map(([stack]) => stack);
  const gone = names.filter((name) => !existsSync(join(stackFolder(outdir, name), JSON_FILE)));
  if (gone.length > 0) synthesizedIn(outdir, gone); // refuses what was never there
  return names;
}

/** The stack that a synth has written to a folder. */
export function stackIn(folder: string): TerraformJson {
  return new TerraformJson(readOutput(join(folder, JSON_FILE), "must be a synthesized stack"));
}

/** Where the stack in a folder lives in AWS: its region, and the tag `Stage` of all that is in it. */
export function homeOf(folder: string): { region: string; stage: string } {
  const { region, stage } = stackIn(folder);
  if (region !== undefined && stage !== undefined) return { region, stage };
  const must = "must have a provider with a region and a default tag Stage, got none";
  throw refusal(join(folder, JSON_FILE), `${must}; ${SYNTH}`);
}

/**
 * Reads a file of the last synth.
 * @param must what the file has to be, for a message
 */
export function readOutput(file: string, must: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const got = code === "ENOENT" ? "no such file" : message.replace(/\s+/g, " ");
    throw refusal(file, `${must}, got ${got}; ${SYNTH}`);
  }
}

/** A path from the folder that we are in: the same on every machine, and to be clicked on. */
export function fromHere(file: string): string {
  return relative("", file).split(sep).join("/");
}

// --- internal ---

/** Also what would lie below a file. */
function isFile(path: string): boolean {
  try {
    return !statSync(path).isDirectory();
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOTDIR";
  }
}

const SYNTH = "run npm run synth";

function refusal(file: string, says: string): Refusal {
  return new Refusal([{ where: fromHere(file), says }]);
}
