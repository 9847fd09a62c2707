import { isOlder } from "../base";
import type { Pending } from "../pending";
import { ageIn, dayOf, daysUntil, listed, minuteOf } from "../words";
import {
  type Answer,
  type Asked,
  type Database,
  type Facts,
  type Fleet,
  isThere,
  isUnknown,
  type Refresh,
} from "./facts";

/**
 * Something that people should hear of. fault: the service doesn't work. attention: it works, and
 * somebody should look. note: worth knowing, nothing to do now. unknown: AWS didn't say.
 */
export interface Remark {
  readonly level: "fault" | "attention" | "note" | "unknown";
  /** The part of the facts, `database`. */
  readonly about: string;
  readonly says: string;
}

type Said = Pick<Remark, "level" | "says">;

/** AWS renews a certificate 60 days before its end. */
const CERTIFICATE_DAYS = 30;
/** Aurora's readers are usually some 20 ms behind. */
const LAG_MS = 1_000;
/** A day, and an hour for the backup itself. */
const BACKUP_HOURS = 25;

/** What the facts mean, the worst first. */
export function judge(facts: Facts): Remark[] {
  const all = Object.entries(RULES).flatMap(([about, rule]) =>
    rule(facts).map((said): Remark => ({ about, ...said })),
  );
  return [...all, ...unknownIn(facts)].sort(
    (a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level),
  );
}

/** 0 works, 1 somebody should look, 2 could not tell all. */
export function exitCodeOf(remarks: readonly Remark[]): 0 | 1 | 2 {
  if (remarks.some(({ level }) => level === "unknown")) return 2;
  return remarks.some(({ level }) => level !== "note") ? 1 : 0;
}

export function isRunning(refresh: Fleet["refresh"]): boolean {
  return refresh !== null && RUNNING.includes(refresh.status);
}

// --- internal ---

const LEVELS: readonly Remark["level"][] = ["fault", "unknown", "attention", "note"];

/** What one missing right keeps from being known is one remark. */
function unknownIn(facts: Facts): Remark[] {
  const parts = Object.entries(facts).flatMap(([about, fact]) =>
    typeof fact === "object" && isUnknown(fact) ? [{ about, says: fact.unknown }] : [],
  );
  return [...new Set(parts.map(({ says }) => says))].map((says) => {
    const about = listed(parts.filter((part) => part.says === says).map((part) => part.about));
    return { level: "unknown", about, says };
  });
}

const fault = (says: string): Said => ({ level: "fault", says });
const attention = (says: string): Said => ({ level: "attention", says });
const note = (says: string): Said => ({ level: "note", says });

/** By part of the facts, in the order of a request's way. A part that nobody knows says nothing. */
const RULES: Readonly<Record<string, (facts: Facts) => readonly Said[]>> = {
  service: ({ broken }) =>
    Object.entries(known(broken, {})).flatMap(([name, faults]) =>
      faults.map((each) => fault(`${name}: ${each}`)),
    ),
  url: ({ entry, broken }) =>
    isThere(entry) && entry.answer !== null ? answered(entry.answer, isSound(broken)) : [],
  targets: ({ targets }) =>
    known(targets, [])
      .filter(({ health }) => health !== "healthy")
      .map(({ id, zone, health }) =>
        PASSING.includes(health)
          ? note(`${id} in zone ${zone} is ${health}`)
          : attention(`${id} in zone ${zone} is ${health}`),
      ),
  fleet: (facts) => (isThere(facts.fleet) ? ofFleet(facts.fleet) : []),
  refresh: ({ fleet }) => (isThere(fleet) && fleet.refresh ? ofRefresh(fleet.refresh) : []),
  scaling: ({ fleet }) =>
    isThere(fleet)
      ? fleet.activities
          .filter(({ status }) => status === "Failed" || status === "Cancelled")
          .map(({ at, what, status }) => attention(`${status} on ${dayOf(at)}: ${what}`))
      : [],
  database: ({ database, at }) => (isThere(database) ? ofDatabase(database, at) : []),
  lag: ({ lags }) =>
    Object.entries(known(lags, {}))
      .filter(([, ms]) => ms > LAG_MS)
      .map(([id, ms]) => attention(`${id} is ${(ms / 1000).toFixed(1)} s behind the writer`)),
  pending: ({ pending }) => known(pending, []).map(ofPending),
  password: ({ password, at }) =>
    isThere(password) && password.next !== null && password.next < at
      ? [attention(`must have been rotated on ${dayOf(password.next)}, and was not`)]
      : [],
  certificate: ({ certificates, at }) =>
    known(certificates, []).flatMap(({ domain, until, renews }) => {
      if (until === null || daysUntil(until, at) > CERTIFICATE_DAYS) return [];
      if (until < at) return [fault(`${domain} ended on ${dayOf(until)}`)];
      const why = renews ? "; AWS renews it once its record is in DNS" : "; renew it by hand";
      return [attention(`${domain} ends on ${dayOf(until)}, in ${ageIn(at, until)}${why}`)];
    }),
  alarms: ({ alarms }) =>
    known(alarms, [])
      .filter(({ state }) => state === "ALARM")
      .map(({ name, since }) => attention(`${name} has been on since ${minuteOf(since)}`)),
  image: ({ image }) => {
    if (!isThere(image) || image.newest === null) return [];
    const { base, made, newest } = image;
    // Where AWS doesn't say what an image was made from, its day says it well enough.
    const older = base === null ? made < newest.created : isOlder(base, newest);
    const says = `a newer Amazon Linux came out on ${dayOf(newest.created)}: ${newest.name}`;
    return older ? [note(says)] : [];
  },
};

