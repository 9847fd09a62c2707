import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { missingCommands, needing } from "../support/needing";
import { definitionsIn, githubFiles, stepsOf } from "./files";
import { fakeGh, fakeProgram, type Item, ours, SCRIPTS, script, temporary } from "./scripts";

const { folder, remove } = temporary("scripts");
afterAll(remove);

needing(missingCommands("bash", "shellcheck"), "shellcheck", () => {
  test("finds nothing in the pipeline's scripts", () => {
    const scripts = readdirSync(SCRIPTS)
      .filter((name) => name.endsWith(".sh"))
      .map((name) => join(SCRIPTS, name));
    const { stdout, status } = spawnSync("shellcheck", scripts, { encoding: "utf8" });
    expect({ stdout, status }).toEqual({ stdout: "", status: 0 });
  });

  test("finds nothing in the steps of workflows and actions", () => {
    const runs = definitionsIn(githubFiles())
      .flatMap(stepsOf)
      .flatMap(({ run = [] }) => run);
    expect(runs.length).toBeGreaterThan(5);
    const all = runs.map((input) => {
      const { stdout } = spawnSync("shellcheck", ["--shell=bash", "-"], {
        input,
        encoding: "utf8",
      });
      return stdout;
    });
    expect(all.join("")).toBe("");
  });
});

needing(missingCommands("bash", "iconv"), "a text in a comment", () => {
  const fence = (input: string) => script("fence.sh", ["The plan"], { input }).stdout;

  test("is folded and stands in a fence", () => {
    expect(fence("a <b> & `c`\n")).toBe(
      "<details><summary>The plan</summary>\n\n```\na <b> & `c`\n\n```\n\n</details>\n",
    );
  });

  test.each([
    { what: "a fence of its own", text: "```\n</details>\n@everyone\n```", ticks: 4 },
    { what: "a longer one", text: "x\n`````````\n<script>", ticks: 10 },
    { what: "more than anybody writes", text: `a ${"`".repeat(70_000)} b`, ticks: 5 },
  ])("can't break out with $what", ({ text, ticks }) => {
    const lines = fence(text).split("\n");
    const border = "`".repeat(ticks);
    expect(lines[2]).toBe(border);
    const ends = lines.flatMap((line, i) => (line.trim() === border ? [i] : []));
    expect(ends).toEqual([2, lines.lastIndexOf("</details>") - 2]);
    expect(lines.some((line) => line.includes(`${border}\``))).toBe(false);
  });

  test.each([
    { what: "one line", text: "x".repeat(200_000) },
    { what: "many lines", text: "  + resource\n".repeat(16_000) },
    { what: "wide characters, cut in the middle of one", text: `a${"😀".repeat(50_000)}` },
  ])("of 200 kB ($what) is cut below GitHub's limit, and says so", ({ text }) => {
    const out = fence(text);
    expect(out.length).toBeLessThan(61_000);
    expect(out.length).toBeGreaterThan(30_000);
    expect(out).not.toContain("\uFFFD");
    expect(out).toContain(
      `\n\n</details>\n\n**Cut here:** ${Buffer.byteLength(text) - 60_000} bytes more are in the log of the run.\n`,
    );
  });
});

test("two scripts run npm's packages: the rules of workflows know them by name", () => {
  const running = readdirSync(SCRIPTS).filter((name) => {
    const code = readFileSync(join(SCRIPTS, name), "utf8").replaceAll(/^\s*#.*$/gm, "");
    return /\b(npm|npx|node) /.test(code);
  });
  expect(running).toEqual(["drift-compare.sh", "review.sh"]);
});

needing(missingCommands("bash", "jq"), "a comparison for drift", () => {
  const REPORT = join(folder, "drift.txt");
  const compare = (status: number) => {
    const calls = join(folder, "npm.txt");
    fakeProgram(folder, "npm", `echo "npm $*" > ${calls}; echo "- web: x"; exit ${status}`);
    const env = { PATH: `${folder}:${process.env.PATH}` };
    const run = script("drift-compare.sh", ["prod", "drift.json", REPORT], { env });
    return { ...run, calls: readFileSync(calls, "utf8"), report: readFileSync(REPORT, "utf8") };
  };

  test.each([
    { status: 0, code: 0, stdout: "drift=false\n" },
    { status: 1, code: 0, stdout: "drift=true\n" },
    { status: 2, code: 2, stdout: "" },
  ])(
    "ends with $code and prints $stdout where ops drift ends with $status",
    ({ status, ...run }) => {
      const calls = "npm run --silent ops -- drift prod --plan drift.json\n";
      const report = "- web: x\n";
      expect(compare(status)).toEqual({ ...run, stderr: report, calls, report });
    },
  );
});

needing(missingCommands("bash", "jq"), "a report of drift", () => {
  const report = (drift: boolean, items: Item[]) => {
    const gh = fakeGh(folder, items);
    writeFileSync(join(folder, "drift.txt"), "- web: `x`\n");
    const args = ["prod", String(drift), join(folder, "drift.txt")];
    return { ...script("drift-report.sh", args, { env: gh.env }), gh };
  };
  const LIST = "GET repos/acme/web/issues?state=open&creator=github-actions%5Bbot%5D&per_page=100";
  const others = [
    ours(3, { title: "Drift in lab" }),
    ours(4, { title: "Drift in prod", pull_request: {} }),
  ];
  const issue = ours(9, { title: "Drift in prod", state: "open", body: "old" });

  test("opens an issue", () => {
    const { code, gh } = report(true, others);
    expect(code).toBe(0);
    expect(gh.calls()).toEqual([LIST, "POST repos/acme/web/issues"]);
    expect(gh.items().at(-1)).toMatchObject({
      title: "Drift in prod",
      body: "<details><summary>Changed outside Terraform</summary>\n\n```\n- web: `x`\n\n```\n\n</details>\n\nFound by https://github.com/acme/web/actions/runs/1",
    });
  });

  test("updates the one that is open", () => {
    const { code, gh } = report(true, [...others, issue]);
    expect(code).toBe(0);
    expect(gh.calls()).toEqual([LIST, "PATCH repos/acme/web/issues/9"]);
    expect(gh.items().at(-1)?.body).toContain("- web: `x`");
  });

  test("closes it when nothing drifts any more, and says why", () => {
    const { code, gh } = report(false, [...others, issue]);
    expect(code).toBe(0);
    expect(gh.calls()).toEqual([
      LIST,
      "POST repos/acme/web/issues/9/comments",
      "PATCH repos/acme/web/issues/9",
    ]);
    expect(gh.items().at(-1)).toEqual({ ...issue, state: "closed" });
  });

  test("does nothing where nothing drifts and nothing is open", () => {
    expect(report(false, others).gh.calls()).toEqual([LIST]);
  });
});
