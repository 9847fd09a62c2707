import type { Instance as Found } from "../../../ops/database/cluster";
import { chosen } from "../../../ops/failover/choose";

const NAMES = ["a", "b", "c"];
const instances = NAMES.map((name) => {
  return { name, id: `lab-database-${name}`, address: name, class: "db.t4g.medium", zone: name };
});
const found = (...changes: Partial<Found>[]): Found[] =>
  instances.slice(0, changes.length).map(({ id }, i) => ({
    id,
    class: "db.t4g.medium",
    writer: i === 0,
    status: "available",
    pending: [],
    lag: i === 0 ? undefined : 20,
    ...changes[i],
  }));
const names = (all: Found[], named?: string, anyway = false) => {
  const { from, to } = chosen(instances, all, { named, anyway });
  return `${from.name} to ${to.name}`;
};

test("without a name the largest reader takes over, of equals the first by name", () => {
  expect(names(found({}, {}, {}))).toBe("a to b");
  expect(names(found({}, {}, { class: "db.r6g.large" }))).toBe("a to c");
});

test("a name decides", () => {
  expect(names(found({}, {}, {}), "c")).toBe("a to c");
});

const SMALLER = found({ class: "db.r6g.large" }, {});
const BEHIND = found({}, { lag: 4_000 });

test.each<[string, Found[], string | undefined, string]>([
  [
    "a smaller target",
    SMALLER,
    "b",
    "b: must be as large as the writer's db.r6g.large, got db.t4g.medium; resize it first, or add --anyway to hand over all the same",
  ],
  [
    "a target that is behind",
    BEHIND,
    undefined,
    "database: must be calm, got lab-database-b is 4000 ms behind the writer; wait, or add --anyway to hand over all the same",
  ],
  [
    "the writer itself",
    found({}, {}),
    "a",
    "a: must be a reader to take over, got the writer; there is nothing to do",
  ],
  ["a name that no instance has", found({}, {}), "d", "d: is not an instance; known are a, b"],
  [
    "a cluster of one",
    found({}),
    undefined,
    "database: must have another instance to hand over to, got none; add one to database.instances",
  ],
  [
    "a failover that goes on",
    found({ writer: false }, {}),
    undefined,
    "database: must have a writer that hands over, got none: a failover goes on; look again in a minute",
  ],
])("%s is refused", (_, all, named, says) => {
  expect(() => names(all, named)).toThrow(says);
});

test("--anyway hands over to a smaller one, and to one that is behind", () => {
  expect(names(SMALLER, "b", true)).toBe("a to b");
  expect(names(BEHIND, undefined, true)).toBe("a to b");
});
