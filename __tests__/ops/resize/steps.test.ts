import fc from "fast-check";
import type { Member } from "../../../ops/database/members";
import { type Classes, type Step, steps } from "../../../ops/resize/steps";

const [SMALL, LARGE] = ["db.t4g.medium", "db.r6g.large"];

/** `a*` is the writer. */
const members = (all: Readonly<Record<string, string>>): Member[] =>
  Object.entries(all).map(([name, its]) => ({
    name: name.replace("*", ""),
    class: its,
    writer: name.endsWith("*"),
  }));
const said = (all: readonly Step[]) =>
  all.map((step) =>
    step.kind === "failover"
      ? `${step.from} hands over to ${step.to}`
      : `${step.role} ${step.name}: ${step.to}`,
  );
const both: Classes = { a: LARGE, b: LARGE };

test.each<[string, Readonly<Record<string, string>>, Classes, string[]]>([
  [
    "the reader, a failover, and then the former writer",
    { "a*": SMALL, b: SMALL },
    both,
    [`reader b: ${LARGE}`, "a hands over to b", `reader a: ${LARGE}`],
  ],
  [
    "all readers one after the other, then a failover to the first by name",
    { a: SMALL, "b*": SMALL, c: SMALL },
    { ...both, c: LARGE },
    [`reader a: ${LARGE}`, `reader c: ${LARGE}`, "b hands over to a", `reader b: ${LARGE}`],
  ],
  [
    "the only instance, which nothing stands in for",
    { "a*": SMALL },
    { a: LARGE },
    [`alone a: ${LARGE}`],
  ],
  [
    "a reader alone, without a failover",
    { "a*": SMALL, b: SMALL },
    { b: LARGE },
    [`reader b: ${LARGE}`],
  ],
  [
    "the writer alone, after a failover to the largest reader",
    { "a*": SMALL, b: SMALL, c: LARGE },
    { a: LARGE },
    ["a hands over to c", `reader a: ${LARGE}`],
  ],
  [
    "a failover to the reader that is the largest by then",
    { "a*": SMALL, b: SMALL, c: SMALL },
    { a: LARGE, c: LARGE },
    [`reader c: ${LARGE}`, "a hands over to c", `reader a: ${LARGE}`],
  ],
  [
    "the rest of the way, halfway",
    { "a*": SMALL, b: LARGE },
    both,
    ["a hands over to b", `reader a: ${LARGE}`],
  ],
  [
    "the rest of the way after a failover by itself",
    { a: SMALL, "b*": LARGE },
    both,
    [`reader a: ${LARGE}`],
  ],
  [
    "the way on from a failover by itself to a reader that is still small",
    { a: LARGE, "b*": SMALL },
    both,
    ["b hands over to a", `reader b: ${LARGE}`],
  ],
  ["nothing where all is done", { "a*": LARGE, b: LARGE }, both, []],
])("leads by %s", (_, from, target, expected) => {
  expect(said(steps(members(from), target))).toEqual(expected);
});

/** Up to five instances of any classes, of which one is the writer, and what they shall become. */
const clusters = fc
  .tuple(
    fc.array(fc.tuple(classes(), fc.option(classes(), { nil: undefined })), {
      minLength: 1,
      maxLength: 5,
    }),
    fc.nat(4),
  )
  .map(([all, writer]) => {
    const names = all.map((_, i) => String.fromCharCode(97 + i));
    return {
      cluster: all.map(([its], i) => ({
        name: names[i] ?? "",
        class: its,
        writer: i === writer % all.length,
      })),
      target: Object.fromEntries(
        all.flatMap(([, to], i) => (to ? [[names[i], to]] : [])),
      ) as Classes,
    };
  });

describe("from any state", () => {
  test("the steps end at the classes that were asked for", () => {
    fc.assert(
      fc.property(clusters, ({ cluster, target }) => {
        const end = steps(cluster, target).reduce(taken, cluster);
        for (const { name, class: its } of end) {
          expect(its).toBe(target[name] ?? cluster.find((each) => each.name === name)?.class);
        }
        expect(end.filter(({ writer }) => writer)).toHaveLength(1);
      }),
    );
  });

  test("a step changes one instance, and the writer's class only where nothing could take over", () => {
    fc.assert(
      fc.property(clusters, ({ cluster, target }) => {
        let now = cluster;
        for (const step of steps(cluster, target)) {
          const next = taken(now, step);
          const changed = now.filter((each, i) => each.class !== next[i]?.class);
          expect(changed).toHaveLength(step.kind === "resize" ? 1 : 0);
          if (cluster.length > 1) expect(changed.filter(({ writer }) => writer)).toEqual([]);
          now = next;
        }
      }),
    );
  });

  test("the writer hands over once at most, and only to what has its class by then", () => {
    fc.assert(
      fc.property(clusters, ({ cluster, target }) => {
        const all = steps(cluster, target);
        const moves = all.filter((step) => step.kind === "failover");
        expect(moves.length).toBeLessThanOrEqual(1);
        const [move] = moves;
        const before = move ? all.slice(0, all.indexOf(move)) : [];
        const heir = before.reduce(taken, cluster).find(({ name }) => name === move?.to);
        if (heir) expect(heir.class).toBe(target[heir.name] ?? heir.class);
      }),
    );
  });

  test("failovers by themselves, at any time, don't keep the steps from ending there", () => {
    fc.assert(
      fc.property(clusters, fc.array(fc.nat(4), { maxLength: 4 }), ({ cluster, target }, by) => {
        let now = cluster;
        const promoted = [...by];
        let count = 0;
        for (let next = steps(now, target)[0]; next; next = steps(now, target)[0]) {
          now = taken(now, next);
          const writer = promoted.shift();
          if (writer !== undefined) now = handedOver(now, now[writer % now.length]?.name ?? "");
          count += 1;
          expect(count).toBeLessThanOrEqual(2 * cluster.length + by.length + 1);
        }
        for (const { name, class: its } of now) expect(its).toBe(target[name] ?? its);
      }),
    );
  });
});

function classes(): fc.Arbitrary<string> {
  return fc.constantFrom("db.t4g.medium", "db.t4g.large", "db.r6g.large", "db.r6g.2xlarge");
}

function taken(now: readonly Member[], step: Step): Member[] {
  if (step.kind === "failover") return handedOver(now, step.to);
  return now.map((each) => (each.name === step.name ? { ...each, class: step.to } : each));
}

function handedOver(now: readonly Member[], to: string): Member[] {
  return now.map((each) => ({ ...each, writer: each.name === to }));
}
