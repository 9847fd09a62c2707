import { width } from "./table";

/**
 * Words on lines of at most so many columns, each line with as many as fit. A longer word stays whole.
 * @param indent what the first line and all further ones begin with
 */
export function fill(
  words: readonly string[],
  columns: number,
  indent = { first: "", rest: "" },
): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined) lines.push(indent.first + word);
    else if (width(last) + 1 + width(word) <= columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(indent.rest + word);
  }
  return lines;
}
