import { linesOf } from "../../terraform/steps";
import { transitions } from "../transitions";
import type { Transition } from "../transitions/transition";
import { onEmulator } from "./deployment";
import { Service } from "./service";
import { testsAll } from "./tests-all";

/**
 * Applies every documented change of a stage, each to a copy of its own of the applied stage: some at
 * a time, since applies mostly wait.
 */
export function appliesEachChange(stage: "lab" | "prod"): void {
  onEmulator(`${stage}, changed by real Terraform`, (tools) => {
    // Concurrent tests begin before any beforeAll.
    let applied: Promise<Service> | undefined;
    const service = () => {
      applied ??= Service.of(stage, tools).then(async (made) => {
        await made.terraform.apply();
        return made;
      });
      return applied;
    };
    afterAll(async () => (await applied)?.deployment.close());

    const cases = transitions.filter(({ from }) => from === stage);
    test.concurrent.each(cases)("$change: a second plan has nothing to do", async (transition) => {
      expect(await stepsLeft(await service(), transition)).toEqual([]);
    });
  });
}

// --- internal ---

/** What a second plan would do after the change, and after the way back. */
async function stepsLeft(service: Service, transition: Transition): Promise<string[]> {
  const copy = await service.copy();
  const { terraform, deployment } = copy;
  try {
    deployment.change(await copy.after(transition));
    await terraform.apply();
    const there = linesOf(await terraform.plan());
    if (!testsAll) return there;
    deployment.change(await copy.after({ settings: {} }));
    await terraform.apply();
    return [...there, ...linesOf(await terraform.plan())];
  } finally {
    await deployment.close();
  }
}
