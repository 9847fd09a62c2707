import { layOut } from "../../terminal/table";
import { type Block, block } from "../../terraform/document";
import type { Job, Restoring, Step } from "./restore";
import { sayOf, secondOf } from "./source";

type Shown = Pick<Job, "stage" | "source" | "copy" | "used">;

/**
 * The steps that are left, with what users feel of each.
 * @param madeAt when a copy that is there was made
 */
export function renderSteps(job: Shown, steps: readonly Step[], madeAt?: Date): string {
  const of = (step: Step) => [titleOf(job, step), ...felt(job, step, madeAt)];
  const rows = steps.map((step, i) => [[`  ${i + 1}`], of(step)]);
  return [`${job.stage}: the app uses ${job.used.id}`, "", ...layOut(rows).flat()].join("\n");
}

export function titleOf({ source, copy }: Shown, step: Step): string {
  return step === "make" ? `${copy.id} comes up: ${sayOf(source)}` : `the app goes to ${copy.id}`;
}

/** Where the app is now, and what goes into config/stages.ts. */
export function end({ job }: Restoring): string {
  const { stage, copy, used } = job;
  const uses = `${stage}: the app uses ${copy.id}.`;
  if (copy.place === used.place)
    return `\n${uses} It is ${sayOf(job.source)}. The settings stay as they are.`;
  return [
    "",
    `${uses} Commit these settings:`,
    `a deploy without them would switch the app back to ${used.id}.`,
    "",
    ...settingsOf({ cluster: copy.place, restore: { ...job.source } }),
    "",
    `${used.id} stays, and is paid for, until you remove it:`,
    `npm run ops -- restore ${stage} --remove ${used.id}`,
    `After that, commit cluster: ${copy.place} without restore.`,
  ].join("\n");
}

/** Settings of a database, as config/stages.ts has them. */
export function settingsOf({ cluster, restore }: Block): string[] {
  const parts = Object.entries(block(restore)).map(
    ([key, value]) => `${key}: ${JSON.stringify(value)}`,
  );
  return [
    ...(cluster === undefined ? [] : [`    cluster: ${cluster},`]),
    ...(restore === undefined ? [] : [`    restore: { ${parts.join(", ")} },`]),
  ];
}

// --- internal ---

function felt({ copy, used }: Shown, step: Step, madeAt: Date | undefined): readonly string[] {
  if (step === "switch") {
    return [
      "within 10 s, and nothing restarts; what people saved after the restored time",
      `is in ${used.id} alone, and so may be what they save in these 10 s`,
      ...(madeAt === undefined ? [] : [`the copy was made at ${secondOf(madeAt)}`]),
    ];
  }
  return copy.place === used.place
    ? ["until then the app has no database"]
    : ["users notice nothing; from then on two clusters are paid for"];
}
