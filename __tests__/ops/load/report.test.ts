import { createColors } from "picocolors";
import { charts, standing } from "../../../ops/load/frame";
import type { Outcome } from "../../../ops/load/generator/order";
import type { Group } from "../../../ops/load/group";
import { toHtml } from "../../../ops/load/page";
import { Recorder, type Seen } from "../../../ops/load/recorder";
import { factsOf, isWhole, report } from "../../../ops/load/report";
import { ASKED, SEEN } from "../../support/made-up-load";

const PLAIN = createColors(false);
const OUTCOME = SEEN.outcome as Outcome;
const with_ = (outcome: Partial<Outcome>, more: Partial<Seen> = {}): Seen => {
  return { ...SEEN, outcome: { ...OUTCOME, ...outcome }, ...more };
};
const facts = (seen: Seen) => Object.fromEntries(factsOf(ASKED, seen));
const NOTHING = { answered: 0, times: null, failures: { ECONNREFUSED: 12_000 } };

test("where nothing answered, times are none and not 0", () => {
  const { latency, failed } = facts(with_(NOTHING));
  expect(latency).toBe("none, since nothing answered");
  expect(failed).toBe("12000 (100 %): 12000 × ECONNREFUSED");
});

test("what was due and never sent is said with its share and why", () => {
  const seen = with_({ due: 500, sent: 150, answered: 150, failures: {} });
  expect(facts(seen)).toMatchObject({
    sent: "150 of 500",
    "not sent": "350 (70 %), since all connections were busy",
  });
});

test.each([
  [{ failures: {} }, true],
  [{ failures: { "HTTP 503": 1 } }, false],
  [{ failures: {}, sent: 11_999 }, false],
])("with %j that every request was answered is %s", (outcome, whole) => {
  expect(isWhole({ ...OUTCOME, ...outcome })).toBe(whole);
});

test.each([
  [{ p50: 1, p95: 60, p99: 90, most: 400 }, false],
  [{ p50: 1, p95: 60, p99: 101, most: 400 }, true],
])("a machine that is %j late says whether it holds the rate", (lateness, says) => {
  const { "too fast": own = "" } = facts(with_({ lateness }));
  expect(own.includes("this machine can't hold the rate")).toBe(says);
});

test("a share that isn't nothing is never said as 0 %, nor a part as all", () => {
  const failed = (count: number) => facts(with_({ failures: { "HTTP 503": count } })).failed;
  expect(failed(1)).toBe("1 (under 0.1 %): 1 × HTTP 503");
  expect(failed(11_999)).toBe("11999 (over 99 %): 11999 × HTTP 503");
});

test("a question to AWS that had no answer is said", () => {
  const seen = { ...SEEN, unanswered: "nothing is wrong, try again in a minute" };
  expect(facts(seen)["not known"]).toBe("nothing is wrong, try again in a minute");
});

test("the charts and the line below them are 80 columns at most, and change nothing but colours", () => {
  const lines = [...charts(ASKED, SEEN, PLAIN), standing({ ...SEEN, outcome: undefined })];
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  const painted = charts(ASKED, SEEN, createColors(true)).join("\n");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are
  expect(painted.replaceAll(/\u001b\[\d+m/g, "")).toBe(charts(ASKED, SEEN, PLAIN).join("\n"));
});

test("the page has the facts of the report, the curves, and each activity with its cause", () => {
  const html = toHtml(ASKED, SEEN);
  for (const [name, says] of factsOf(ASKED, SEEN)) {
    expect(html).toContain(`<dt>${name}</dt><dd>${says}</dd>`);
  }
  expect(html.match(/<svg viewBox="0 0 480 190" role="img"/g)).toHaveLength(4);
  expect(html.match(/<li>/g)).toHaveLength(SEEN.activities.length);
  expect(html).toContain("changed the desired capacity from 2 to 4.");
  expect(html).toContain('<th scope="col">in service</th>');
});

test("in the page, the instances go up a step when they are in service, and down when they leave", () => {
  const [, path = ""] = /class="series first" d="(M[^"]*)"/.exec(toHtml(ASKED, SEEN)) ?? [];
  const heights = [...path.matchAll(/V([\d.]+)/g)].map(([, y]) =>
    Math.round((160 - Number(y)) / 37),
  );
  expect(heights).toEqual([2, 4, 4, 3, 3, 2, 2]);
});

test("the page loads nothing, has no script, and its policy allows its own style alone", () => {
  const html = toHtml(ASKED, SEEN);
  expect(html).not.toMatch(/<script|\s(src|href|style|on\w+)=/);
  expect(html).toMatch(
    /content="default-src &#39;none&#39;; style-src &#39;sha256-[^;]+&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"/,
  );
});

test("text of AWS can't become markup", () => {
  const odd = { at: SEEN.began, what: "<b>", why: "<script>alert(1)</script>", status: "Failed" };
  const html = toHtml({ ...ASKED, group: "<i>" }, { ...SEEN, activities: [odd] });
  expect(html).not.toMatch(/<b>|<i>|<script/);
});

test("a load of which nothing is known yet can be drawn, and reported", () => {
  const sizes = SEEN.sizes.slice(0, 1);
  const none = { now: 0, seconds: [], cpu: [], activities: [] };
  const nothing = with_(NOTHING, { ...none, sizes });
  expect(charts(ASKED, nothing, PLAIN)).toHaveLength(16);
  expect(report(ASKED, nothing)).toContain("Activities of lab-web since 12:00:00 UTC: none");
  expect(toHtml(ASKED, nothing)).not.toMatch(/NaN|undefined|Infinity/);
});

describe("a generator that dies in the middle", () => {
  const second = { due: 50, sent: 40, answered: 30, failed: 2, times: null };
  const seconds = [
    { ...second, at: 1 },
    { ...second, at: 2 },
  ];

  test("leaves a report of what was measured until then, which says that it ended early", () => {
    const seen = { ...SEEN, seconds, outcome: undefined };
    expect(facts(seen)).toMatchObject({
      "ended early": "after 0:02, and this is what was measured until then",
      sent: "80 of 100",
      answered: "60",
      failed: "4 (5.0 %)",
    });
    expect(toHtml(ASKED, seen)).toContain("THE LOAD ENDED EARLY");
  });

  test("ends the command without a report only where nothing was measured", async () => {
    const died = new Error("exit code 1");
    const size = { desired: 2, inService: 2, max: 4 };
    const recorder = new Recorder({} as Group, size, String);
    await expect(recorder.outcomeOf(Promise.reject(died))).rejects.toBe(died);
    recorder.seconds.push(...seconds);
    expect(await recorder.outcomeOf(Promise.reject(died))).toBe(died);
  });
});
