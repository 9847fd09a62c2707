import { page, type Run } from "../../bench/deploy/page";
import { cpuOf, partsOf, type Stamp, type Watched } from "../../bench/deploy/parts";

const stamp = (program: string, began: number, ended: number): Stamp => ({
  program,
  began,
  ended,
  seconds: (ended - began) / 1000,
});
/** In the order in which processes end. */
const stamps = [
  stamp("/project/bin/run.mjs", 2000, 2500),
  stamp("/project/node_modules/.bin/cdktf", 700, 3000),
  stamp("/usr/bin/npx", 100, 3100),
];
const deploy: Watched = {
  typed: 50,
  ended: 3200,
  stamps,
  terraform: { called: 2700, answered: 2850 },
};
const synth: Watched = { typed: 50, ended: 3200, stamps };

test("a deploy's time up to Terraform's first line falls into five parts without a gap", () => {
  expect(partsOf(deploy)).toEqual({
    npx: 0.65,
    before: 1.3,
    app: 0.5,
    after: 0.2,
    terraform: 0.15,
  });
});

test("a synth calls no Terraform, and ends when its command ends", () => {
  expect(partsOf(synth)).toMatchObject({ app: 0.5, after: 0.7, terraform: 0 });
});

test("each process's CPU is its own, whichever name npx goes by", () => {
  expect(cpuOf(synth)).toEqual({ npx: 3, cdktf: 2.3, app: 0.5 });
  const other = [...stamps.slice(0, 2), stamp("/lib/npm/bin/npx-cli.js", 100, 200)];
  expect(cpuOf({ ...synth, stamps: other }).npx).toBe(0.1);
});

test("a process that left no stamp is named, with those that did", () => {
  const missing = { ...synth, stamps: stamps.slice(1) };
  expect(() => partsOf(missing)).toThrow(/run\\\.mjs.*, got \/project\/node_modules\/\.bin\/cdktf/);
});

test("the page has both commands, with seconds, their spread and their part of the whole", () => {
  const slower = { ...deploy, typed: 0 };
  const run: Run = {
    watches: { deploy: [deploy, slower, deploy], synth: [synth] },
    versions: { node: "22.1.0", npm: "10.1.0", cdktf: "0.21.0", terraform: "1.11.4" },
    count: 3,
    day: "2026-11-30",
  };
  const text = page(run);
  expect(text).toContain(
    "on 2026-11-30, with Node 22.1.0, npm 10.1.0, cdktf-cli 0.21.0 and\nTerraform 1.11.4",
  );
  expect(text).toContain("| 0.65 s (0.65 to 0.70) | 23 % | 0.65 s (0.65 to 0.65) | 21 % |");
  expect(text).toContain(
    "`terraform init`, until its first line | 0.15 s (0.15 to 0.15) | 5 % |  |  |",
  );
  expect(text).toContain(
    "| **all** | 2.80 s (2.80 to 2.85) | 100 % | 3.15 s (3.15 to 3.15) | 100 % |",
  );
  expect(text).toContain("| this project's app | 0.50 s (0.50 to 0.50) | 9 % |");
});
