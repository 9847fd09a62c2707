import { bars } from "../../bench/bars";
import { middle, times } from "../../bench/range";
import { ratio } from "../../bench/row";
import { page, picture, type Run } from "../../bench/synth/page";
import type { Program } from "../../bench/synth/program";
import { readPage } from "../support/docs";

const taken = (...seconds: number[]) =>
  seconds.map((each) => ({ seconds: each, peak: 100 * each }));
const program = (name: string, how: string): Program => ({
  name,
  version: `${name} 1.0.0`,
  how,
  folder: "/nowhere",
  command: () => [],
  env: () => ({}),
});
const [ours, other] = [program("this project", "`node`"), program("other", "as its template")];
const sizes = (...seconds: number[]) =>
  new Map([
    [1, taken(...seconds)],
    [10, taken(...seconds.map((each) => 2 * each))],
    [50, taken(...seconds.map((each) => 4 * each))],
  ]);
const run: Run = {
  base: ours,
  count: 3,
  day: "2026-11-29",
  rounds: new Map([
    [ours, sizes(1, 2, 1)],
    [other, sizes(3, 8, 2)],
  ]),
};

test("of several values the one in the middle counts, with the least and the greatest", () => {
  expect(middle([3, 1, 9])).toEqual({ middle: 3, least: 1, most: 9 });
  expect(times({ middle: 3, least: 1, most: 9 })).toBe("3.0 × (1.0 to 9.0)");
  expect(times({ middle: 3, least: 2.99, most: 3.01 })).toBe("3.0 ×");
});

test("a ratio is of two runs of the same round, since a busy minute slows both", () => {
  expect(ratio(taken(3, 8, 2), taken(1, 2, 1), "seconds")).toEqual({
    middle: 3,
    least: 2,
    most: 4,
  });
});

test("the page has each program with its version, its times, and how it grows", () => {
  const text = page(run);
  expect(text).toContain("on 2026-11-29, with Node ");
  expect(text).toContain("3 rounds after a first one that doesn't count");
  expect(text).toContain(
    "| this project, `node` | this project 1.0.0 | 1.00 s | 2.00 s | 4.00 s |",
  );
  expect(text).toContain("| other 1.0.0 | 3.00 s, 3.0 × (2.0 to 4.0) | 6.00 s, 3.0 × (2.0 to 4.0)");
  expect(text).toContain("| 300 MB | 1200 MB, 3.0 × (2.0 to 4.0) | 4.0 × | 4.0 × |");
});

test("the picture has a bar for each size, as long as its time", () => {
  const widths = [...picture(run).matchAll(/height="11" fill="#\w+"\/>/g)];
  expect(widths).toHaveLength(6);
  const drawn = bars("t", ["a"], [{ name: "x & y", values: [10] }], "s");
  expect(drawn).toContain("x &amp; y");
  expect(drawn).toContain(">10 s<");
});

test.each(["cdktf", "aws-cdk", "terraconstructs"])(
  "%s is pinned, and so is all it needs",
  (name) => {
    const folder = `bench/peers/${name}`;
    const { dependencies, devDependencies } = JSON.parse(readPage(`${folder}/package.json`));
    const { packages } = JSON.parse(readPage(`${folder}/package-lock.json`));
    for (const [each, version] of Object.entries({ ...dependencies, ...devDependencies }))
      expect([each, packages[`node_modules/${each}`].version]).toEqual([each, version]);
    const lacking = Object.keys(packages).filter(
      (each) => each !== "" && !packages[each].integrity,
    );
    expect(lacking.filter((each) => !packages[each].inBundle)).toEqual([]);
  },
);
