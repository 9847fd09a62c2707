import { LIMIT_UNITS, MOST_UNITS, RULE_GROUPS, type RuleGroup } from "../../names/rule-groups";
import { sentence } from "../../terminal/refusal";
import { choice, rule, strict } from "../schema";
import { list, whole } from "./words";

const GROUPS = Object.keys(RULE_GROUPS) as [RuleGroup, ...RuleGroup[]];

/** AWS's firewall of web requests, at the load balancer. It can be switched on and off at any time. */
export const waf = strict({
  /** count: what a rule would refuse is counted and let through, to see first whom it hits. */
  mode: choice(["block", "count"]).default("block"),
  /** AWS's rule groups. Their order is fixed. */
  groups: list(choice(GROUPS), {
    what: "rule groups",
    least: 0,
    like: '["common", "sql"]',
  }).default(["addresses", "common", "inputs", "sql"]),
  /** Requests of one address in five minutes; what is more is refused. */
  limit: whole(
    10,
    2_000_000_000,
    "must be a number of requests in five minutes from 10 to 2000000000",
    "write a number, like 2000",
  ).default(2000),
}).check(
  rule<{ groups: RuleGroup[] }>(["groups"], ({ groups: chosen }) => {
    // A name to mend comes first.
    const isKnown = (each: unknown) => typeof each === "string" && Object.hasOwn(RULE_GROUPS, each);
    const groups = chosen.filter(isKnown);
    const units = groups.reduce((sum, each) => sum + RULE_GROUPS[each].units, LIMIT_UNITS);
    if (units <= MOST_UNITS) return [];
    const must = `must need at most ${MOST_UNITS} capacity units, which the price includes`;
    const each = groups.map((name) => `${name} ${RULE_GROUPS[name].units}`).join(", ");
    const remedy = `leave one out: ${each}, the limit ${LIMIT_UNITS}`;
    return [{ path: ["groups"], says: sentence(must, units, remedy) }];
  }),
);
