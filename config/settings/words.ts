import { z } from "zod";
import { says, sentence } from "../refusal";

/** Letters of availability zones; no region of AWS has more than six. */
export const ZONES = ["a", "b", "c", "d", "e", "f"] as const;

/** A whole number from 1 to `most`. */
export const count = (most: number, remedy: string) => {
  const say = says(`must be a whole number from 1 to ${most}`, remedy);
  return z.number(say).int(say).min(1, say).max(most, say);
};
/** Text of a pattern. */
export const text = (must: string, remedy: string, pattern: RegExp) =>
  z.string(says(must, remedy)).regex(pattern, says(must, remedy));
export const list = <T extends z.ZodType>(item: T, what: string) =>
  z.array(item, says(`must be a list of ${what}`, "write it in [ ]"));
export const flag = z.boolean(says("must be true or false", "write it without quotes"));

export const region = text(
  "must be a region of AWS's commercial partition",
  'write it like "us-east-1"',
  /^(?!cn-|us-gov-|us-iso)[a-z]{2}-[a-z]+-[1-9]$/,
);

/** For a rule over a list: faults when one is named twice, or fewer than `least` are named. */
export function unique(key: string, items: readonly string[], what: string, least: number) {
  const doubled = items.filter((item, i) => items.indexOf(item) !== i);
  const must =
    doubled.length > 0
      ? `must name each of its ${what} once`
      : `must name at least ${least === 1 ? `one of its ${what}` : `${least} ${what}`}`;
  const wrong = doubled.length > 0 || items.length < least;
  const remedy = doubled.length > 0 ? `remove the second ${doubled[0]}` : "add one";
  return wrong ? [{ path: [key], says: sentence(must, items, remedy) }] : [];
}
