import type { Asked } from "../../ops/load/frame";
import type { Second } from "../../ops/load/generator/order";
import type { Seen } from "../../ops/load/recorder";

/** A load on AWS as it may go, for pages and screens: nobody measured it. */
export const ASKED: Asked = {
  stage: "lab",
  request: "POST http://lab-web-1.us-east-1.elb.amazonaws.com/load/start",
  rate: 20,
  seconds: 600,
  group: "lab-web",
  maxSize: 4,
  targetCpu: 30,
};

export const SEEN: Seen = {
  began: new Date("2026-11-29T12:00:00Z"),
  now: 1620,
  seconds: Array.from({ length: 600 }, (_, i) => second(i + 1)),
  sizes: [
    { at: 0, desired: 2, inService: 2 },
    { at: 195, desired: 4, inService: 2 },
    { at: 435, desired: 4, inService: 4 },
    { at: 1500, desired: 3, inService: 4 },
    { at: 1530, desired: 3, inService: 3 },
    { at: 1560, desired: 2, inService: 3 },
    { at: 1615, desired: 2, inService: 2 },
  ],
  cpu: Array.from({ length: 27 }, (_, i) => ({ at: 60 * i, percent: percentIn(60 * i) })),
  activities: [
    activity(195, "Launching a new EC2 instance: i-0c", "from 2 to 4"),
    activity(195, "Launching a new EC2 instance: i-0d", "from 2 to 4"),
    activity(1500, "Terminating EC2 instance: i-0a", "from 4 to 3"),
    activity(1560, "Terminating EC2 instance: i-0b", "from 3 to 2"),
  ],
  outcome: {
    seconds: 600.1,
    due: 12_000,
    sent: 12_000,
    answered: 11_992,
    failures: { "HTTP 502": 7, "no answer in 30 s": 1 },
    cut: 0,
    times: { p50: 31, p95: 120, p99: 188, most: 1240 },
    lateness: { p50: 0.6, p95: 1.1, p99: 2.4, most: 9.8 },
  },
  unanswered: undefined,
};

/** Two instances are slow under load, four less so. */
function second(at: number): Second {
  const slow = at < 435 ? Math.min(1, at / 60) : Math.max(0.3, 1 - (at - 435) / 60);
  const failed = [210, 220, 230, 240, 250, 260, 270, 280].includes(at) ? 1 : 0;
  const wave = (at * 7) % 10;
  const p99 = 40 + 140 * slow + wave;
  const times = { p50: 12 + 20 * slow + wave / 5, p95: p99 * 0.7, p99, most: p99 * 1.2 };
  return { at, due: 20, sent: 20, answered: 20 - failed, failed, times };
}

function percentIn(at: number): number {
  if (at < 60) return 6;
  return at < 660 ? 97 : 3;
}

function activity(at: number, what: string, change: string) {
  const why = `a monitor alarm of target tracking changed the desired capacity ${change}.`;
  const began = Date.parse("2026-11-29T12:00:00Z");
  return { at: new Date(began + 1000 * at), what, why, status: "Successful" };
}
