import { block } from "../terraform/document";
import { AT_START, READS, type Reads, WHY } from "./reads";

/** A type of resource in a stack, and what a plan without changes asks of AWS for each of them. */
export interface TypeCalls {
  /** With `data.` before it for a data source. */
  readonly type: string;
  readonly count: number;
  readonly reads: Reads;
}

/** Types of a stack's JSON that no row of `READS` knows. */
export function unknownTypes(document: unknown): string[] {
  return [...counted(document).keys()].filter((type) => !(type in READS));
}

/** What a plan without changes asks, by type; the most calls first. */
export function callsByType(document: unknown): TypeCalls[] {
  return [...counted(document)]
    .map(([type, count]) => ({ type, count, reads: READS[type] ?? { itself: [] } }))
    .sort((a, b) => total(b) - total(a) || (a.type < b.type ? -1 : 1));
}

/** Every call of such a plan, sorted: `ec2 DescribeVpcs`, `s3 GET bucket?acl`. */
export function callsOf(document: unknown): string[] {
  const each = callsByType(document).flatMap(({ count, reads }) =>
    Array.from({ length: count }, () => KINDS.flatMap((kind) => reads[kind] ?? [])).flat(),
  );
  return [...AT_START, ...each].sort();
}

/** The table in Markdown. */
export function callsTable(document: unknown): string {
  const rows = callsByType(document).map((row) => {
    const kinds = KINDS.map((kind) => row.count * (row.reads[kind]?.length ?? 0) || "");
    const each = KINDS.flatMap((kind) => row.reads[kind] ?? []);
    return [`\`${row.type}\``, row.count, total(row), ...kinds, once(each)];
  });
  const start = ["the provider's start", "", AT_START.length, "", "", "", "", once(AT_START)];
  const sum = KINDS.map((kind) =>
    rows.reduce((n, row) => n + Number(row[3 + KINDS.indexOf(kind)]), 0),
  );
  const all = ["**all**", managed(document), callsOf(document).length, ...sum, ""];
  const lines = [...rows, start, all].map((cells) => `| ${cells.join(" | ")} |`);
  return [
    `| type | resources | calls | ${Object.values(WHY).join(" | ")} | for one |`,
    "| --- | --: | --: | --: | --: | --: | --: | --- |",
    ...lines,
  ].join("\n");
}

/** How many resources a stack has, data sources apart. */
export function managed(document: unknown): number {
  const counts = [...counted(document)].filter(([type]) => !type.startsWith("data."));
  return counts.reduce((sum, [, count]) => sum + count, 0);
}

// --- internal ---

const KINDS = Object.keys(WHY) as (keyof Reads)[];

function counted(document: unknown): Map<string, number> {
  const { resource, data } = block(document);
  const of = (blocks: unknown, prefix: string) =>
    Object.entries(block(blocks)).map(
      ([type, named]) => [`${prefix}${type}`, Object.keys(block(named)).length] as const,
    );
  return new Map([...of(resource, ""), ...of(data, "data.")]);
}

function total({ count, reads }: TypeCalls): number {
  return count * KINDS.reduce((sum, kind) => sum + (reads[kind]?.length ?? 0), 0);
}

/** `ec2 DescribeVpcs, DescribeVpcAttribute × 3`. */
function once(calls: readonly string[]): string {
  const [service = ""] = calls[0]?.split(" ") ?? [];
  const names = calls.map((call) => call.slice(service.length + 1));
  const each = [...new Set(names)].map((name) => {
    const times = names.filter((other) => other === name).length;
    return times === 1 ? name : `${name} × ${times}`;
  });
  return `${service}: ${each.join(", ")}`;
}
