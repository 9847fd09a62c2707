import { layOut } from "../../terminal/table";
import { courseOf } from "./course";
import type { Asked } from "./frame";
import type { Outcome } from "./generator/order";
import type { Activity } from "./group";
import type { Seen } from "./recorder";
import * as said from "./said";

/** A fact of the report: its name, and what it says. The terminal and the page show the same ones. */
export type Fact = readonly [name: string, says: string];

/** What the load led to, in the order in which people ask. */
export function factsOf(asked: Asked, seen: Seen): Fact[] {
  const { outcome } = seen;
  return [
    ["asked", `${asked.request}, ${asked.rate} a second`],
    ...(outcome === undefined ? measuredIn(seen) : requestsIn(outcome)),
    ["instances", instancesIn(asked, seen)],
    ["CPU", cpuIn(asked, seen)],
    ...(seen.unanswered === undefined ? [] : [["not known", seen.unanswered] as const]),
  ];
}

/** `2 → 4 → 2`, and from when on. */
export function instancesIn({ group }: Asked, { sizes }: Seen): string {
  const course = courseOf(sizes);
  const before = sizes[0]?.desired;
  switch (course.kind) {
    case "same":
      return `${before} as before: ${group} didn't grow`;
    case "grown":
      return `${before} → ${course.most}, and not yet small again`;
    case "small again":
      return `${before} → ${course.most} → ${before}, which it had again after ${said.clockOf(course.at)}`;
  }
}

/** The most that CloudWatch had, and what the group keeps. */
export function cpuIn({ targetCpu }: Asked, { cpu }: Seen): string {
  const most = Math.round(Math.max(...cpu.map(({ percent }) => percent)));
  const target = targetCpu === undefined ? "no target" : `target ${targetCpu} %`;
  return `${cpu.length === 0 ? "none yet in CloudWatch" : `at most ${most} %`}, ${target}`;
}

/** The report for a terminal, below the charts. */
export function report(asked: Asked, seen: Seen): string {
  const facts = factsOf(asked, seen).map(([name, says]) => [[name], [says]]);
  const head = `Activities of ${asked.group} since ${timeIn(seen.began)} UTC`;
  const activities = seen.activities.map((each) => `  ${lineOf(each)}`);
  const none = seen.activities.length === 0 ? [`${head}: none`] : [`${head}:`, ...activities];
  return [...layOut(facts).flat(), "", ...none].join("\n");
}

/** `12:04:10  Successful  Launching a new EC2 instance: i-0123` */
export function lineOf({ at, status, what }: Activity): string {
  return `${timeIn(at)}  ${status}  ${what}`;
}

/** What stands where, after somebody stopped it in the middle. */
export function stopped({ stage, group }: Asked, { now, sizes }: Seen): string {
  const size = sizes.at(-1);
  const has = `${group} has ${size?.desired} desired, ${size?.inService} in service`;
  const then = courseOf(sizes).kind === "grown" ? ", and shrinks by itself" : "";
  return `${stage}: stopped after ${said.clockOf(now)}, nothing is sent any more; ${has}${then}`;
}

/** Whether all that was due was answered. */
export function isWhole(outcome: Outcome): boolean {
  return said.failedIn(outcome) + said.unsentIn(outcome) === 0;
}

// --- internal ---

/** Of a load whose generator died: the seconds that it had reported. */
function measuredIn({ seconds }: Seen): Fact[] {
  const sum = (of: "due" | "sent" | "answered" | "failed") =>
    seconds.reduce((all, second) => all + second[of], 0);
  const after = said.clockOf(seconds.at(-1)?.at ?? 0);
  return [
    ["ended early", `after ${after}, and this is what was measured until then`],
    ["sent", `${sum("sent")} of ${sum("due")}`],
    ["answered", String(sum("answered"))],
    ["failed", said.shareOf(sum("failed"), sum("sent"))],
  ];
}

function requestsIn(outcome: Outcome): Fact[] {
  const { due, sent, answered, cut } = outcome;
  const failed = said.failedIn(outcome);
  const unsent = said.unsentIn(outcome);
  const kinds = failed === 0 ? "" : `: ${said.kindsOf(outcome)}`;
  const late = outcome.lateness;
  return [
    ["sent", `${sent} of ${due}`],
    [
      "not sent",
      `${said.shareOf(unsent, due)}${unsent === 0 ? "" : ", since all connections were busy"}`,
    ],
    ["answered", String(answered)],
    ["failed", `${said.shareOf(failed, sent)}${kinds}`],
    ...(cut === 0
      ? []
      : [["cut off", `${cut}, which were under way when it was stopped`] as const]),
    ["latency", said.timesOf(outcome.times)],
    ["own delay", late === null ? "none" : said.timesOf(late)],
    ...(said.couldNotHold(outcome) ? [["too fast", TOO_FAST] as const] : []),
  ];
}

const TOO_FAST = "this machine can't hold the rate, so part of the latency is its own";

function timeIn(at: Date): string {
  return at.toISOString().slice(11, 19);
}
