import type { Facts } from "../../ops/status/facts";
import { exitCodeOf, judge } from "../../ops/status/judge";
import { FACTS } from "./working-stage";

const { fleet, entry, database, image, at } = FACTS;
const [a, b] = fleet.instances;
const domain = "www.example.com";
const saidOf = (change: Partial<Facts>) =>
  judge({ ...FACTS, ...change }).map(({ level, about, says }) => `${level} ${about}: ${says}`);

test("of a stage that works there is nothing to say, and the exit code is 0", () => {
  expect(saidOf({})).toEqual([]);
  expect(exitCodeOf([])).toBe(0);
});

describe("each row is one thing that people should hear of:", () => {
  test.each<[string, Partial<Facts>, string[]]>([
    [
      "an invariant that doesn't hold is a fault, each of its faults a line",
      { broken: { writer: ["lab-database has no writer"] } },
      ["fault service: writer: lab-database has no writer"],
    ],
    [
      "a URL without an answer, while all is in place in AWS, may be this machine's network",
      { entry: { ...entry, answer: { fault: "no answer in 5 s" } } },
      [
        "attention url: does not answer from here: no answer in 5 s; in AWS all is in place, so look at this machine's network and entry.from",
      ],
    ],
    [
      "and a fault where something is broken",
      {
        broken: { target: ["there is no load balancer"] },
        entry: { ...entry, answer: { fault: "no answer in 5 s" } },
      },
      [
        "fault service: target: there is no load balancer",
        "fault url: does not answer from here: no answer in 5 s",
      ],
    ],
    [
      "an answer of 503",
      { entry: { ...entry, answer: { status: 503, ms: 9, ready: null } } },
      ["fault url: answers 503"],
    ],
    [
      "an answer of 404",
      { entry: { ...entry, answer: { status: 404, ms: 9, ready: null } } },
      ["fault url: answers 404"],
    ],
    [
      "a way to another page, which is an answer, says nothing",
      { entry: { ...entry, answer: { status: 302, ms: 9, ready: null } } },
      [],
    ],
    [
      "an app that doesn't reach the writer",
      {
        entry: { ...entry, answer: { status: 200, ms: 9, ready: { writer: false, reader: true } } },
      },
      ["fault url: the app does not reach the writer"],
    ],
    [
      "an internal entry, which isn't asked, says nothing",
      { entry: { ...entry, answer: null } },
      [],
    ],
    [
      "a target that is unhealthy, and one that comes",
      {
        targets: [
          { id: "i-a", zone: "a", health: "unhealthy" },
          { id: "i-b", zone: "b", health: "initial" },
        ],
      },
      ["attention targets: i-a in zone a is unhealthy", "note targets: i-b in zone b is initial"],
    ],
    [
      "a fleet with fewer that serve than should",
      { fleet: { ...fleet, instances: [a, { ...b, state: "Pending" }] } },
      ["attention fleet: 1 serve, and 2 should"],
    ],
    [
      "a fleet that can't grow any more",
      { fleet: { ...fleet, max: 2, min: 1 } },
      ["attention fleet: is as large as it may get: 2"],
    ],
    [
      "two releases without a refresh",
      { fleet: { ...fleet, instances: [a, { ...b, release: "ffffffffffffffff" }] } },
      [
        `attention fleet: instances differ, and no refresh runs: ${a.image} 0123456789abcdef, ${a.image} ffffffffffffffff`,
      ],
    ],
    [
      "a refresh that runs, during which two releases are right",
      {
        fleet: {
          ...fleet,
          instances: [a, { ...b, release: "ffffffffffffffff" }],
          refresh: { ...fleet.refresh, status: "InProgress", percent: 50, ended: null },
        },
      },
      ["note refresh: InProgress since 2026-11-26, 50 %"],
    ],
    [
      "a refresh that failed",
      {
        fleet: { ...fleet, refresh: { ...fleet.refresh, status: "Failed", reason: "not healthy" } },
      },
      ["attention refresh: the last one is Failed: not healthy"],
    ],
    [
      "a launch that failed",
      { fleet: { ...fleet, activities: [{ at, what: "Launching", status: "Failed" }] } },
      ["attention scaling: Failed on 2026-11-29: Launching"],
    ],
    [
      "a launch that was taken back",
      { fleet: { ...fleet, activities: [{ at, what: "Launching", status: "Cancelled" }] } },
      ["attention scaling: Cancelled on 2026-11-29: Launching"],
    ],
    [
      "an instance of the database that isn't available",
      {
        database: {
          ...database,
          members: [database.members[0], { ...database.members[1], status: "modifying" }],
        },
      },
      ["attention database: the reader lab-database-b is modifying"],
    ],
    [
      "a reader that lags",
      { lags: { "lab-database-b": 3210 } },
      ["attention lag: lab-database-b is 3.2 s behind the writer"],
    ],
    [
      "a change that waits, maintenance with a date, and maintenance without",
      {
        pending: [
          { kind: "change", name: "lab-database-a", what: "DBInstanceClass", to: "db.r6g.large" },
          { kind: "maintenance", name: "lab-database", what: "db-upgrade", by: at },
          { kind: "maintenance", name: "lab-database-b", what: "system-update" },
        ],
      },
      [
        "attention pending: lab-database-a gets DBInstanceClass db.r6g.large in its window",
        "attention pending: AWS wants db-upgrade of lab-database, and does it by 2026-11-29",
        "note pending: AWS wants system-update of lab-database-b",
      ],
    ],
    [
      "a rotation that is overdue",
      { password: { ...FACTS.password, next: "2026-11-28T00:00:00.000Z" } },
      ["attention password: must have been rotated on 2026-11-28, and was not"],
    ],
    [
      "a certificate that has ended, whatever AWS calls it",
      { certificates: [{ domain, until: "2026-11-29T00:00:00.000Z", renews: false }] },
      [`fault certificate: ${domain} ended on 2026-11-29`],
    ],
    [
      "a certificate that ends within 30 days, which AWS should have renewed by then",
      {
        certificates: [
          { domain, until: "2026-12-20T00:00:00.000Z", renews: true },
          { domain, until: "2027-12-20T00:00:00.000Z", renews: true },
        ],
      },
      [
        "attention certificate: www.example.com ends on 2026-12-20, in 20 d; AWS renews it once its record is in DNS",
      ],
    ],
    [
      "a newer Amazon Linux",
      {
        image: {
          ...image,
          newest: { id: "ami-2", name: "al2023-ami-2", created: "2026-11-20T00:00:00.000Z" },
        },
      },
      ["note image: a newer Amazon Linux came out on 2026-11-20: al2023-ami-2"],
    ],
    [
      "an image of which AWS doesn't say what it was made from, older than Amazon Linux is",
      { image: { ...image, base: null, made: "2026-10-01T00:00:00.000Z" } },
      [`note image: a newer Amazon Linux came out on 2026-11-02: ${image.newest.name}`],
    ],
    [
      "parts that AWS doesn't tell, in one line for one reason",
      { lags: { unknown: "denied" }, pending: { unknown: "denied" }, costs: { unknown: "late" } },
      ["unknown lags, pending: denied", "unknown costs: late"],
    ],
  ])("%s", (_, change, says) => {
    expect(saidOf(change)).toEqual(says);
  });
});

test("the worst comes first, and the exit code tells works, look at it, and could not tell apart", () => {
  const remark = (level: "fault" | "attention" | "note" | "unknown") =>
    ({ level, about: "", says: "" }) as const;
  expect(exitCodeOf([remark("note")])).toBe(0);
  expect(exitCodeOf([remark("note"), remark("attention")])).toBe(1);
  expect(exitCodeOf([remark("fault")])).toBe(1);
  expect(exitCodeOf([remark("fault"), remark("unknown")])).toBe(2);
  const lags = { unknown: "denied" };
  const all = judge({
    ...FACTS,
    lags,
    broken: { writer: ["x"] },
    image: { ...image, newest: { ...image.newest, id: "ami-2", created: at } },
  });
  expect(all.map(({ level }) => level)).toEqual(["fault", "unknown", "note"]);
});
