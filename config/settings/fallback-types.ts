import { architectureOf, sizeOf } from "../../names/instance-type";
import { sentence } from "../../terminal/refusal";
import { rule, says } from "../schema";
import { list, text } from "./words";

export const instanceType = text(
  // A Mac is started on a Dedicated Host alone.
  "must be an EC2 instance type for Linux",
  'write it like "t3.micro"',
  /^(?!mac)[a-z][a-z0-9-]*\.(nano|micro|small|medium|large|([1-9][0-9]*)?xlarge|metal(-[0-9a-z]+)?)$/,
);

/** AWS takes 40 types for a group, instanceType among them. */
const MOST = 39;

export const fallbackTypes = list(instanceType, {
  what: "EC2 instance types for Linux",
  least: 0,
  like: '["t3a.micro"]',
}).max(MOST, says(`must be a list of at most ${MOST} types`, "leave some out"));

/** One image starts on all types, and scaling counts instances, whatever their type. */
export const alike = rule(["instanceType", "fallbackTypes"], (web: Types) => {
  const { instanceType: first, fallbackTypes: others } = web;
  return others.flatMap((type, i) => {
    const fault = instanceType.safeParse(type).success ? faultOf(type, first) : undefined;
    return fault === undefined ? [] : [{ path: ["fallbackTypes", String(i)], says: fault }];
  });
});

// --- internal ---

interface Types {
  readonly instanceType: string;
  readonly fallbackTypes: readonly string[];
}

function faultOf(type: string, first: string): string | undefined {
  const like = `like web.instanceType ("${first}")`;
  if (type === first) {
    return sentence("must be another type than web.instanceType", type, "leave it out");
  }
  if (architectureOf(type) !== architectureOf(first)) {
    const must = `must be for ${architectureOf(first)}, ${like}`;
    return sentence(must, type, "choose another type: all types start from one image");
  }
  if (sizeOf(type) === sizeOf(first)) return undefined;
  const must = `must be of the size ${sizeOf(first)}, ${like}`;
  return sentence(must, type, "choose another type: scaling counts instances, whatever their size");
}
