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
    return theOne(this.raw(path));
  }

  text(path: string): string | undefined {
    return text(this.at(path));
  }

  /** All numbers of a list. */
  numbers(path: string): readonly number[] {
    return this.list(path)
      .map(number)
      .filter((each) => each !== undefined);
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
    const value = this.raw(path);
    if (Array.isArray(value)) return value.filter((each) => text(each) !== undefined);
    const one = text(value);
    return one === undefined ? [] : [one];
  }

  /** The resources that a text refers to, or the texts of a list, in a synthesized stack: `aws_vpc.network`. */
  references(path: string): string[] {
    const value = this.raw(path);
    if (value === undefined || value === null) return [];
    const texts = [value].flat().filter((each) => typeof each === "string" && each.includes("${"));
    return texts.flatMap((each) => [...String(each).matchAll(REFERENCE)].map(([, at = ""]) => at));
  }

  /** The blocks of a list, or the one that is written bare. */
  blocks(path: string): Block[] {
    return this.list(path).filter(isBlock);
  }

  /** Known only after the apply; in a synthesized stack a reference, `${…}`. */
  isUnknown(path: string): boolean {
    if (isMarked(this.marks, path.split("."))) return true;
    const value = this.raw(path);
    return (typeof value === "string" || Array.isArray(value)) && String(value).includes("${");
  }

  private list(path: string): readonly unknown[] {
    const value = this.raw(path);
    return Array.isArray(value) ? value : [value];
  }

  private raw(path: string): unknown {
    if (!path.includes(".")) return this.values?.[path];
    let value: unknown = this.values;
    for (const key of path.split(".")) {
      const owner = theOne(value);
      if (!isBlock(owner)) return undefined;
      value = owner[key];
    }
    return value;
  }
}

// --- internal ---

const REFERENCE = /\$\{(\w+\.[\w-]+)\./g;