/** Of a backup that doesn't come, AWS sends neither a metric nor an event. */
function ofDatabase({ members, restorable }: Database, at: string): Said[] {
  const hours = restorable === null ? 0 : (Date.parse(at) - Date.parse(restorable)) / 3_600_000;
  return [
    ...members
      .filter(({ status }) => status !== "available")
      .map(({ id, role, status }) => attention(`the ${role} ${id} is ${status}`)),
    ...(restorable !== null && hours > BACKUP_HOURS
      ? [attention(`can be restored only as it was ${ageIn(restorable, at)} ago or before`)]
      : []),
  ];
}

/** States of a target that comes or goes. */
const PASSING = ["initial", "draining", "unused"];

function known<T extends object>(asked: Asked<T>, otherwise: T): T {
  return isThere(asked) ? asked : otherwise;
}

function isSound(broken: Facts["broken"]): boolean {
  return isThere(broken) && Object.keys(broken).length === 0;
}

/** @param sound whether AWS has all that an answer needs: then it may be this machine's network */
function answered(answer: Answer, sound: boolean): Said[] {
  if ("fault" in answer) {
    const says = `does not answer from here: ${answer.fault}`;
    if (!sound) return [fault(says)];
    return [
      attention(
        `${says}; in AWS all is in place, so look at this machine's network and entry.from`,
      ),
    ];
  }
  const { status, ready } = answer;
  if (status >= 400) return [fault(`answers ${status}`)];
  const away = Object.entries(ready ?? {}).filter(([, reached]) => !reached);
  return away.map(([role]) => fault(`the app does not reach the ${role}`));
}

function ofFleet({ instances, desired, min, max, refresh }: Fleet): Said[] {
  const serving = instances.filter(({ state, healthy }) => state === "InService" && healthy);
  const runs = new Set(instances.map(({ image, release }) => `${image} ${release ?? ""}`.trim()));
  return [
    ...(serving.length < desired
      ? [attention(`${serving.length} serve, and ${desired} should`)]
      : []),
    ...(desired === max && max > min ? [attention(`is as large as it may get: ${max}`)] : []),
    ...(!isRunning(refresh) && runs.size > 1
      ? [attention(`instances differ, and no refresh runs: ${listed([...runs])}`)]
      : []),
  ];
}

const RUNNING = ["Pending", "InProgress", "Baking", "Cancelling", "RollbackInProgress"];

function ofRefresh(refresh: Refresh): Said[] {
  const { status, percent, started, reason } = refresh;
  if (isRunning(refresh)) return [note(`${status} since ${dayOf(started)}, ${percent} %`)];
  if (status === "Successful") return [];
  return [attention(`the last one is ${status}${reason === null ? "" : `: ${reason}`}`)];
}

function ofPending({ kind, name, what, to, by }: Pending): Said {
  if (kind === "change") return attention(`${name} gets ${what} ${to} in its window`);
  const says = `AWS wants ${what} of ${name}`;
  return by === undefined ? note(says) : attention(`${says}, and does it by ${dayOf(by)}`);
}
