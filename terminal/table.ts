import { stripVTControlCharacters } from "node:util";

/** A cell's lines, painted or not. */
export type Cell = readonly string[];

/**
 * Lays cells out in columns, two spaces apart. By hand, since cli-table3 takes a fifth of a second
 * for a stage of six zones: it looks for emoji in every line.
 * @param right numbers of the columns that are flush right
 * @returns for each row as many lines as its longest cell has, without blanks at the end
 */
export function layOut(
  rows: readonly (readonly Cell[])[],
  right: readonly number[] = [],
): string[][] {
  const columns = Math.max(...rows.map((cells) => cells.length));
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...rows.flatMap((cells) => cells[i] ?? []).map(width)),
  );
  const place = (text: string, i: number) => {
    const blanks = " ".repeat((widths[i] ?? 0) - width(text));
    return right.includes(i) ? blanks + text : text + blanks;
  };
  return rows.map((cells) => {
    const height = Math.max(...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, y) =>
      cells
        .map((cell, i) => place(cell[y] ?? "", i))
        .join("  ")
        .trimEnd(),
    );
  });
}

/** Columns that a text takes on a screen. Ours has no letters that take two. */
export function width(text: string): number {
  return stripVTControlCharacters(text).length;
}
