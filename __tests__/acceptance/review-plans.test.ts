import { pairs } from "../review/changes";
import { type Applied, keep, textAt } from "../review/form";
import { type Job, makePlans } from "../review/make";
import { onEmulator } from "../support/deployment";
import { testsAll, updatesPlans } from "../support/tests-all";

/** Changes of the stack, by the names of their plans. */
const jobsFrom = (stack: Applied): Job[] =>
  Object.entries(pairs).flatMap(([family, list]) =>
    list.flatMap(({ name, from, twin, ...change }) => {
      const jobs: Job[] = [];
      if (from === stack) jobs.push([`${family}/${name}`, change]);
      if ((twin.from ?? from) === stack) jobs.push([`${family}/${name}.twin`, twin]);
      return jobs;
    }),
  );

/** The stack that is made in seconds, and with `npm run test:all` the others. */
const stacks: readonly Applied[] =
  testsAll || updatesPlans ? ["lab", "prod", "state", "image"] : ["state"];

onEmulator("the plans that the review is tested on", (tools) => {
  test.each(stacks)("from %s are what real Terraform makes", async (stack) => {
    const made: Record<string, string> = {};
    const only = new RegExp(process.env.PLANS ?? "");
    const jobs = jobsFrom(stack).filter(([name]) => only.test(name));
    await makePlans(stack, tools, jobs, (name, text) => {
      if (updatesPlans) keep(name, text);
      else made[name] = text;
    });
    expect(made).toEqual(Object.fromEntries(Object.keys(made).map((name) => [name, textAt(name)])));
  });
});
