import { page, picture } from "../../bench/review/page";
import { ratio, table } from "../../bench/row";

const base = [2, 4, 2].map((seconds) => ({ seconds, peak: 100 }));
const rounds = [3, 5, 4].map((seconds) => ({ seconds, peak: 120.4 }));

test("a ratio compares runs of one round, so a slow round counts like the others", () => {
  expect(ratio(rounds, base, "seconds")).toEqual({ middle: 1.5, least: 1.25, most: 2 });
});

test("a row has the time and memory in the middle, and how many times what it is compared with", () => {
  expect(table([{ name: "ours", rounds, base }])).toContain(
    "| ours | 4.00 s | 1.5 × (1.3 to 2.0) | 120 MB | 1.2 × |",
  );
});

test("the page says what was measured and when, and has the rows", () => {
  const rows = [{ name: "ours", rounds, base }];
  const text = page({ changes: 5000, bytes: 44_783_034, count: 3, day: "2026-11-30", rows });
  expect(text).toContain("5,000 changes (45 MB)");
  expect(text).toContain(`on 2026-11-30, with Node ${process.versions.node}.`);
  expect(text).toContain("in 3 rounds; ");
  expect(text).toContain(table(rows));
});

test("the picture has a bar for each program", () => {
  const svg = picture(5000, [{ name: "`npm run review`, as people type it", rounds, base }]);
  expect(svg).toContain("CPU seconds to judge a plan of 5,000 changes");
  expect(svg).toContain(">npm run review</text>");
  expect(svg).toContain(">4.0 s</text>");
});
