import { linesOf } from "../../terraform/steps";
import { transitions } from "../transitions";
import type { Asked } from "./asked";
import type { Service } from "./service";

/** Each documented change of an applied stage: its plan is the one in docs/transitions.md. */
export function describeChanges(stage: "lab" | "prod", service: () => Service, asked: Asked): void {
  describe("a change of settings does what the docs say:", () => {
    const cases = transitions.filter(({ from }) => from === stage);
    test.each(cases)("$change", async ({ plan, ...change }) => {
      const { deployment } = service();
      const changed = await service().after(change);
      await asked.during("plan", deployment.emulator, async () =>
        expect(linesOf(await deployment.planOf(changed))).toEqual(plan),
      );
    });
  });
}

/** What the documented change breaks. */
export const brokeBy = (name: string) => transitions.find(({ change }) => change === name)?.broke;
