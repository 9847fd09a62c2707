import { block, isBlock } from "../../terraform/document";
import { isMarked } from "../../terraform/marks";
import type { Plan } from "../../terraform/plan";
import type { Change } from "../change";
import type { Located, PlanRule } from "../rule";

export const secretShown: PlanRule = {
  id: "secret-shown",
  family: "secrets",
  levels: ["danger"],
  finds: "a value or an output stops being sensitive",
  why: "from the apply on it stands in clear in outputs and logs, for everybody who reads them",
  judgePlan(plan, { changes }) {
    return [...changes.flatMap(inResource), ...inOutputs(plan)];
  },
};

// --- internal ---

const REMEDY = "keep it marked as sensitive; if it was shown already, change the secret";

function inResource({ address, entry: { change } }: Change): Located[] {
  if (change.before === null || change.after === null) return [];
  const { after, after_sensitive: marks, after_unknown: unknown } = change;
  const shown = marked(change.before_sensitive).filter((path) => {
    const value = path.reduce((owner: unknown, key) => block(owner)[key], after);
    return value != null && !isMarked(marks, path) && !isMarked(unknown, path);
  });
  if (shown.length === 0) return [];
  const paths = shown.map((path) => path.join(".")).join(", ");
  return [{ address, level: "danger", title: `${paths} stops being sensitive`, remedy: REMEDY }];
}

/** The paths of a mark's true leaves, through objects alone: of a list any entry may have moved. */
function marked(marks: unknown): string[][] {
  if (marks === true) return [[]];
  if (!isBlock(marks)) return [];
  const paths: string[][] = [];
  for (const key in marks) for (const rest of marked(marks[key])) paths.push([key, ...rest]);
  return paths;
}

/** `output_changes` has the mark of before on both sides, so the configuration is asked. */
function inOutputs(plan: Plan): Located[] {
  const { configuration } = plan as { configuration?: unknown };
  if (!isBlock(configuration)) return [];
  const written = block(block(configuration.root_module).outputs);
  return Object.entries(plan.output_changes ?? {}).flatMap(([name, change]) => {
    const was = block(change).before_sensitive === true && change.actions.includes("update");
    if (!was || !isBlock(written[name]) || written[name].sensitive === true) return [];
    const title = "stops being sensitive";
    return [{ address: `output.${name}`, level: "danger" as const, title, remedy: REMEDY }];
  });
}
