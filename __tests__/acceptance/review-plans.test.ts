import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { cases } from "../review/changes";
import { type Applied, keep, textAt } from "../review/form";
import { type Job, makePlans } from "../review/make";
import { onEmulator } from "../support/deployment";
import { testsAll, updatesPlans } from "../support/tests-all";

/** `PLANS`: which, by their names. `PLANS_OF`: a core's name, for which they are kept whole. */
const { PLANS = "", PLANS_OF, WHOLE_PLANS } = process.env;

/** Changes of the stack, by the names of their plans. */
const jobsFrom = (stack: Applied): Job[] =>
  cases
    .filter(({ from, name }) => from === stack && new RegExp(PLANS).test(name))
    .map(({ name, change }) => [name, change]);

/** The stack that is made in seconds, and with `npm run test:all` the others. */
const all: readonly Applied[] =
  testsAll || updatesPlans ? ["lab", "prod", "state", "image"] : ["state"];
const stacks = all.filter((stack) => jobsFrom(stack).length > 0);

/** Of another core, and for other programs to judge. */
function leaveWhole(name: string, text: string): void {
  if (PLANS_OF !== undefined) keep(join("cores", PLANS_OF, basename(name)), text);
  if (WHOLE_PLANS === undefined) return;
  mkdirSync(WHOLE_PLANS, { recursive: true });
  writeFileSync(join(WHOLE_PLANS, `${name.replace("/", "--")}.json`), text);
}

onEmulator("the plans that the review is tested on", (tools) => {
  test.each(stacks)("from %s are what real Terraform makes", async (stack) => {
    const made: Record<string, string> = {};
    const take = (name: string, text: string) => {
      if (PLANS_OF !== undefined) return;
      if (updatesPlans) keep(name, text);
      else made[name] = text;
    };
    await makePlans(stack, tools, jobsFrom(stack), take, leaveWhole);
    const kept = Object.keys(made).map((name) => [name, textAt(name)]);
    expect(made).toEqual(Object.fromEntries(kept));
  });
});
