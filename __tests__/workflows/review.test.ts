import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { missingCommands, needing } from "../support/needing";
import { fakeProgram, script, temporary } from "./scripts";

const { folder, remove } = temporary("review");
afterAll(remove);
const REVIEW = join(folder, "review.md");
const PAGE = join(folder, "review.html");
const DIGEST = "d".repeat(64);

needing(missingCommands("bash", "jq"), "a review", () => {
  const DANGERS = [
    { level: "danger", address: 'a.b["c\nd"]' },
    { level: "attention", address: "a.e" },
  ];
  const review = (status: number, verdict = "attention", page = `echo text > ${PAGE}`) => {
    const said = JSON.stringify({ verdict, findings: DANGERS });
    const calls = join(folder, "npm.txt");
    writeFileSync(calls, "");
    fakeProgram(
      folder,
      "npm",
      `echo "npm $*" >> ${calls}
      case $* in *html*) ${page} ;; *json) printf '%s\\n' '${said}' ;; *) echo text > "\${@: -1}" ;; esac
      exit ${status}`,
    );
    const env = { PATH: `${folder}:${process.env.PATH}` };
    const run = script("review.sh", ["plan.json", "prod", REVIEW, PAGE], { env });
    return { ...run, calls: readFileSync(calls, "utf8").trim().split("\n") };
  };

  test.each([0, 1])("has a verdict and a text where the command ends with %s", (status) => {
    expect(review(status)).toEqual({
      code: 0,
      stdout: "verdict=attention\n",
      stderr: 'text\ndanger at "a.b[\\"c\\nd\\"]"\n',
      calls: [
        `npm run --silent review -- plan.json --format markdown --limit 20000 --out ${REVIEW}`,
        "npm run --silent review -- plan.json --format json",
        `npm run --silent review -- plan.json --format html --name prod --out ${PAGE}`,
      ],
    });
    expect(readFileSync(PAGE, "utf8")).toBe("text\n");
  });

  test("has a verdict where its page fails, and then no page", () => {
    expect(review(0, "safe", "exit 3")).toMatchObject({ code: 0, stdout: "verdict=safe\n" });
    expect(existsSync(PAGE)).toBe(false);
  });

  test("has no verdict where the command can't tell", () => {
    expect(review(2)).toMatchObject({ code: 2, stdout: "" });
  });
});

