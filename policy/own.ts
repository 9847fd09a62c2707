import { contextOfStack } from "../review/context";
import { judgeResources } from "../review/judge";
import { RULES } from "../review/rules";
import { addressOf, TerraformJson } from "../terraform/document";
import { STACK_RULES } from "./rules";
import type { Finding, Scan, Stack } from "./scan";

/**
 * What our rules say of all stacks: those of the plan review, with each stack read as a plan that
 * creates all of it, and those that ask how a thing is made.
 */
export function own(stacks: readonly Stack[]): Scan {
  const ids = new Set([...RULES, ...STACK_RULES].map(({ id }) => id));
  const addresses = new Map(stacks.map(({ name, document }) => [name, addressesIn(document)]));
  return {
    scanner: "our rules",
    evaluated: new Map(stacks.map(({ name }) => [name, addresses.get(name)?.length ?? 0])),
    asked: (check, stack, fits) => ids.has(check) && (addresses.get(stack) ?? []).some(fits),
    findings: stacks.flatMap(findingsIn),
  };
}

// --- internal ---

function addressesIn(document: unknown): string[] {
  return new TerraformJson(document).resources.map(addressOf);
}

function findingsIn({ name, document }: Stack): Finding[] {
  const stack = new TerraformJson(document);
  const asPlan = judgeResources(contextOfStack(document)).map(({ rule, address, title }) => {
    return { stack: name, check: rule, address, title };
  });
  const asMade = STACK_RULES.flatMap(({ id, judge }) =>
    judge(stack).map((found) => ({ stack: name, check: id, ...found })),
  );
  return [...asPlan, ...asMade];
}
