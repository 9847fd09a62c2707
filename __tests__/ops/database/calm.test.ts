import { type Unrest, unrestIn, whenCalm } from "../../../ops/database/calm";
import type { Instance } from "../../../ops/database/cluster";

const reader = (its: Partial<Instance> = {}): Instance => {
  return {
    id: "b",
    class: "db.t4g.medium",
    writer: false,
    status: "available",
    pending: [],
    lag: 20,
    ...its,
  };
};
const writer: Instance = { ...reader(), id: "a", writer: true, lag: undefined };
const said = (...all: Instance[]) => unrestIn(all).map(({ says }) => says);

test.each<[string, Instance[], string[]]>([
  ["nothing, where all are available and the reader keeps up", [writer, reader()], []],
  ["a cluster of one", [writer], []],
  ["an instance that AWS is at", [writer, reader({ status: "modifying" })], ["b is modifying"]],
  [
    "a change that AWS has taken and not begun, with the old class and available",
    [writer, reader({ pending: ["DBInstanceClass"] })],
    ["b has DBInstanceClass pending"],
  ],
  ["a reader that is behind", [writer, reader({ lag: 1_001 })], ["b is 1001 ms behind the writer"]],
  [
    "a reader without a number",
    [writer, reader({ lag: undefined })],
    ["b has no lag in CloudWatch yet"],
  ],
  [
    "a failover that goes on",
    [{ ...writer, writer: false, lag: 1 }, reader()],
    ["there is no writer"],
  ],
])("waits for: %s", (_, all, expected) => {
  expect(said(...all)).toEqual(expected);
});

describe("waiting", () => {
  const patience = { everyMs: 5, minuteMs: 20, applyMs: 0 };
  const { signal } = new AbortController();
  const looks = (...all: Instance[][]) => {
    const last = all.at(-1) ?? [];
    return async () => all.shift() ?? last;
  };
  const progress = jest.fn();
  beforeEach(() => progress.mockReset());

  test("looks until all is calm, and says each reason once", async () => {
    const look = looks(
      [writer, reader({ lag: 3_000 })],
      [writer, reader({ lag: 2_000 })],
      [writer, reader()],
    );
    const long = { ...patience, minuteMs: 60_000 };
    expect(await whenCalm(look, { patience: long, signal, progress })).toEqual([writer, reader()]);
    const first = "waits: b is 3000 ms behind the writer";
    expect(progress.mock.calls).toEqual([
      [first, first],
      ["waits: b is 2000 ms behind the writer", undefined],
    ]);
  });

  test("gives each reason its time again where it was over meanwhile", async () => {
    const behind = [{ says: "b is behind", minutes: 2 }];
    const other = [{ says: "b is modifying", minutes: 9_999 }];
    const unrests: Unrest[][] = [behind, other, other, behind, []];
    const slow = { everyMs: 200, minuteMs: 200, applyMs: 0 };
    const unrest = () => unrests.shift() ?? [];
    const waiting = { patience: slow, signal, progress, unrest };
    expect(await whenCalm(looks([writer]), waiting)).toEqual([writer]);
  });

  test("ends after as many minutes as the reason may take", async () => {
    const unrest = (): Unrest[] => [{ says: "b is modifying", minutes: 2 }];
    await expect(whenCalm(looks([writer]), { patience, signal, progress, unrest })).rejects.toThrow(
      "database: must be calm, got b is modifying for more than 2 minutes; look at the events of the cluster in RDS's console",
    );
  });
});
