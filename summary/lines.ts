import { layOut } from "../terminal/table";

/** Room for a line; with the longest texts of the other columns a table has 100 characters. */
export const WIDEST = 50;

/** Stands for what no synth can tell: a reference to what does not exist yet. */
export const LATER = "known after apply";

/** Breaks a line that is too long between words; what follows stands below the text, not its label. */
export function fold(line: string): string[] {
  if (line.length <= WIDEST) return [line];
  const indent = (/^( +|\w+( \w+)? {2,})/.exec(line)?.[0] ?? "  ").length;
  const room = line.lastIndexOf(" ", WIDEST);
  const end = room > indent ? room : WIDEST;
  return [line.slice(0, end).trimEnd(), ...fold(" ".repeat(indent) + line.slice(end).trimStart())];
}

/** Words under each other. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  return layOut(rows.map((words) => words.map((word) => [word]))).flat();
}

/** `way out    NAT in zone a`: what it is about, and then the fact. */
export function labelled(label: string, fact: string | null): string {
  return `${label.padEnd(9)}  ${fact ?? LATER}`;
}

export function zones(letters: readonly string[]): string {
  if (letters.length === 0) return `zones ${LATER}`;
  return `zone${letters.length === 1 ? "" : "s"} ${letters.join(" ")}`;
}
