import { type Review, review } from "../../review/review";
import { LEVELS } from "../../review/rule";
import { lineOf } from "../../service/breaks";
import type { Verb } from "../../terraform/steps";
import { keptPlan, keptTransition } from "../support/kept-plans";
import { minutesOf, tableOfMinutes } from "./minutes";
import { nameOf, type Transition } from "./transition";

const HEAD = `# What a change does

Each row is a change of settings, or of what is deployed with them, and the whole plan that it leads to. Real Terraform with the real AWS provider made each
plan on the applied stage, and \`npm test\` compares every address and attribute. These tests also apply each change and see that a second plan has nothing
to do, or only repeats what the note says. \`npm run docs\` makes this page from those cases, and a test compares it with them.

"In place" means that AWS changes the thing and it stays the same thing. Terraform starts the
rollout of a new launch template version and does not wait for it: \`npx cdktf deploy\` is done some
minutes before the fleet is. A release that doesn't get healthy stops at its first instances; to go back,
deploy the settings from before.

What a change takes away is destroyed after its users have left it ([why](decisions/0017-what-leaves-goes-last.md)).
On a stage that was last deployed before this rule, that holds from the second deploy on: the first one changes
nothing but the output \`order\`, and records the rule in the state. So deploy once before you take anything
away, above all before you remove a zone.

"Review" is the verdict of [the plan review](review.md) on this plan, with the rules that led to it; "downtime" is what these rules say.
"Observed" is what an apply on the emulator broke, judged after each call: which
[invariant](../service/invariants.ts), at which call, and what made it hold again. "With time" means that no call made it hold, but the
rollout as it went on. "At most" means that Terraform doesn't fix the order of these calls: an apply breaks only these invariants, at
calls that differ from run to run. "May break" means that it was not seen yet, and that no order forbids it. The emulator's databases change from one moment to the next: a restart, a failover or a
resize is not seen there. An apply on the emulator takes no time that means anything, so nothing here is measured.
`;

const MINUTES = `## AWS's usual minutes

The last column of the table names the calls whose work takes longer than their answer, and how long it took AWS for other people.
Nobody measured it on this project. Calls that don't depend on each other run at the same time. A rollout is computed: as many [steps](runbooks/releases.md#rolling-out) as the
settings ask for, times the warm-up of an instance, since AWS goes on when a warm-up is over, and a canary's ten minutes
([AWS](https://docs.aws.amazon.com/autoscaling/ec2/userguide/understand-instance-refresh-default-values.html)). "No source" means that AWS's documents
name no time, and we found nobody else who does.
`;

const MORE = `## Where the review promises more than was observed

The emulator shows no connection that is cut and no database that restarts, and the zone of a database that is removed may hold its writer. So
the review announces an interruption for these changes, and the emulator showed none:
`;

/** The page of all transitions: a table to scan, then each plan in full. */
export function page(transitions: readonly Transition[]): string {
  const reviewed = transitions.map((each) => [each, review(keptPlan(nameOf(each)))] as const);
  const rows = reviewed.map(
    ([each, said]) =>
      `| [${each.change}](#${nameOf(each)}) | ${each.from} | ${counts(each)} | ${verdict(said)} | ${each.unseen === undefined ? downtime(said) : `**${each.unseen}**`} | ${broke(each)} | ${minutesOf(each)} |`,
  );
  const head = [
    "| change | stage | the plan | review | downtime | observed | AWS's usual minutes |",
    "|---|---|---|---|---|---|---|",
  ];
  const table = [...head, ...rows];
  const more = reviewed.filter(([each, said]) => promisesMore(each, said));
  const list = more.map(([each]) => `- [${each.change}](#${nameOf(each)})`);
  return [
    HEAD,
    ...table,
    "",
    MORE,
    ...list,
    "",
    MINUTES,
    ...tableOfMinutes(),
    "",
    ...transitions.map(section),
  ].join("\n");
}

function section({ change, from, first, settings, besides, plan, note }: Transition): string {
  const lines = plan.length > 0 ? plan : ["no changes"];
  const json = (each: object) => ["```json", JSON.stringify({ settings: { [from]: each } }), "```"];
  return [
    `## ${change}`,
    "",
    ...(note ? [note, ""] : []),
    ...(besides
      ? [`On ${from}, with ${besides} and the same settings.`, ""]
      : [
          ...(first ?? []).flatMap((each) => [...json(each), "deployed, and then", ""]),
          ...json(settings),
        ]),
    "```",
    ...lines,
    "```",
    "",
  ].join("\n");
}

/** "3 new, 1 in place": what a reviewer counts first, the losses last and in bold. */
function counts({ plan }: Transition): string {
  const count = (verb: Verb) => plan.filter((step) => step.startsWith(`${verb} `)).length;
  const parts = [
    [count("create"), "new"],
    [count("update"), "in place"],
    [count("move"), "moved"],
    [count("replace"), "**replaced**"],
    [count("delete"), "**deleted**"],
  ] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`);
  return said.length > 0 ? said.join(", ") : "nothing";
}

/** `**danger**: data-lost` */
function verdict({ verdict: said, findings }: Review): string {
  const rules = new Set(findings.filter(({ level }) => level === said).map(({ rule }) => rule));
  return said === "safe" ? said : `**${said}**: ${[...rules].join(", ")}`;
}

/** What the worst level that interrupts anything says; "none", also with its reason, if none does. */
function downtime({ findings }: Review): string {
  const byLevel = LEVELS.map((level) => findings.filter((each) => each.level === level));
  const said = byLevel.map((all) => [...new Set(all.flatMap((each) => each.downtime ?? []))]);
  const real = said.map((all) => all.filter((each) => !isNone(each))).find((all) => all.length > 0);
  return (real ?? [...new Set(said.flat())]).join("<br>") || "none";
}

function isNone(text: string): boolean {
  return text.startsWith("none");
}

function promisesMore(transition: Transition, { findings }: Review): boolean {
  const nothing = keptTransition(nameOf(transition)).broke.length === 0;
  return nothing && findings.some((each) => each.downtime !== undefined && !isNone(each.downtime));
}

function broke(transition: Transition): string {
  const { broke } = keptTransition(nameOf(transition));
  const unseen = (transition.varies ?? []).filter(
    (name) => !broke.some(({ invariant }) => invariant === name),
  );
  const lines = [...broke.map(lineOf), ...unseen.map((name) => `${name}: may break`)];
  if (lines.length === 0) return "nothing broke";
  return `${transition.varies ? "at most:<br>" : ""}${lines.join("<br>")}`;
}
