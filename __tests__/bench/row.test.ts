import { page } from "../../bench/review/page";
import { median, table } from "../../bench/row";

const base = { seconds: 2, peak: 100 };

test("of several runs the one in the middle counts, whichever came first", () => {
  const runs = [3, 1, 9].map((seconds) => ({ seconds, peak: 10 * seconds }));
  expect(median(runs)).toEqual({ seconds: 3, peak: 30 });
});

test("a row says time and memory, and how many times what it is compared with", () => {
  expect(table([{ name: "ours", seconds: 3, peak: 120.4, base }])).toContain(
    "| ours | 3.00 s | 1.5 × | 120 MB | 1.2 × |",
  );
});

test("the page says what was measured, and has the rows", () => {
  const rows = [{ name: "ours", seconds: 3, peak: 120, base }];
  const text = page({ changes: 5000, bytes: 44_783_034, runs: 3, rows });
  expect(text).toContain("one plan of 5,000 changes (45 MB)");
  expect(text).toContain("ran 3 times, in turn, and");
  expect(text).toContain(table(rows));
});
