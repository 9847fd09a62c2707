import { sizeOf } from "../../names/database-class";
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
  const classes = afterwards(members, steps);
  const rows = steps.map((step, i) => {
    const said = [titleOf(step), ...felt(step), ...handBack(stage, step, classes)];
    return [[`  ${i + 1}`], said];
  });
  const table = rows.length > 0 ? ["", ...layOut(rows).flat(), "", costs(members, classes)] : [];
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

/** Who resizes the writer alone has a smaller one afterwards: another failover is theirs to decide. */
function handBack(stage: string, step: Step, classes: Classes): readonly string[] {
  const size = (name: string) => sizeOf(classes[name] ?? "") ?? 0;
  if (step.kind !== "failover" || size(step.to) >= size(step.from)) return [];
  const command = `npm run ops -- failover ${stage} --to ${step.from}`;
  return [`${step.to} is smaller, and stays the writer until you hand back afterwards:`, command];
}

function afterwards(members: readonly Member[], steps: readonly Step[]): Classes {
  const resized = steps.flatMap((each) => (each.kind === "resize" ? [[each.name, each.to]] : []));
  const now = members.map(({ name, class: its }) => [name, its]);
  return Object.fromEntries([...now, ...resized]);
}

function costs(members: readonly Member[], classes: Classes): string {
  const [now, then] = [members.map((each) => each.class), Object.values(classes)].map(monthly);
  return `Instances cost ${now} a month, and ${then} afterwards (us-east-1).`;
}

function monthly(classes: readonly string[]): string {
  const costs = costsOf(classes.map((what) => ({ what, perHour: auroraPrice(what) })));
  const { perMonth, complete } = total(costs);
  return `${complete ? "" : "at least "}$${Math.round(perMonth)}`;
}
