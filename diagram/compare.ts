import type { Verb } from "../terraform/steps";
import { allIn, type Link, type Mark, type Noun, type Picture, type Place } from "./picture";

/** What a plan does to the resources of a stack, by address: `aws_lb.load_balancer`. */
export type Done = ReadonlyMap<string, Verb>;

/**
 * Two pictures of a stack as one: all that is in either, and what differs is marked. A line that goes
 * begins with `−`, one that comes with `+`.
 */
export function compared(before: Picture, after: Picture, done: Done): Picture {
  const all = [...allIn(before), ...allIn(after)];
  const touched = touchedIn(all, done);
  const markOf = (was: Shown | undefined, is: Shown | undefined) =>
    mark(
      was,
      is,
      (shown) => markBy(shown, done) ?? (touched.has(shown.id) ? "changed" : undefined),
    );
  return {
    title: after.title,
    ...contents(before, after, markOf),
    links: links(before.links, after.links),
    notes: facts(before.notes, after.notes),
  };
}

// --- internal ---

type Shown = Noun | Place;
type Contents = Pick<Place, "nouns" | "places">;
type MarkOf = (was: Shown | undefined, is: Shown | undefined) => Mark | undefined;
const NOTHING: Contents = { nouns: [], places: [] };

function contents(before: Contents, after: Contents, markOf: MarkOf): Contents {
  const nouns = pairs(before.nouns, after.nouns).map(([was, is, shown]) => ({
    ...shown,
    ...said(was, is, markOf(was, is)),
  }));
  const places = pairs(before.places, after.places).map(([was, is, shown]) => ({
    ...shown,
    ...said(was, is, markOf(was, is)),
    ...contents(was ?? NOTHING, is ?? NOTHING, markOf),
  }));
  return { nouns, places };
}

/** What is on both sides, on one of them, and how it is shown: as it will be, if it will be. */
function pairs<Each extends Shown>(
  before: readonly Each[],
  after: readonly Each[],
): [was: Each | undefined, is: Each | undefined, shown: Each][] {
  const gone = before.filter(({ id }) => !after.some((each) => each.id === id));
  const stay = after.map((is): [Each | undefined, Each, Each] => {
    return [before.find(({ id }) => id === is.id), is, is];
  });
  return [...stay, ...gone.map((was): [Each, undefined, Each] => [was, undefined, was])];
}

/** The facts of what is on both sides say what differs. Of the rest its mark says it all. */
function said(was: Shown | undefined, is: Shown | undefined, mark: Mark | undefined) {
  return {
    ...(was && is && { facts: facts(was.facts, is.facts) }),
    ...(mark && { mark }),
  };
}

function mark(
  was: Shown | undefined,
  is: Shown | undefined,
  planned: (shown: Shown) => Mark | undefined,
): Mark | undefined {
  if (is === undefined) return "gone";
  if (was === undefined) return "new";
  const same = was.name === is.name && String(was.facts) === String(is.facts);
  return planned(is) ?? (same ? undefined : "changed");
}

function markBy({ of }: Shown, done: Done): Mark | undefined {
  const verbs = of.map((address) => done.get(address));
  if (verbs.length > 0 && verbs.every((verb) => verb === "replace")) return "replaced";
  return verbs.some((verb) => verb !== undefined) ? "changed" : undefined;
}

/**
 * What has a part that changes. An address is a path, so a listener's begins like its load balancer's:
 * the thing with the longest name in common has the part.
 */
function touchedIn(all: readonly Shown[], done: Done): ReadonlySet<string> {
  const named = all.flatMap(({ id, of }) => of.map((address) => [nameIn(address), id] as const));
  const owners = [...done.keys()].map((address) => {
    const holding = named.filter(([name]) => `${nameIn(address)}_`.startsWith(`${name}_`));
    return holding.sort(([a], [b]) => b.length - a.length)[0]?.[1];
  });
  return new Set(owners.filter((id) => id !== undefined));
}

function nameIn(address: string): string {
  return address.slice(address.indexOf(".") + 1);
}

/** Each line that goes stands before the one in its place. */
function facts(before: readonly string[], after: readonly string[]): string[] {
  const gone = before.map((line) => (after.includes(line) ? undefined : `− ${line}`));
  const shown = after.flatMap((line, i) => {
    const came = before.includes(line) ? line : `+ ${line}`;
    return gone[i] === undefined ? [came] : [gone[i], came];
  });
  return [...shown, ...gone.slice(after.length).filter((line) => line !== undefined)];
}

function links(before: readonly Link[], after: readonly Link[]): Link[] {
  const ends = ({ from, to }: Link) => `${from} ${to}`;
  const was = new Map(before.map((link) => [ends(link), link]));
  const is = new Map(after.map((link) => [ends(link), link]));
  return [...new Map([...was, ...is]).entries()].map(([key, link]) => {
    const [old = [], now = []] = [was.get(key)?.ports, is.get(key)?.ports];
    const ports = facts(old, now);
    const mark = !is.has(key) ? "gone" : !was.has(key) ? "new" : undefined;
    const change = mark ?? (String(old) === String(now) ? undefined : "changed");
    return { ...link, ports, ...(change && { mark: change }) };
  });
}
