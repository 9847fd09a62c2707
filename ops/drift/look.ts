import { readFileSync } from "node:fs";
import { Refusal } from "../../terminal/refusal";
import { quoted } from "../../terminal/shell";
import { atHome } from "../../terraform/at-home";
import type { Terraform } from "../../terraform/command";
import { isBlock } from "../../terraform/document";
import { TerraformError } from "../../terraform/error";
import { terraformIn } from "../../terraform/find";
import { readJson } from "../../terraform/json";
import { stackIn } from "../../terraform/out";
import type { Plan } from "../../terraform/plan";
import { isWhole } from "../../terraform/planned";
import { reasonOf } from "../asking";
import { accountIn, callerAccount, type Home, homeIn, inWords } from "./home";
import { Ours } from "./ours";
import type { Surroundings } from "./surroundings";

/** What one look at a stage has found. */
export interface Look {
  readonly plan: Plan;
  /** The same plan with all values that are no secret; undefined if it lacks some. */
  readonly reviewable: Plan | undefined;
  /** The synthesized JSON that was applied from this folder. */
  readonly document: unknown;
  readonly home: Home;
  readonly ours: Ours;
  /** Undefined if nobody has looked. */
  readonly surroundings: Surroundings | undefined;
  /** What couldn't be found out, a sentence each; the rest was. */
  readonly unsure: readonly string[];
}

/**
 * Asks AWS what there is now, and what a deploy would change, with the caller's own terraform and
 * credentials. Nothing is changed: the state is not written, so its lock is not taken, and a role that
 * may only read will do.
 */
export async function look(
  folder: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Look> {
  const stack = stackIn(folder);
  const { plan, unsure } = await atHome(
    { terraform: terraformIn(env), folder, env, signal },
    planned,
  );
  if (isEmpty(plan))
    throw nothingThere(folder, { ...homeIn(stack), ...(await callerAccount(stack)) });
  const ours = new Ours(plan);
  const { surroundings, failure } = await surveyed(ours, homeIn(stack).region);
  return {
    plan,
    reviewable: plan,
    document: stack.document,
    home: { ...homeIn(stack), ...accountIn(plan) },
    ours,
    surroundings,
    unsure: [...unsure, ...failure],
  };
}

/** The same by the JSON of a plan that was made elsewhere, in a file. */
export function lookAt(folder: string, file: string): Look {
  const stack = stackIn(folder);
  const plan = readPlan(file);
  const home = { ...homeIn(stack), ...accountIn(plan) };
  if (isEmpty(plan)) throw nothingThere(folder, home);
  const must = "must be an ordinary plan to say what a deploy changes";
  const halfway = `${file}: ${must}, got one that failed, or that only refreshes; plan again`;
  const ours = new Ours(plan);
  const { surroundings, reviewable } = plan;
  return {
    plan,
    reviewable: reviewable ?? (isAsPrinted(plan) ? plan : undefined),
    document: stack.document,
    home,
    ours,
    surroundings,
    unsure: [
      ...(isWhole(plan) ? [] : [halfway]),
      ...(surroundings || !ours.hasNeighbours ? [] : [unsurveyed(file, plan, home)]),
    ],
  };
}

// --- internal ---

/** A condition may fail the plan because of the drift: what is there can still be told. */
async function planned(terraform: Terraform): Promise<Pick<Look, "plan" | "unsure">> {
  try {
    return { plan: await terraform.look("-lock=false"), unsure: [] };
  } catch (error) {
    if (!(error instanceof TerraformError)) throw error;
    const plan = await terraform.look("-refresh-only", "-lock=false").catch(() => {
      throw error;
    });
    return { plan, unsure: [error.message] };
  }
}

/** What has no network of ours to look at is asked nothing. A role may lack the rights for this part. */
async function surveyed(ours: Ours, region: string) {
  if (!ours.hasNeighbours) return { surroundings: undefined, failure: [] };
  try {
    const { survey } = await import("./survey"); // AWS's SDK takes longer to load than all the rest
    return { surroundings: await survey(ours, region), failure: [] };
  } catch (error) {
    const must = "must be asked for what is not ours, and isn't";
    return { failure: [`AWS in ${region}: ${must}: ${reasonOf(error as Error, { region })}`] };
  }
}

/** A plan, and what .github/scripts/survey.sh has added to it. */
interface Surveyed extends Plan {
  readonly account?: string;
  readonly surroundings?: Surroundings;
  /** As the plan review gets it in pipelines: redact.jq. */
  readonly reviewable?: Plan;
}

function readPlan(file: string): Surveyed {
  try {
    const plan = readJson(readFileSync(file, "utf8"));
    if (isBlock(plan) && typeof plan.format_version === "string")
      return plan as unknown as Surveyed;
  } catch {
    // Refused below: not there, or no JSON.
  }
  const says = "must be what terraform show -json prints of a plan, got something else";
  throw new Refusal([{ where: file, says }]);
}

/** As `terraform show -json` prints it: only safe.jq takes the configuration out. */
function isAsPrinted({ configuration }: Plan): boolean {
  return configuration !== undefined;
}

/** survey.sh takes the whole plan as its argument, and what it adds to from standard input. AWS's two versions read one variable each. */
function unsurveyed(file: string, plan: Plan, { region }: Home): string {
  const must =
    "must have what survey.sh adds, got none, so that nobody has looked for what is not ours";
  const [whole, note] = isAsPrinted(plan)
    ? [quoted(file), ""]
    : ["PLAN", ", where PLAN is what terraform show -json printed of it"];
  const there = `AWS_REGION=${region} AWS_DEFAULT_REGION=${region}`;
  const command = `${there} .github/scripts/survey.sh ${whole} < ${quoted(file)} > surveyed.json`;
  return `${file}: ${must}; run ${command}, and give --plan surveyed.json${note}`;
}

/** What a plan looks up is there without any deploy. */
function isEmpty({ prior_state: prior, resource_drift: drift = [] }: Plan): boolean {
  const there = prior?.values?.root_module?.resources ?? [];
  const managed = drift.filter(({ mode }) => mode === "managed");
  return there.every(({ address }) => address.startsWith("data.")) && managed.length === 0;
}

function nothingThere(folder: string, home: Home): Refusal {
  const must = `must be deployed, got a state without resources: ${inWords(home)}`;
  const says = `${must}; deploy it, or look whether these are the right ones`;
  return new Refusal([{ where: folder, says }]);
}
