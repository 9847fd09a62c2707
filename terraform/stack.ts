import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** Path, below the folder, to contents. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A synthesized stack: all that Terraform needs of it. */
export interface StackFiles {
  /** Text of its `cdk.tf.json`. */
  readonly json: string;
  /** What the JSON names, beside it: a release to upload. */
  readonly files?: Files;
}

/** Reads a stack from the folder in which CDKTF has written it. */
export function readStack(folder: string): StackFiles {
  const json = readFileSync(join(folder, "cdk.tf.json"), "utf8");
  const assets = join(folder, "assets");
  if (!existsSync(assets)) return { json };
  const found = readdirSync(assets, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const files = paths.map((path) => [relative(folder, path), readFileSync(path)]);
  return { json, files: Object.fromEntries(files) };
}
