import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { Refusal } from "../terminal/refusal";
import { isBlock } from "../terraform/document";
import { readJson } from "../terraform/json";
import type { Plan } from "../terraform/plan";

/** A plan document from a file, or from standard input for `-`. What is none is refused in a line. */
export function readPlan(file: string): Plan {
  const where = file === "-" ? "standard input" : file;
  return planIn(where, bytesOf(where, file));
}

/**
 * @param where the bytes are from, for a refusal
 * @param bytes what `terraform show -json` printed; UTF-16 too, which PowerShell's `>` makes of it
 */
export function planIn(where: string, bytes: Buffer): Plan {
  const document = parsed(where, textOf(where, bytes));
  if (!isBlock(document)) throw refusal(where, "a JSON value of another kind");
  const { format_version: version } = document;
  if (typeof version !== "string") throw refusal(where, whatElse(document));
  if (!/^[01]\./.test(version)) {
    const says = `must be a plan of format 1, got format ${version}; use a newer version of this command`;
    throw new Refusal([{ where, says }], 2);
  }
  if (!PARTS.some((part) => part in document)) throw refusal(where, whatElse(document));
  return document as unknown as Plan;
}

// --- internal ---

/** A plan has one of these at least; the JSON of a state has none. */
const PARTS = ["planned_values", "resource_changes", "output_changes", "configuration"];
const SHOW = "terraform show -json PLAN > plan.json";

function bytesOf(where: string, file: string): Buffer {
  try {
    return readFileSync(file === "-" ? 0 : file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const got = { ENOENT: "no such file", EISDIR: "a folder" }[code ?? ""] ?? message;
    throw refusal(where, got);
  }
}

function textOf(where: string, bytes: Buffer): string {
  if (bytes.length === 0) throw refusal(where, "nothing");
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString("utf16le");
  if (bytes.subarray(0, 2).toString("latin1") === "PK")
    throw refusal(where, "Terraform's binary plan");
  if (!isUtf8(bytes)) throw refusal(where, "bytes that are no UTF-8");
  const text = bytes.toString("utf8");
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

function parsed(where: string, text: string): unknown {
  try {
    return readJson(text);
  } catch (error) {
    throw refusal(where, notJson(text, error as Error));
  }
}

function notJson(text: string, { message }: Error): string {
  if (text.trim() === "") return "nothing";
  if (/^\s*\{"@level":/.test(text)) return "the log of terraform plan -json";
  if (!/^\s*\{/.test(text)) return "text that is no JSON";
  if (/end of|[Uu]nterminated/.test(message)) return "JSON that ends too early";
  return `JSON that can't be read (${message.replaceAll(/\s+/g, " ").slice(0, 80)})`;
}

function whatElse(document: Readonly<Record<string, unknown>>): string {
  if ("plan_format_version" in document) return "HCP's redacted plan; fetch json-output instead";
  if ("lineage" in document || "serial" in document) return "a state file";
  if ("values" in document || "terraform_version" in document) return "the JSON of a state";
  return "JSON of something else";
}

function refusal(where: string, got: string): Refusal {
  const says = `must be a plan as JSON, got ${got}; make one with ${SHOW}`;
  return new Refusal([{ where, says }], 2);
}
