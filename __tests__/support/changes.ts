import { lineOf } from "../../service/breaks";
import { linesOf } from "../../terraform/steps";
import { transitions } from "../transitions";
import { nameOf, type Transition } from "../transitions/transition";
import { type Applied, applied } from "./applied";
import type { Asked } from "./asked";
import { Keeper, keptTransition } from "./kept-plans";
import type { Service } from "./service";
import { testsAll, updatesPlans } from "./tests-all";

/** `CHANGES`: which, by their names, where few are kept again. */
const { CHANGES = "" } = process.env;

/** Further looks at a stage after a change, by the change's name. */
export type Looks = Readonly<Record<string, (changed: Service, before: Service) => Promise<void>>>;

/**
 * Each documented change of an applied stage, applied to a copy: it does what docs/transitions.md says.
 * Some run at a time, since applies mostly wait.
 */
export function describeChanges(
  stage: "lab" | "prod",
  service: () => Service,
  asked: Asked,
  looks: Looks = {},
): void {
  describe("a change does what the docs say, and a second plan has nothing to do:", () => {
    // What takes longest begins first.
    const cases = transitions
      .filter(({ from, change }) => from === stage && new RegExp(CHANGES).test(change))
      .filter(({ nightly }) => testsAll || updatesPlans || !nightly)
      .sort((a, b) => b.plan.length - a.plan.length);
    test.concurrent.each(cases)("$change", async (transition) => {
      const copy = await service().copy();
      try {
        for (const settings of transition.first ?? []) await applied(copy, { settings }, asked);
        const done = await applied(copy, transition, asked);
        if (updatesPlans) await keep(service(), transition, done);
        expect(seen(done)).toEqual(promised(transition, done));
        await looks[transition.change]?.(copy, service());
        if (testsAll && !transition.oneWay)
          expect((await applied(copy, { settings: {} }, asked)).left).toEqual([]);
      } finally {
        await copy.deployment.close();
      }
    });
  });
}

// --- internal ---

function seen({ plan, calls, broke, left }: Applied) {
  return { plan: linesOf(plan), calls, broke: [...new Set(broke.map(lineOf))].sort(), left };
}

/** Where Terraform fixes no order: no other invariant breaks than those that may. */
function promised(transition: Transition, done: Applied): ReturnType<typeof seen> {
  const { calls, broke } = keptTransition(nameOf(transition));
  const { varies } = transition;
  const fitting = varies ? done.broke.filter(({ invariant }) => varies.includes(invariant)) : broke;
  const lines = [...new Set(fitting.map(lineOf))].sort();
  const left = [...(transition.repeats ?? [])];
  return { plan: [...transition.plan], calls: [...calls], broke: lines, left };
}

const keepers = new Map<string, Promise<Keeper>>();

async function keep(service: Service, transition: Transition, done: Applied): Promise<void> {
  const { stage } = service;
  const keeper = keepers.get(stage) ?? keeperOf(service);
  keepers.set(stage, keeper);
  const { change, varies } = transition;
  (await keeper).keep(nameOf(transition), { change, ...done }, varies !== undefined);
}

async function keeperOf({ stage, terraform }: Service): Promise<Keeper> {
  const keeper = new Keeper(stage, await terraform.plan("-refresh=false"));
  keeper.keepStage();
  return keeper;
}
