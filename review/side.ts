import { type Block, isBlock, number, text, theOne } from "../terraform/document";
import { isMarked } from "../terraform/marks";
import type { Values } from "../terraform/plan";

/**
 * A resource before or after a change, read leniently: a path is dotted (`metadata_options.http_tokens`)
 * and leads through lists of one block. What is unknown, absent or of another shape reads as
 * undefined.
 */
export class Side {
  /** @param marks what is known only after the apply, in the values' own shape */
  constructor(
    readonly values: Values | null | undefined,
    private readonly marks: unknown = {},
  ) {}

  get exists(): boolean {
    return this.values != null;
  }

  at(path: string): unknown {
    return path.split(".").reduce(step, this.values ?? undefined);
  }

  text(path: string): string | undefined {
    return text(this.at(path));
  }

  number(path: string): number | undefined {
    return number(this.at(path));
  }

  /** Also `"true"`: launch templates write their flags as text. */
  flag(path: string): boolean | undefined {
    const value = this.at(path);
    if (value === true || value === "true") return true;
    return value === false || value === "false" ? false : undefined;
  }

  /** The texts of a list; of one text, a list of it. */
  texts(path: string): string[] {
    return [this.raw(path)].flat().flatMap((each) => text(each) ?? []);
  }

  /** The blocks of a list, or the one that is written bare. */
  blocks(path: string): Block[] {
    return [this.raw(path)].flat().filter(isBlock);
  }

  /** Known only after the apply; in a synthesized stack a reference, `${…}`. */
  isUnknown(path: string): boolean {
    const value = this.at(path);
    return isMarked(this.marks, path.split(".")) || String(value ?? "").includes("${");
  }

  private raw(path: string): unknown {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    const owner = theOne(keys.reduce(step, this.values ?? undefined));
    return isBlock(owner) ? owner[last] : undefined;
  }
}

// --- internal ---

function step(value: unknown, key: string): unknown {
  const owner = theOne(value);
  return isBlock(owner) ? theOne(owner[key]) : undefined;
}
