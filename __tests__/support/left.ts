import type { Terraform } from "../../terraform/command";
import { linesOf } from "../../terraform/steps";

/**
 * What a plan would do now, in lines. The plan is shown only if Terraform says that it changes
 * something: showing costs half of a plan's CPU, and nearly always there is nothing to show.
 */
export async function leftBy(terraform: Terraform): Promise<string[]> {
  if ((await terraform.planWithExitCode()) === "no changes") return [];
  return linesOf(await terraform.plan());
}
