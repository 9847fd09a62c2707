import { HOURS_PER_MONTH } from "./prices";

/** Something that is paid by the hour. A price is null if it is not listed; it is never guessed. */
export interface Cost {
  readonly what: string;
  readonly count: number;
  /** Price of one, in US dollars. */
  readonly perHour: number | null;
  /** Price of all, in US dollars and whole cents, so that lines add up to the total. */
  readonly perMonth: number | null;
}

/** One line of costs, or none if the count is 0. */
export function cost(what: string, count: number, perHour: number | null): Cost[] {
  if (count === 0) return [];
  const perMonth = perHour === null ? null : cents(perHour * count * HOURS_PER_MONTH);
  return [{ what, count, perHour, perMonth }];
}

/** One line for each different thing among many, in order of first appearance. */
export function costsOf(things: readonly Pick<Cost, "what" | "perHour">[]): Cost[] {
  const prices = new Map(things.map(({ what, perHour }) => [what, perHour]));
  return [...prices].flatMap(([what, perHour]) =>
    cost(what, things.filter((each) => each.what === what).length, perHour),
  );
}

export interface Total {
  /** In US dollars: the sum of what has a price. */
  readonly perMonth: number;
  /** False if something has no price: the total is then a minimum. */
  readonly complete: boolean;
}

export function total(all: readonly Cost[]): Total {
  return {
    perMonth: cents(all.reduce((sum, { perMonth }) => sum + (perMonth ?? 0), 0)),
    complete: all.every(({ perMonth }) => perMonth !== null),
  };
}

function cents(dollars: number): number {
  return Math.round(dollars * 100) / 100;
}
