import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { sender } from "../../../ops/load/generator/client";
import { Generator } from "../../../ops/load/generator/generator";
import type { Outcome } from "../../../ops/load/generator/order";
import { generate } from "../../../ops/load/generator/process";
import { Tally } from "../../../ops/load/generator/tally";
import { type Slow, slowServer } from "../../support/slow-server";
import { testsAll } from "../../support/tests-all";

const never = new AbortController().signal;
const GET = { method: "GET" } as const;

let server: Slow;
afterEach(() => server?.close());

/** A real load on a real server, for real seconds. */
async function load(rate: number, seconds: number) {
  const tally = new Tally();
  const send = sender({ ...GET, url: server.url }, never);
  const generator = new Generator({ rate, seconds, connections: 50 }, send, tally);
  await generator.run(never);
  return tally.outcome(generator.seconds);
}

// No upper bounds: on a busy machine everything takes longer. `npm run test:all` has them.
test.each([
  ["that are kept", false],
  ["that the server closes after each answer", true],
])(
  "over connections %s, every request is sent, answered and timed to its last byte",
  async (_, closes) => {
    const slow = (_request: IncomingMessage, end: () => void) => setTimeout(end, 200);
    server = await slowServer(slow, { closes });
    const { times, ...counts } = await load(50, 1);
    expect(counts).toMatchObject({ due: 50, sent: 50, answered: 50, failures: {} });
    expect(server.asked).toHaveLength(50);
    expect(times?.p50).toBeGreaterThan(198); // a timer of Node's may end a millisecond early
  },
);

const once = (order: { url: string; answerMs?: number }, stop = never) =>
  sender({ ...GET, ...order }, stop, order.answerMs)();

test.each([
  [200, { kind: "answered" }],
  [302, { kind: "answered" }],
  [404, { kind: "failed", what: "HTTP 404" }],
  [503, { kind: "failed", what: "HTTP 503" }],
])("an answer of %i counts as %j", async (status, ending) => {
  server = await slowServer((_, end) => end(status));
  expect(await once(server)).toEqual(ending);
});

test.each([
  ["another page", "/load", { kind: "answered" }],
  ["no address at all", "http://", { kind: "answered" }],
  [
    "another host",
    "https://example.com/x",
    { kind: "failed", what: "HTTP 301 to https://example.com" },
  ],
])("an answer that leads to %s is not followed, and counts as it should", async (_, to, ending) => {
  server = await slowServer(({ socket }) =>
    socket.end(`HTTP/1.1 301 Moved\r\nlocation: ${to}\r\ncontent-length: 0\r\n\r\n`),
  );
  expect(await once(server)).toEqual(ending);
  expect(server.asked).toHaveLength(1);
});

test("a form is sent as the app's own page sends it, which takes no other", async () => {
  let headers: IncomingMessage["headers"] = {};
  server = await slowServer((request, end) => {
    headers = request.headers;
    end();
  });
  const order = { url: `${server.url}/load/start`, method: "POST", form: "minutes=1" } as const;
  expect(await sender(order, never)()).toEqual({ kind: "answered" });
  expect(server.asked).toEqual(["POST /load/start minutes=1"]);
  expect(headers).toMatchObject({
    origin: server.url,
    "content-type": "application/x-www-form-urlencoded",
  });
});

test("a server that nobody runs is a failure by its name", async () => {
  const nobody = { url: "http://127.0.0.1:1" };
  expect(await once(nobody)).toEqual({ kind: "failed", what: "ECONNREFUSED" });
});

test.each([
  ["has not begun", ""],
  ["has begun", "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf of"],
])("an answer that %s is a failure when its time is over", async (_, written) => {
  server = await slowServer((request) => request.socket.write(written));
  const late = { kind: "failed", what: "no answer in 0.2 s" };
  expect(await once({ ...server, answerMs: 200 })).toEqual(late);
});

test("an answer whose connection ends too early is a failure", async () => {
  server = await slowServer((request) => {
    request.socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf of", () =>
      request.socket.destroy(),
    );
  });
  expect(await once(server)).toEqual({ kind: "failed", what: "answer cut off" });
});

test("a kept connection that the server closes just then costs no request", async () => {
  let asked = 0;
  server = await slowServer((request, end) => {
    asked += 1;
    if (asked === 2) request.socket.destroy();
    else end();
  });
  const send = sender({ ...GET, url: server.url }, never);
  expect([await send(), await send()]).toEqual([{ kind: "answered" }, { kind: "answered" }]);
  expect(asked).toBe(3);
});

test("what is under way when the load is stopped is no failure of the server", async () => {
  server = await slowServer(() => undefined);
  const stop = new AbortController();
  const ending = once(server, stop.signal);
  stop.abort();
  expect(await ending).toEqual({ kind: "cut" });
});

/** 50 requests a second for ten seconds, from a process of its own. */
function loadApart(url: string): Promise<Outcome> {
  const order = { url, method: "GET", rate: 50, seconds: 10 } as const;
  const signal = new AbortController().signal;
  const hearing = { onBegin: () => undefined, onSecond: () => undefined, signal };
  return generate(order, hearing, process.env);
}

// Forty seconds of the real clock. That 400 ms are measured as 400 ms, and no more, is shown in
// __tests__/ops/load/generator.test.ts, on a clock that no busy machine holds up.
if (testsAll) {
  test.each([
    ["are kept", false],
    ["the server closes after each answer", true],
  ])(
    "on a server that answers after 400 ms, over connections that %s, p50 and p99 are no less than the server took",
    async (_, closes) => {
      const took: number[] = [];
      server = await slowServer(
        (_request, end) => {
          const began = performance.now();
          setTimeout(() => {
            took.push(performance.now() - began);
            end();
          }, 400);
        },
        { closes },
      );
      const { times, ...counts } = await loadApart(server.url);
      expect(counts).toMatchObject({ due: 500, sent: 500, answered: 500, failures: {} });
      const sorted = took.sort((a, b) => a - b);
      const at = (share: number) => sorted[Math.floor(share * sorted.length)] ?? 0;
      // Nearly: the two count percentiles a rank apart.
      expect(times?.p50).toBeGreaterThan(at(0.5) * 0.95);
      expect(times?.p99).toBeGreaterThan(at(0.99) * 0.95);
    },
  );

  test("on a server that does 10 of 50 a second, the queue is seen and the rest is not sent", async () => {
    let free = 0;
    server = await slowServer((_, end) => {
      const now = performance.now();
      free = Math.max(free, now) + 100;
      setTimeout(end, free - now);
    });
    const { times, ...counts } = await loadApart(server.url);
    // At most 100 in ten seconds, fewer on a busy machine, and 50 were under way at the end.
    expect(counts).toMatchObject({ due: 500, failures: {} });
    expect(counts.sent).toBeGreaterThan(50);
    expect(counts.sent).toBeLessThan(155);
    expect(times?.p50).toBeGreaterThan(5_500);
    expect(times?.most).toBeGreaterThan(11_000);
  });
}

test("a first connection that is reset is a failure, and is not asked once more", async () => {
  let asked = 0;
  server = await slowServer(({ socket }) => {
    asked += 1;
    if (asked > 1) socket.end("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
    else (socket as Socket).resetAndDestroy();
  });
  expect(await once(server)).toEqual({ kind: "failed", what: "ECONNRESET" });
  expect(asked).toBe(1);
});
