import { z } from "zod";
import { nearest, sentence, show } from "../../terminal/refusal";
import { rule, says } from "../schema";
import { REGIONS } from "./regions";

/** Letters of availability zones; no region of AWS has more than six. */
export const ZONES = ["a", "b", "c", "d", "e", "f"] as const;
export const zone = z.enum(ZONES, says("must be a zone's letter, a to f", 'write it like "a"'));

/** A whole number of a range. What is outside of it is told once, whole or not. */
export const whole = (least: number, most: number, must: string, remedy: string) => {
  const say = says(must, remedy);
  const outside = { ...say, abort: true };
  return z.number(say).min(least, outside).max(most, outside).int(say);
};
/** A whole number from 1 to `most`. */
export const count = (most: number, like: string) =>
  whole(1, most, `must be a whole number from 1 to ${most}`, `write ${like}`);
/** Text of a pattern. */
export const text = (must: string, remedy: string, pattern: RegExp) =>
  z.string(says(must, remedy)).regex(pattern, says(must, remedy));
export const flag = z.boolean(
  says("must be true or false", (got) =>
    got === "true" || got === "false" ? `write ${got} without quotes` : "write true or false",
  ),
);

/** A list of at least `least`, none of them twice. */
export const list = <T extends z.ZodType<string>>(
  item: T,
  { what, least, like }: { what: string; least: number; like: string },
) => {
  const must = `must be a list of ${what}`;
  const remedy = `write it like ${like}`;
  return z.array(item, says(must, remedy)).check(
    rule([], (items) => {
      const faults: string[] = [];
      const again = items.findIndex((each, i) => items.indexOf(each) !== i);
      if (again >= 0) {
        const second = `remove the second ${show(items[again])}`;
        faults.push(sentence(`${must} without repeats`, items, second));
      }
      if (items.length < least) faults.push(sentence(`${must}, at least ${least}`, items, remedy));
      return faults.map((fault) => ({ path: [], says: fault }));
    }),
  );
};

/** The account that things are deployed to. As text, since a number has no leading zeros. */
export const account = text(
  "must be the 12 digits of an AWS account, in quotes",
  'write it like "123456789012"',
  /^\d{12}$/,
);

const REGION_SAYS = says("must be a region of AWS's commercial partition", (got) => {
  const near = typeof got === "string" ? nearest(got, REGIONS) : undefined;
  return near === undefined ? 'write it like "us-east-1"' : `did you mean "${near}"?`;
});
export const region = z.enum(REGIONS, REGION_SAYS);
