import { NOT_COUNTED, PRICES_AS_OF, PRICES_REGION } from "../../prices/prices";
import { layOut } from "../../terminal/table";
import type { Pending } from "../pending";
import { ageIn, dayOf, listed, minuteOf } from "../words";
import {
  type AlarmState,
  type Asked,
  type Database,
  type Entry,
  type Facts,
  type Fleet,
  type ImageAge,
  isUnknown,
} from "./facts";

/** One part of the screen: its name, and what AWS says of it. */
export interface Part {
  readonly title: string;
  /** Sentences, which may be wrapped. */
  readonly says: readonly string[];
  /** Rows of a table, which may not. */
  readonly rows?: readonly string[];
}

/** The facts as people read them, in the order of a request's way. */
export function partsOf(facts: Facts): Part[] {
  const { at, fleet, password, certificates, image, costs } = facts;
  return [
    part("url", facts.entry, ofEntry),
    part("targets", facts.targets, ofTargets),
    part("fleet", fleet, (it) => ofFleet(it, at)),
    part("refresh", fleet, ({ refresh }) => ({ says: [refreshed(refresh)] })),
    part("scaling", fleet, ({ activities }) => ({
      says: activities.map((each) => `${minuteOf(each.at)} ${each.status}: ${each.what}`),
    })),
    part("database", facts.database, (it) => ofDatabase(it, facts.lags)),
    part("pending", facts.pending, (all) => ({
      says: all.length === 0 ? ["nothing"] : all.map(awaited),
    })),
    part("password", password, ({ rotated, next }) => ({
      says: [
        `${rotated === null ? "not rotated yet" : `rotated ${ageIn(rotated, at)} ago`}${next === null ? "" : `, next on ${dayOf(next)}`}`,
      ],
    })),
    part("certificate", certificates, (all) => ({
      says: all.map(
        ({ domain, until }) =>
          `${domain}, ${until === null ? "not issued" : `until ${dayOf(until)}`}`,
      ),
    })),
    part("image", image, ofImage),
    part("alarms", facts.alarms, ofAlarms),
    part("costs", costs, ({ perMonth, complete }) => ({ says: [costing(perMonth, complete)] })),
  ].filter(({ says, rows = [] }) => says.length + rows.length > 0);
}

// --- internal ---

type Body = Omit<Part, "title">;

/** What there is none of is left out, and what is unknown stands among the remarks. */
function part<T extends object>(title: string, asked: Asked<T>, of: (it: T) => Body): Part {
  if (asked === null) return { title, says: ["none"] };
  if (isUnknown(asked)) return { title, says: ["unknown"] };
  return { title, ...of(asked as T) };
}

function ofEntry({ url, answer }: Entry): Body {
  if (answer === null) return { says: [url, "internal, so not asked from here"] };
  if ("fault" in answer) return { says: [url, `no answer from here: ${answer.fault}`] };
  const { status, ms, ready } = answer;
  const reach = (there: boolean) => (there ? "reached" : "NOT reached");
  const database =
    ready === null ? "" : `; writer ${reach(ready.writer)}, reader ${reach(ready.reader)}`;
  return { says: [url, `answers ${status} in ${ms} ms${database}`] };
}

function ofTargets(targets: readonly { zone: string; health: string }[]): Body {
  const zones = [...new Set(targets.map(({ zone }) => zone))].sort();
  const counts = zones.map((zone) => {
    const all = targets.filter((target) => target.zone === zone);
    const healthy = all.filter(({ health }) => health === "healthy");
    return `${zone} ${healthy.length} of ${all.length}`;
  });
  return { says: [counts.length === 0 ? "none" : `healthy in zone ${listed(counts)}`] };
}

function ofFleet({ instances, min, max, desired }: Fleet, at: string): Body {
  const rows = instances.map(({ id, zone, state, healthy, image, release, launched }) => [
    [id],
    [zone],
    [healthy ? state : "Unhealthy"],
    [image],
    [release?.slice(0, 8) ?? "-"],
    [launched === "" ? "" : ageIn(launched, at)],
  ]);
  const says = `${instances.length} instances, ${desired} wanted, ${min} to ${max}`;
  return { says: [says], rows: rows.length === 0 ? [] : layOut(rows).flat() };
}

function refreshed(refresh: Fleet["refresh"]): string {
  if (refresh === null) return "none yet";
  const { status, percent, started, ended } = refresh;
  return ended === null
    ? `${status} since ${minuteOf(started)}, ${percent} %`
    : `none runs; the last: ${status}, ${minuteOf(ended)}`;
}

function ofDatabase({ members, ...database }: Database, lags: Facts["lags"]): Body {
  const lagOf = (name: string) => {
    if (lags === null || isUnknown(lags)) return "lag unknown";
    const lag = (lags as Readonly<Record<string, number>>)[name];
    return lag === undefined ? "lag not measured" : `lag ${Math.round(lag)} ms`;
  };
  const rows = members.map(({ id: name, role, class: type, zone, status: now }) => [
    [name],
    [role],
    [type],
    [zone],
    [now],
    [role === "reader" ? lagOf(name) : ""],
  ]);
  const { id, status, engine, version, restorable } = database;
  const backup = restorable === null ? [] : [`restorable up to ${minuteOf(restorable)}`];
  const says = [`${id} ${status}, ${engine} ${version}`, ...backup];
  return { says, rows: rows.length === 0 ? [] : layOut(rows).flat() };
}

function awaited({ name, what, to, by }: Pending): string {
  if (to !== undefined) return `${name}: ${what} → ${to}, in its window`;
  return `${name}: ${what}, ${by === undefined ? "no date set" : `by ${dayOf(by)}`}`;
}

function ofImage({ base, made, newest }: ImageAge): Body {
  const from = base === null ? `made on ${dayOf(made)}` : `from ${base.name}`;
  if (newest === null) return { says: [from] };
  return newest.id === base?.id
    ? { says: [`${from}, the newest`] }
    : { says: [from, `newest is ${newest.name}`] };
}

function ofAlarms(alarms: readonly AlarmState[]): Body {
  if (alarms.length === 0) return { says: ["none"] };
  const on = alarms.filter(({ state }) => state === "ALARM").map(({ name }) => name);
  const blind = alarms.filter(({ state }) => state === "INSUFFICIENT_DATA").length;
  const without = blind === 0 ? "" : `; ${blind} without data`;
  return {
    says: [`${alarms.length} in all; on: ${on.length === 0 ? "none" : listed(on)}${without}`],
  };
}

function costing(perMonth: number, complete: boolean): string {
  const sum = `${complete ? "about" : "at least"} $${Math.round(perMonth)} a month for what runs now, an estimate`;
  const prices = `prices of ${PRICES_REGION}, ${PRICES_AS_OF}`;
  return `${sum} (${prices}; not counted: ${listed(NOT_COUNTED)})`;
}
