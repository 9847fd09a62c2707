import { Generator, type Pace } from "../../../ops/load/generator/generator";
import { type Ending, Tally } from "../../../ops/load/generator/tally";

const ANSWERED: Ending = { kind: "answered" };

/** Time that nobody waits for: what is to happen happens in its order. Milliseconds. */
class Time {
  now = 0;
  private readonly to: { at: number; what: () => void }[] = [];

  at(at: number, what: () => void): void {
    this.to.push({ at, what });
    this.to.sort((a, b) => a.at - b.at);
  }

  async pass(until = Number.POSITIVE_INFINITY): Promise<void> {
    for (let [next] = this.to; next !== undefined && next.at <= until; [next] = this.to) {
      this.to.shift();
      this.now = Math.max(this.now, next.at);
      next.what();
      await new Promise(setImmediate); // what was answered comes to the generator
    }
  }
}

/**
 * A load in a time of its own.
 * @param answer says at which time a request that is sent now ends, and how
 */
function load(pace: Partial<Pace>, answer: (now: number) => readonly [at: number, ending: Ending]) {
  const time = new Time();
  const tally = new Tally();
  const send = () =>
    new Promise<Ending>((resolve) => {
      const [at, ending] = answer(time.now);
      if (at < Number.POSITIVE_INFINITY) time.at(at, () => resolve(ending));
    });
  const whole = { rate: 50, seconds: 10, connections: 50, ...pace };
  const generator = new Generator(whole, send, tally, () => time.now);
  /** As `run` does it, but for its timers. */
  const pump = () => {
    const wait = generator.pump();
    if (wait > 0) time.at(time.now + wait, pump);
  };
  pump();
  return { time, tally, generator, outcome: () => tally.outcome(generator.seconds) };
}

test("answers that take 400 ms are measured as 400 ms", async () => {
  const { time, outcome } = load({}, (now) => [now + 400, ANSWERED]);
  await time.pass();
  const { times, lateness, ...counts } = outcome();
  expect(counts).toMatchObject({ due: 500, sent: 500, answered: 500, failures: {}, cut: 0 });
  for (const ms of Object.values(times ?? {})) expect(Math.abs(ms / 400 - 1)).toBeLessThan(0.001);
  expect(lateness?.most).toBeLessThan(0.01);
});

test("a request starts when it is due, whether the one before was answered or not", async () => {
  const { time, tally } = load({}, () => [Number.POSITIVE_INFINITY, ANSWERED]);
  await time.pass(390);
  expect(tally.nextSecond(0.4)).toMatchObject({ due: 20, sent: 20, answered: 0, times: null });
});

/** Answers one request after the other, each after 100 ms. */
function tenASecond() {
  let free = 0;
  return (now: number): readonly [number, Ending] => {
    free = Math.max(free, now) + 100;
    return [free, ANSWERED];
  };
}

describe("a server that does 10 of 50 a second", () => {
  test("is asked 50 times at once at most, and what still waits at the end is not sent", async () => {
    const { time, outcome } = load({}, tenASecond());
    await time.pass();
    // Ten seconds give 100 answers, and 50 requests were under way at the end.
    expect(outcome()).toMatchObject({ due: 500, sent: 150, answered: 150, failures: {} });
  });

  test("lets the queue be seen: a request's time counts from when it was due", async () => {
    const { time, outcome } = load({}, tenASecond());
    await time.pass();
    // The request with the number n is due after 20 n ms, and answered after 100 (n + 1) ms.
    const times = Array.from({ length: 150 }, (_, n) => 100 * (n + 1) - 20 * n);
    const { p50, p99, most } = outcome().times ?? { p50: 0, p99: 0, most: 0 };
    expect(Math.abs(p50 / (times[74] ?? 0) - 1)).toBeLessThan(0.01);
    expect(Math.abs(p99 / (times[148] ?? 0) - 1)).toBeLessThan(0.01);
    expect(Math.abs(most / (times[149] ?? 0) - 1)).toBeLessThan(0.001);
  });

  test("shows in each second how few of the requests that were due are answered", async () => {
    const { time, tally } = load({}, tenASecond());
    await time.pass(4_995);
    tally.nextSecond(5);
    await time.pass(5_995);
    const { due, sent, answered, times } = tally.nextSecond(6);
    expect({ due, sent, answered }).toEqual({ due: 50, sent: 10, answered: 10 });
    expect(times?.p50).toBeGreaterThan(4_000);
  });
});

test("a connection that gets free is used at once by a request that waits for one", async () => {
  const pace = { rate: 1, seconds: 3, connections: 1 };
  const { time, outcome } = load(pace, (now) => [now + 1_400, ANSWERED]);
  await time.pass();
  // Due after 0, 1 and 2 s; sent after 0, 1.4 and 2.8 s.
  expect(outcome()).toMatchObject({ sent: 3, answered: 3 });
  expect(Math.abs((outcome().times?.most ?? 0) / (1_400 + 800) - 1)).toBeLessThan(0.001);
});

test("failures are counted by kind, and aren't in the times", async () => {
  let asked = 0;
  const { time, outcome } = load({ rate: 10, seconds: 2 }, (now) => {
    asked += 1;
    if (asked <= 3) return [now + 1, { kind: "failed", what: "HTTP 503" }];
    if (asked === 4) return [now + 1, { kind: "failed", what: "ECONNREFUSED" }];
    return [now + 200, ANSWERED];
  });
  await time.pass();
  const { failures, answered, times } = outcome();
  expect(failures).toEqual({ "HTTP 503": 3, ECONNREFUSED: 1 });
  expect(answered).toBe(16);
  expect(times?.p50).toBeGreaterThan(199);
});

test("where nothing answers, there are no times, which isn't 0 ms", async () => {
  const { time, outcome } = load({ rate: 10, seconds: 1 }, (now) => [
    now + 1,
    { kind: "failed", what: "ECONNREFUSED" },
  ]);
  await time.pass();
  expect(outcome()).toMatchObject({ sent: 10, answered: 0, times: null });
});

test("a machine that comes late to its own requests says so, and their times still count from when they were due", async () => {
  const time = new Time();
  const tally = new Tally();
  const soon = () => Promise.resolve(ANSWERED);
  const pace = { rate: 10, seconds: 1, connections: 50 };
  const generator = new Generator(pace, soon, tally, () => time.now);
  time.now = 500; // it slept
  generator.pump();
  await new Promise(setImmediate);
  const { due, times, lateness } = tally.outcome(generator.seconds);
  expect(due).toBe(6);
  expect(lateness?.most).toBeCloseTo(500, 0);
  expect(times?.most).toBeCloseTo(500, 0);
});

test("a load that is stopped is over at once, and says how many requests it gave up", async () => {
  const tally = new Tally();
  const stop = new AbortController();
  const send = () =>
    new Promise<Ending>((resolve) =>
      stop.signal.addEventListener("abort", () => resolve({ kind: "cut" })),
    );
  const pace = { rate: 500, seconds: 600, connections: 5 };
  const generator = new Generator(pace, send, tally, () => 0); // only the first one is due
  const running = generator.run(stop.signal);
  stop.abort();
  await running;
  expect(tally.outcome(generator.seconds)).toMatchObject({ answered: 0, failures: {}, cut: 1 });
});
