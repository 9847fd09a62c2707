import { costsOf, total } from "../../prices/costs";
import { auroraPrice } from "../../prices/prices";
import { layOut } from "../../terminal/table";
import type { Instance } from "../database/instances";
import { type Member, renderMembers } from "../database/members";
import type { Classes, Step } from "./steps";

/** Who is there, the steps with what users feel of each, and what the cluster costs afterwards. */
export function renderSteps(
  stage: string,
  members: readonly Member[],
  steps: readonly Step[],
): string {
  const rows = steps.map((step, i) => [[`  ${i + 1}`], [titleOf(step), ...felt(step)]]);
  const table = rows.length > 0 ? ["", ...layOut(rows).flat(), "", costs(members, steps)] : [];
  return [renderMembers(stage, members), ...table].join("\n");
}

export function titleOf(step: Step): string {
  if (step.kind === "failover") return `${step.from} hands over to ${step.to}`;
  const { name, role, from, to } = step;
  return `${role === "alone" ? "the only instance" : "reader"} ${name}: ${from} to ${to}`;
}

/** What goes into config/stages.ts. */
export function settingsOf(instances: readonly Instance[], classes: Classes): string[] {
  const lines = instances.map(({ name, zone, class: committed }) => {
    const key = /^[a-z]\w*$/.test(name) ? name : JSON.stringify(name);
    return `      ${key}: { class: "${classes[name] ?? committed}", zone: "${zone}" },`;
  });
  return ["    instances: {", ...lines, "    },"];
}

// --- internal ---

const FELT = {
  reader: [
    "for some minutes without this reader: its connections end, and others",
    "read at the other instances",
  ],
  alone: [
    "for some minutes without the database: nothing is read or saved, and no",
    "other instance takes over",
  ],
  failover: ["for about 30 s nothing is saved: the app waits, and tries again"],
} as const;

function felt(step: Step): readonly string[] {
  return FELT[step.kind === "failover" ? "failover" : step.role];
}

function costs(members: readonly Member[], steps: readonly Step[]): string {
  const after = members.map(({ name, class: its }) => {
    const step = steps.find((each) => each.kind === "resize" && each.name === name);
    return step?.kind === "resize" ? step.to : its;
  });
  const [now, then] = [members.map((each) => each.class), after].map(monthly);
  return `Instances cost ${now} a month, and ${then} afterwards (us-east-1).`;
}

function monthly(classes: readonly string[]): string {
  const costs = costsOf(classes.map((what) => ({ what, perHour: auroraPrice(what) })));
  const { perMonth, complete } = total(costs);
  return `${complete ? "" : "at least "}$${Math.round(perMonth)}`;
}
