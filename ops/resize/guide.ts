import type { Instance } from "../database/instances";
import type { Member } from "../database/members";
import { settingsOf, titleOf } from "./render";
import type { Classes, Step } from "./steps";

/** The steps as settings to commit one after the other, each with the plan that it must lead to. */
export function guide(
  stage: string,
  instances: readonly Instance[],
  members: readonly Member[],
  steps: readonly Step[],
): string {
  let classes: Classes = Object.fromEntries(members.map((each) => [each.name, each.class]));
  const parts = steps.map((step, i) => {
    const head = `${i + 1}. ${titleOf(step)}`;
    if (step.kind === "failover") {
      return [
        head,
        "",
        `    npm run ops -- failover ${stage} --to ${step.to}`,
        "",
        CHANGES_NOTHING,
      ];
    }
    classes = { ...classes, [step.name]: step.to };
    const address = instances.find(({ name }) => name === step.name)?.address;
    return [
      head,
      "",
      ...settingsOf(instances, classes),
      "",
      `   The plan must be: update ${address} (instance_class)`,
      `   and nothing else. Wait until ${step.name} is available before the next step.`,
    ];
  });
  return [
    `${stage}: commit and deploy these one after the other.`,
    ...parts.flatMap((lines) => ["", ...lines]),
  ].join("\n");
}

// --- internal ---

const CHANGES_NOTHING = "   No settings change, and the next plan shows no change.";
