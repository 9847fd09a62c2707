import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "../../terraform/plan";
import { linesOf } from "../../terraform/steps";
import { keptPlan, keptStage, keptTransition } from "../support/kept-plans";
import { stateStackForGithub } from "../support/pipeline";
import { synthImage, synthStage } from "../support/synth";
import type { Synthesized } from "../support/synthesized";
import { transitions } from "../transitions";
import { nameOf } from "../transitions/transition";
import { type Applied, planAt } from "./form";

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

const stacks: Record<Applied, () => Synthesized> = {
  lab: () => synthStage("lab"),
  prod: () => synthStage("prod"),
  state: () => stateStackForGithub(),
  image: () => synthImage("lab"),
};

const managed = (addresses: readonly string[]) =>
  addresses.filter((address) => !address.startsWith("data."));
const resourcesOf = ({ resource_changes = [] }: Plan) =>
  managed(resource_changes.map(({ address }) => address));

test.each(Object.entries(stacks))(
  "%s as it is kept has the resources of the stack",
  (name, stack) => {
    const addresses = resourcesOf(planAt(`applied/${name}`));
    expect({ addresses, STALE }).toEqual({ addresses: managed(stack().addresses()), STALE });
  },
);

test.each(["lab", "prod"] as const)("the kept plans of changes begin from %s as it is", (stage) => {
  const stack = stacks[stage]();
  const plan = keptStage(stage);
  const outputs = Object.keys(plan.output_changes ?? {}).sort();
  expect({ addresses: resourcesOf(plan), outputs, STALE }).toEqual({
    addresses: managed(stack.addresses()),
    outputs: Object.keys(stack.document.output).sort(),
    STALE,
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
