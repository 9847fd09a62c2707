import { block, isBlock, theOne } from "../terraform/document";
import type { Plan, Values } from "../terraform/plan";

/** What stands in place of a value that must not be shown. */
export const SECRET = "(sensitive)";

/**
 * All secrets of a plan, by value. Marks alone don't do: providers copy a secret into attributes
 * that have no mark (`aws_iam_role.inline_policy`, `terraform_data.output`), and its copies in
 * lists and keys of maps have none either.
 */
export class Secrets {
  private readonly known = new Set<string>();

  constructor(plan: Partial<Plan>) {
    const entries = [...(plan.resource_changes ?? []), ...(plan.resource_drift ?? [])];
    for (const { type, change } of entries) {
      if (!isOpen(type, change.before)) this.collect(change.before, change.before_sensitive);
      if (!isOpen(type, change.after)) this.collect(change.after, change.after_sensitive);
    }
    for (const output of Object.values(plan.output_changes ?? {})) {
      const { before, after, before_sensitive: was, after_sensitive: is } = block(output);
      this.collect(before, was);
      this.collect(after, is);
    }
    const { variables, configuration } = plan as Record<string, unknown>;
    const declared = block(block(block(configuration).root_module).variables);
    for (const [name, given] of Object.entries(block(variables))) {
      const { sensitive, ephemeral } = block(declared[name]);
      this.collect(block(given).value, sensitive === true || ephemeral === true);
    }
  }

  /** A value with every secret in it replaced. */
  mask(value: unknown): unknown {
    if (this.known.size === 0) return value;
    if (typeof value === "string") return this.isIn(value) ? SECRET : value;
    if (Array.isArray(value)) return value.map((each) => this.mask(each));
    if (!isBlock(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [this.mask(key), this.mask(each)]),
    );
  }

  private isIn(text: string): boolean {
    if (this.known.has(text)) return true;
    for (const secret of this.known) if (text.includes(secret)) return true;
    return false;
  }

  private collect(value: unknown, marks: unknown): void {
    if (marks === true) this.keep(value);
    if (typeof marks !== "object" || marks === null) return;
    const lists = Array.isArray(value) && Array.isArray(marks);
    const owner = (lists ? value : theOne(value)) as Values | null;
    const mark = (lists ? marks : theOne(marks)) as Values;
    // The most of it is empty, and there is one for each attribute of each resource.
    for (const key in mark) this.collect(owner?.[key], mark[key]);
  }

  private keep(value: unknown): void {
    if (typeof value === "string") {
      if (value.length >= SHORTEST) this.known.add(value);
    } else if (Array.isArray(value)) {
      for (const each of value) this.keep(each);
    } else if (isBlock(value)) {
      for (const [key, each] of Object.entries(value)) {
        this.keep(key);
        this.keep(each);
      }
    }
  }
}

// --- internal ---

/** A parameter of type String: the provider marks its value, and whoever wrote it says it is none. */
function isOpen(type: string, values: Values | null): boolean {
  return type === "aws_ssm_parameter" && values?.type === "String";
}

/** Shorter ones stand in words by chance, and "on" would blacken every plan. */
const SHORTEST = 4;