needing(missingCommands("bash", "jq", "iconv"), "what reviewers see", () => {
  const rendered = (text: string) => gzipSync(text).toString("base64");
  const report = (text: string, env: Record<string, string> = {}) => {
    writeFileSync(REVIEW, text);
    const plan = { DIGEST, RENDERED: rendered("the plan\n") };
    const all = { VERDICT: "danger", PAGE: "", ...plan, ...env };
    const run = { COMMIT: "c0ffee", RUN_URL: "https://github.com/acme/web/actions/runs/1" };
    const { code, stdout } = script("report.sh", ["prod", REVIEW], { env: { ...all, ...run } });
    expect(code).toBe(0);
    return stdout;
  };
  const LAST = "\nOf c0ffee, [run](https://github.com/acme/web/actions/runs/1)\n";

  test("begins with the verdict and the review, and the plan comes after them", () => {
    const text = report("1 danger\n");
    expect(text).toMatch(/^### prod: danger\n\n<details open><summary>The review, by npm's/);
    expect(text).toContain("doesn't show</summary>\n\n1 danger\n\n</details>\n");
    const places = [
      "1 danger",
      "The review can stop you, and approves nothing",
      "the plan\n",
      DIGEST,
      LAST,
    ];
    const found = places.map((place) => text.indexOf(place));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found).not.toContain(-1);
  });

  test.each(["", "approved by @security", "safe\n### prod: safe"])(
    "says that nothing was reviewed where the verdict is %p",
    (VERDICT) => {
      const [first] = report("", { VERDICT }).split("\n");
      expect(first).toBe("### prod: not reviewed");
    },
  );

  test("has a link to the page, by the artifact's number alone", () => {
    const link = "[The review as a page](https://github.com/acme/web/actions/runs/1/artifacts/42)";
    expect(report("1 danger\n", { PAGE: "42" })).toContain(link);
    for (const PAGE of ["", "42)](https://evil.example", "../../evil", "42\n@everyone"]) {
      expect(report("1 danger\n", { PAGE })).not.toMatch(/as a page|evil|everyone/);
    }
  });

  test("says that there is no plan", () => {
    expect(report("", { DIGEST: "" })).toBe(`### prod: no plan\n${LAST}`);
  });

  test.each([
    "```\n</details>\n### prod: safe\n@everyone [see](https://evil.example)",
    "<!-- \n--> ![](https://evil.example/pixel.png)",
    "`".repeat(70_000),
    "\u001b[2J\u202Eefas\u2066",
    "x".repeat(100_000),
  ])("keeps %p in its fence, and the comment below GitHub's limit", (hostile) => {
    const plan = script("fence.sh", ["The plan", "40000"], { input: "y".repeat(100_000) });
    const text = report(`${hostile}\n`, { RENDERED: rendered(plan.stdout) });
    expect(text.length).toBeLessThan(65_536);
    expect(text).not.toContain("\u001b");
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(outsideFences(text)).not.toMatch(/evil|everyone|: safe/);
  });

  test("has room for 900 dangers, to which the plan gives way, and its counts stay", () => {
    const dangers = Array.from({ length: 900 }, (_, i) => `- \`${"x".repeat(55)}${1000 + i}\``);
    const input = `## ⛔ Plan review: DANGER\n\n### Danger\n\n${dangers.join("\n")}\n`;
    const plan = `### prod: 900 to delete\n\n${"the plan\n".repeat(4000)}`;
    const text = report(input, { RENDERED: rendered(plan) });
    expect(text.length).toBeLessThan(65_536);
    expect(dangers.filter((each) => !text.includes(each))).toEqual([]);
    expect(text).toContain("\n### prod: 900 to delete\n\n**Cut here:** the dangers leave no room");
    expect(text).not.toContain("the plan\n");
    const safe = report(input, { RENDERED: rendered(plan), VERDICT: "safe" });
    expect(safe).toContain("the plan\n");
  });

  /** What GitHub takes for Markdown: all but the blocks of code. */
  function outsideFences(text: string): string {
    const out: string[] = [];
    let fence: string | undefined;
    for (const line of text.split("\n")) {
      const [ticks] = /^`{3,}/.exec(line) ?? [];
      if (fence === undefined && ticks !== undefined) fence = ticks;
      else if (fence === undefined) out.push(line);
      else if (line.trim() === fence) fence = undefined;
    }
    expect(fence).toBeUndefined();
    return out.join("\n");
  }
});

needing(missingCommands("bash", "jq", "iconv"), "what leaves the job with the role", () => {
  test("is the plan without secrets, and the plan as people read it", () => {
    const change = { actions: ["update"], before: { v: 1 }, after: { v: "planted" } };
    const marks = { before_sensitive: {}, after_sensitive: { v: true } };
    const resource_changes = [{ address: "a.b", type: "a", change: { ...change, ...marks } }];
    const plan = { resource_changes, variables: { a: { value: "planted" } } };
    writeFileSync(join(folder, "plan.json"), JSON.stringify(plan));
    writeFileSync(join(folder, "plan.txt"), "as Terraform says it\n");
    const file = join(folder, "handed.json");
    const { code, stdout } = script("hand-on.sh", ["prod", folder, file]);
    expect(code).toBe(0);
    const handed = readFileSync(file, "utf8");
    expect(handed).not.toContain("planted");
    expect(JSON.parse(handed).resource_changes[0].change.after).toEqual({
      v: "(sensitive, after)",
    });

    const [, text = ""] = /^rendered=(\S+)\n$/.exec(stdout) ?? [];
    const plain = spawnSync("gunzip", { input: Buffer.from(text, "base64"), encoding: "utf8" });
    expect(plain.stdout).toMatch(/^### prod: 1 to update\n[\s\S]*\nas Terraform says it\n/);
  });
});
