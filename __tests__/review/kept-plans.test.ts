import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { linesOf } from "../../terraform/steps";
import { keptPlan, keptStage, keptTransition } from "../support/kept-plans";
import { transitions } from "../transitions";
import { nameOf } from "../transitions/transition";

const PLANS = join(__dirname, "plans");
const STALE = "make the plans again: npm run plans";

describe.each(transitions)("the kept plan of $change", (transition) => {
  const name = nameOf(transition);

  test("does what the plan of the change does", () => {
    const { change, stage, plan } = keptTransition(name);
    expect({ change, stage, plan: linesOf(plan), STALE }).toEqual({
      change: transition.change,
      stage: transition.from,
      plan: transition.plan,
      STALE,
    });
  });

  test("is whole with the resources that stay as they are, each once", () => {
    const addresses = (keptPlan(name).resource_changes ?? []).map(({ address }) => address);
    expect(addresses.filter((each, at) => addresses.indexOf(each) !== at)).toEqual([]);
    const stage = keptStage(transition.from).resource_changes ?? [];
    expect(addresses).toEqual(expect.arrayContaining(stage.map(({ address }) => address)));
    expect(linesOf(keptPlan(name))).toEqual(transition.plan);
  });
});

test("each kept plan is of a change, and none holds a path or a time of the machine that made it", () => {
  const files = readdirSync(join(PLANS, "transitions"));
  expect(files.sort()).toEqual(transitions.map((each) => `${nameOf(each)}.json`).sort());
  const texts = files.map((file) => readFileSync(join(PLANS, "transitions", file), "utf8"));
  const found = texts
    .join("")
    .match(/"(?:\/tmp|\/work|\/home|\/root)\/[^"]*"|202[6-9]-(?!01-01)\d\d-\d\d/g);
  expect(found).toBeNull();
});
