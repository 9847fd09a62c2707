import type { Colors } from "picocolors/types";
import type { Cost } from "../prices/costs";
import {
  HOURS_PER_MONTH,
  NOT_COUNTED,
  PRICES_AS_OF,
  PRICES_REGION,
  SOURCES,
} from "../prices/prices";
import { type Cell, layOut, width } from "../terminal/table";
import { describe } from "./describe";
import type { StackSummary, Tier } from "./summarize";

/** The summary for people: a table for each stack, and once what its numbers mean. */
export function render(stacks: readonly StackSummary[], paint: Colors): string {
  const meaning = [
    `Estimates: ${HOURS_PER_MONTH} hours a month, the web fleet at its smallest; price table in prices/prices.ts.`,
    `Not counted: ${NOT_COUNTED.join(", ")}.`,
  ];
  const parts = [
    ...stacks.map((stack) => renderStack(stack, paint)),
    paint.dim(meaning.join("\n")),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** The summary for programs: the same numbers, and what they rest on. */
export function toJson(stacks: readonly StackSummary[]): string {
  const prices = {
    currency: "USD",
    region: PRICES_REGION,
    asOf: PRICES_AS_OF,
    hoursPerMonth: HOURS_PER_MONTH,
    sources: SOURCES,
    notCounted: NOT_COUNTED,
  };
  return `${JSON.stringify({ prices, stacks }, null, 2)}\n`;
}

/** Rules across and none down: it reads like a page, and what is copied from it is clean. */
function renderStack(stack: StackSummary, paint: Colors): string {
  const { name, region, resources, file, state } = stack;
  const head = ["tier", "what is in it", "paid by the hour", "a month"];
  const cells = [
    head.map((title) => [paint.dim(title)]),
    ...stack.tiers.map((tier) => row(tier, paint)),
    [[paint.bold("estimate")], pricesOf(stack)],
  ];
  const rows = layOut(cells, [head.length - 1]);
  const widest = Math.max(...rows.flat().map(width));
  const rule = paint.dim("─".repeat(widest));
  const sum = paint.bold(sumOf(stack));
  const [estimate = "", ...notes] = rows.pop() ?? [];
  const gap = " ".repeat(widest - width(estimate) - width(sum));
  return [
    `${paint.bold(name)}  ${region ?? "region unknown"}, ${resources} resources`,
    `JSON   ${file}`,
    ...(state === null ? [] : [`state  ${state}`]),
    ...rows.flatMap((lines) => [rule, ...lines]),
    ...[rule, `${estimate}${gap}${sum}`, ...notes, rule],
  ].join("\n");
}

function row(tier: Tier, paint: Colors): Cell[] {
  const label = ({ what, count }: Cost) => `${count} × ${what}`;
  return [
    [paint.bold(tier.tier.replace("-", " "))],
    describe(tier),
    tier.costs.flatMap((cost) =>
      cost.perMonth === null
        ? [label(cost), paint.yellow("price not in the table")]
        : [label(cost)],
    ),
    tier.costs.flatMap(({ perMonth }) =>
      perMonth === null ? [paint.yellow("?"), ""] : [dollars(perMonth, 2)],
    ),
  ];
}

function pricesOf({ region }: StackSummary): string[] {
  const note = `not those of ${region ?? "its region"}, which differ`;
  const prices = `${PRICES_REGION} on-demand list prices of ${PRICES_AS_OF}`;
  return region === PRICES_REGION ? [prices] : [prices, note];
}

function sumOf({ perMonth, complete }: StackSummary): string {
  if (complete && perMonth === 0) return "nothing by the hour";
  return `${complete ? "about" : "at least"} ${dollars(perMonth, 0)} a month`;
}

/** `$1,234.50`, the same in every locale. */
function dollars(amount: number, digits: number): string {
  return `$${amount.toFixed(digits).replace(/\B(?=(\d{3})+(?!\d))/g, ",")}`;
}
