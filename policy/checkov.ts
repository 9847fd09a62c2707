import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../processes/run";
import { type Fault, Refusal } from "../terminal/refusal";
import { block, isBlock, text } from "../terraform/document";
import { type Cleaned, cleaned } from "./clean";
import type { Python } from "./python";
import type { Finding, Scan, Stack } from "./scan";

/**
 * What checkov says of all stacks. One process reads them all, since each start costs ten seconds of
 * CPU.
 */
export async function checkov(stacks: readonly Stack[], { python, env }: Python): Promise<Scan> {
  const folder = mkdtempSync(join(tmpdir(), "checkov-"));
  try {
    const copies = new Map(stacks.map(({ name, document }) => [name, cleaned(document)]));
    for (const [name, { text }] of copies) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, FILE), text);
    }
    const args = ["-m", "checkov.main", ...OPTIONS, "-d", folder];
    const { stdout, stderr } = await run(python, args, { cwd: folder, env });
    return scanOf(reportIn(stdout, stderr), copies);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// --- internal ---

const FILE = "cdk.tf.json";
const OPTIONS = "--framework terraform_json --skip-download --compact --soft-fail -o json".split(
  " ",
);

interface Report {
  readonly version: string;
  readonly passed: readonly unknown[];
  readonly failed: readonly unknown[];
}

/** Of nothing to report, checkov prints another document, without a list. */
function reportIn(stdout: string, stderr: string): Report {
  const report = parsed(stdout, stderr);
  const { results, summary } = block(report);
  const unread = block(results).parsing_errors;
  if (Array.isArray(unread) && unread.length > 0) {
    throw refused(unread.map((file) => `could not parse ${stackIn(String(file))}`));
  }
  const { passed_checks: passed, failed_checks: failed } = block(results);
  if (!Array.isArray(passed) || !Array.isArray(failed)) throw refused(["evaluated nothing"]);
  return { passed, failed, version: text(block(summary).checkov_version) ?? "" };
}

function parsed(stdout: string, stderr: string): unknown {
  try {
    return JSON.parse(stdout);
  } catch {
    const said = (stderr.trim() || stdout.trim()).split("\n").slice(-2).join(" / ");
    throw refused([`must print JSON, got: ${said || "nothing"}`]);
  }
}

function scanOf(report: Report, copies: ReadonlyMap<string, Cleaned>): Scan {
  const findings = report.failed.flatMap((each) => findingIn(each, copies));
  const all = [...report.passed.flatMap((each) => findingIn(each, copies)), ...findings];
  return {
    scanner: `checkov ${report.version}`,
    evaluated: new Map(
      [...copies.keys()].map((stack) => [stack, all.filter((each) => each.stack === stack).length]),
    ),
    asked: (check, stack, fits) =>
      all.some((each) => each.check === check && each.stack === stack && fits(each.address)),
    findings,
  };
}

/** Its own name of a resource differs from kind to kind of check; the line is always right. */
function findingIn(record: unknown, copies: ReadonlyMap<string, Cleaned>): Finding[] {
  if (!isBlock(record)) return [];
  const { check_id, check_name, file_path, file_line_range, resource } = record;
  const stack = stackIn(String(file_path));
  const [line] = Array.isArray(file_line_range) ? file_line_range : [];
  const address = copies.get(stack)?.addressAt.get(Number(line)) ?? String(resource);
  return [{ stack, address, check: String(check_id), title: String(check_name) }];
}

function stackIn(file: string): string {
  return file.split("/").at(-2) ?? file;
}

function refused(faults: readonly string[]): Refusal {
  return new Refusal(faults.map((says): Fault => ({ where: "checkov", says })));
}
