import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "../../terraform/plan";
import { cases } from "../review/changes";
import { type Applied, keep, textAt } from "../review/form";
import { type Job, makePlans } from "../review/make";
import { onEmulator } from "../support/deployment";
import { testsAll, updatesPlans } from "../support/tests-all";

/** Changes of the stack, by the names of their plans. */
const jobsFrom = (stack: Applied): Job[] =>
  cases.filter(({ from }) => from === stack).map(({ name, change }) => [name, change]);

/** The stack that is made in seconds, and with `npm run test:all` the others. */
const stacks: readonly Applied[] =
  testsAll || updatesPlans ? ["lab", "prod", "state", "image"] : ["state"];

const HOUR = 3_600_000;

/** For other programs to judge: into the folder WHOLE_PLANS. */
function leaveWhole(name: string, plan: Plan): void {
  const { WHOLE_PLANS: folder } = process.env;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name.replace("/", "--")}.json`), JSON.stringify(plan));
}

onEmulator("the plans that the review is tested on", (tools) => {
  test.each(stacks)(
    "from %s are what real Terraform makes",
    async (stack) => {
      const made: Record<string, string> = {};
      const only = new RegExp(process.env.PLANS ?? "");
      const jobs = jobsFrom(stack).filter(([name]) => only.test(name));
      const take = (name: string, text: string) => {
        if (updatesPlans) keep(name, text);
        else made[name] = text;
      };
      await makePlans(stack, tools, jobs, take, leaveWhole);
      const kept = Object.keys(made).map((name) => [name, textAt(name)]);
      expect(made).toEqual(Object.fromEntries(kept));
    },
    HOUR,
  );
});
