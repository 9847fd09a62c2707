import type { Review } from "./review";
import type { Value } from "./rule";

/** One address and all that was found about it: it stands in one place, at its worst level. */
export interface Section {
  readonly address: string;
  readonly level: Review["findings"][number]["level"];
  readonly findings: Review["findings"];
}

/** The findings by address, from the worst down. */
export function sectionsOf({ findings }: Review): Section[] {
  const byAddress = new Map<string, Section>();
  for (const each of findings) {
    const known = byAddress.get(each.address);
    byAddress.set(each.address, {
      address: each.address,
      level: known?.level ?? each.level, // the first is the worst
      findings: [...(known?.findings ?? []), each],
    });
  }
  return [...byAddress.values()];
}

export const VERDICTS = {
  safe: "SAFE",
  attention: "ATTENTION",
  danger: "DANGER",
} as const;

/** `2 to create, 1 to replace`: what is not 0. */
export function countsIn({ counts, unchanged, harmless }: Review): string {
  const words: [number, string][] = [
    [counts.create, "to create"],
    [counts.update, "to update"],
    [counts.replace, "to replace"],
    [counts.delete, "to delete"],
    [counts.move, "moved"],
    [counts.import, "to import"],
    [counts.forget, "to forget"],
    [counts.drift, "changed outside Terraform"],
  ];
  const said = words.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`);
  const rest = unchanged.length > 0 ? [`${unchanged.length} unchanged`] : [];
  const nothing = said.length === 0 && harmless.length === 0;
  return [...(nothing ? ["no changes"] : said), ...rest].join(", ");
}

/** What is paid by the hour, in dollars a month; nothing where nothing is. */
export function costIn({ monthly: { before, after, complete } }: Review): string | undefined {
  if (before === 0 && after === 0) return undefined;
  const least = complete ? "" : " at least";
  const [was, is] = [before, after].map((each) => `$${each.toFixed(2)}`);
  return before === after ? `${is} a month${least}, as before` : `${was} → ${is} a month${least}`;
}

/** `backup_retention_period: 7 → 1` */
export function changeIn({ path, before, after }: Value): string {
  return `${path}: ${valueIn(before)} → ${valueIn(after)}`;
}

/**
 * A text on one line in which nothing hides: control characters, and those that turn the direction
 * of text or can't be seen, stand as escapes.
 */
export function visible(text: string): string {
  return text.replaceAll(HIDDEN, (char) => {
    const code = char.codePointAt(0) ?? 0;
    return char === "\n" ? "\\n" : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

// --- internal ---

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu;

function valueIn(value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (typeof value === "string" && /^\((sensitive|known after apply)\)$/.test(value)) return value;
  return JSON.stringify(value);
}
