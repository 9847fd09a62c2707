import { isBlock } from "../../terraform/document";

/**
 * Renames what AWS and the provider make up (ids, unique names, addresses, times), so that two runs
 * give the same text: each kind is numbered in the order in which it appears.
 */
export class MadeUpIds {
  constructor(private readonly given: Map<string, string> = new Map()) {}

  /** To go on from the same numbers. */
  copy(): MadeUpIds {
    return new MadeUpIds(new Map(this.given));
  }

  /** The same value with its ids renamed and its keys sorted. Lists with ids in them are sorted, too. */
  renamed(value: unknown, key = ""): unknown {
    if (typeof value === "string") {
      return key in WHOLE && value !== "" ? this.nameOf(value, WHOLE[key] ?? "") : this.text(value);
    }
    if (Array.isArray(value)) return this.list(value);
    if (!isBlock(value)) return value;
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([name, each]) => [name, this.renamed(each, name)]));
  }

  /** AWS lists things in the order of their ids, which means nothing. */
  private list(values: readonly unknown[]): unknown[] {
    const renamed = values.map((each) => this.renamed(each));
    const texts = (list: readonly unknown[]) => list.map((each) => JSON.stringify(each)).sort();
    const ids = texts(values).join() !== texts(renamed).join();
    return ids ? texts(renamed).map((each) => JSON.parse(each)) : renamed;
  }

  private text(text: string): string {
    return text.replaceAll(ANY, (found, ...groups) => {
      const kind = groups.slice(0, PARTS.length).findIndex((group) => group !== undefined);
      return this.nameOf(found, PARTS[kind]?.[1] ?? "");
    });
  }

  private nameOf(found: string, look: string): string {
    const known = this.given.get(found);
    if (known !== undefined || !look.endsWith("0")) return known ?? look;
    const names = new Set(this.given.values());
    let n = 1;
    while (names.has(numbered(look, n))) n += 1;
    this.given.set(found, numbered(look, n));
    return numbered(look, n);
  }
}

// --- internal ---

/** A look ends in zeros, where its number goes; one that doesn't is the name of all. */
function numbered(look: string, n: number): string {
  return look.slice(0, look.length - String(n).length) + n;
}

/** What a part of a text looks like, and the look of its new name. The first that fits wins. */
const PARTS: readonly (readonly [part: string, look: string])[] = [
  ["\\d{4}-\\d\\d-\\d\\dT[\\d:.-]+Z", "2026-01-01T12:00:01Z"],
  ["\\d{4}-\\d\\d-\\d\\d [\\d:.]+ \\+0000 UTC", "2026-01-01 12:00:01 +0000 UTC"],
  ["20\\d{12}[0-9a-f]{12}", "2026010112".padEnd(26, "0")],
  ["[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "00000000-0000-4000-8000-000000000000"],
  ["(?<=-[0-9a-f]{12}-)[A-Za-z0-9]{6}\\b", "SECRE0"],
  ...["vpc", "subnet", "rtb", "rtbassoc", "acl", "igw", "nat", "eipalloc", "eipassoc", "eni"].map(
    id,
  ),
  ...["sg", "sgr", "vpce", "pl", "lt", "ami", "fl"].map(id),
  ["(?<=/)[0-9a-f]{16}\\b", "0".repeat(16)],
  ["(?<=\\bcluster-)[A-Z0-9]{26}\\b", "CLUSTER".padEnd(26, "0")],
  ["(?<=\\bdb-)[A-Z0-9]{26}\\b", "INSTANCE".padEnd(26, "0")],
  ["(?<=\\.(?:cluster-(?:ro-)?)?)[a-z0-9]{12}(?=\\.[\\w-]+\\.rds\\.)", "abcdefghij00"],
  ["\\bZ[A-Z0-9]{21}(?![A-Z0-9])", "ZONE".padEnd(22, "0")],
  ["^[A-Za-z0-9]{48}$", "BACKUPPLAN".padEnd(48, "0")],
  ["\\bAROA[A-Z0-9]{17}\\b", "AROA".padEnd(21, "0")],
  ["\\b10(?:\\.\\d+){3}\\b(?!/)", "10.0.0.0"],
  ["\\b127(?:\\.\\d+){3}\\b", "192.0.2.0"],
  ["(?<=\\bip-)10(?:-\\d+){3}\\b", "10-0-0-0"],
  ["(?<=\\bec2-)127(?:-\\d+){3}\\b", "192-0-2-0"],
];

const ANY = new RegExp(PARTS.map(([part]) => `(${part})`).join("|"), "g");

function id(prefix: string): readonly [string, string] {
  return [`\\b${prefix}-[0-9a-f]{17}`, `${prefix}-${"0".repeat(17)}`];
}

/** Attributes that are made up altogether. */
const WHOLE: Readonly<Record<string, string>> = {
  etag: "0".repeat(32),
  hosted_zone_id: "HOSTEDZONE0000",
  policy_id: "POLICYID0000000000000",
  unique_id: "UNIQUEID000000000000",
};
