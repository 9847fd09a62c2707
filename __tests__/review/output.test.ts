import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createColors } from "picocolors";
import { toJson } from "../../review/json";
import { GITHUB_LIMIT, toMarkdown } from "../../review/markdown";
import { readPlan } from "../../review/read";
import { type Review, review } from "../../review/review";
import type { Finding, Level } from "../../review/rule";
import { render, SCREEN } from "../../review/terminal";
import { visible } from "../../review/words";
import { width } from "../../terminal/table";

const PLAIN = createColors(false);
const CORES = join(__dirname, "plans/cores");
const plans = readdirSync(CORES).flatMap((core) =>
  readdirSync(join(CORES, core)).map((name) => [`${core}/${name}`] as const),
);

/** A review with so many findings of each level. */
function reviewWith(counts: Partial<Record<Level, number>>): Review {
  const findings = (["danger", "attention", "note"] as const).flatMap((level) =>
    Array.from({ length: counts[level] ?? 0 }, (_, i) => findingAt(level, `aws_x.${level}_${i}`)),
  );
  const harmless = ["aws_x.harmless"];
  const none = {
    create: 0,
    update: 1,
    replace: 0,
    delete: 0,
    move: 0,
    import: 0,
    forget: 0,
    drift: 0,
  };
  const monthly = { before: 10, after: 20, complete: true };
  const verdict = counts.danger ? "danger" : counts.attention ? "attention" : "safe";
  return { verdict, counts: none, findings, notJudged: [], harmless, unchanged: [], monthly };
}

function findingAt(level: Level, address: string): Finding {
  const words = { title: `title of ${address}`, why: "it matters", remedy: "mend it" };
  const changes = [{ path: "size", before: 7, after: 1 }];
  return { rule: "some-rule", level, address, tier: "x", ...words, changes };
}

describe("the first screen of a terminal", () => {
  test.each(plans)(
    "of %s has verdict, counts and every danger on 24 lines of 80 columns",
    (name) => {
      expectFirstScreen(review(readPlan(join(CORES, name))));
    },
  );

  test.each([1, 3, 5, 17, 18, 19, 25, 60])("has room for %s dangers among others", (danger) => {
    for (const attention of [0, 1, 10, 40])
      expectFirstScreen(reviewWith({ danger, attention, note: 9 }));
  });

  test("shows all there is where all fits, and says how to see the rest where it doesn't", () => {
    expect(render(reviewWith({ danger: 1 }), PLAIN)).toMatch(
      /size: 7 → 1\n {2}why: it matters\n {2}do: mend it/,
    );
    expect(render(reviewWith({ danger: 9 }), PLAIN)).toMatch(/\n--details shows all of it\.\n$/);
    expect(render(reviewWith({ danger: 9, note: 1 }), PLAIN, true)).toContain(
      "title of aws_x.note_0",
    );
  });
});

function expectFirstScreen(reviewed: Review): void {
  const text = render(reviewed, PLAIN);
  const lines = text.trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(SCREEN.lines);
  expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(SCREEN.columns);
  expect(lines[0]).toMatch(/^(SAFE|ATTENTION|DANGER) {2}\w/);
  const joined = text.replaceAll(/\s+/g, "");
  for (const { level, address } of reviewed.findings) {
    if (level === "danger") expect(joined).toContain(visible(address).replaceAll(" ", ""));
  }
}

describe("Markdown", () => {
  const raw = Array.from(
    { length: 2_000 },
    (_, i) => `  + line ${i} of Terraform's own words`,
  ).join("\n");

  const size = (text: string) => Buffer.byteLength(text);

  test("has all of it where there is room", () => {
    const text = toMarkdown(reviewWith({ danger: 1, attention: 1, note: 1 }), "+ raw");
    for (const level of ["danger", "attention", "note"])
      expect(text).toContain(`title of aws_x.${level}_0`);
    expect(text).toContain("aws_x.harmless");
    expect(text).toContain("```\n+ raw\n```");
    expect(text).not.toContain("Cut here");
  });

  test("cuts the raw plan first, then notes, then attention, never a danger, and counts what it cut", () => {
    const cases = [
      [{ danger: 5, attention: 5, note: 5 }, /Cut here: \d+ lines/],
      [{ danger: 50, attention: 50, note: 800 }, /Cut here: \d+ of these/],
      [{ danger: 50, attention: 800, note: 10 }, /Cut here: \d+ more that need attention/],
      [{ danger: 600, attention: 800, note: 10 }, /Cut here: \d+ more that need attention/],
    ] as const;
    for (const [counts, says] of cases) {
      const text = toMarkdown(reviewWith(counts), raw);
      expect(size(text)).toBeLessThanOrEqual(GITHUB_LIMIT);
      expect(text).toMatch(says);
      for (let i = 0; i < counts.danger; i++) expect(text).toContain(`\`aws_x.danger_${i}\``);
    }
    expect(toMarkdown(reviewWith({ danger: 5, attention: 50 }), raw)).toContain(
      "aws_x.attention_49",
    );
  });

  test("names 900 dangers whatever the limit, and of more as many as GitHub takes", () => {
    const long = (i: number) =>
      `module.data["eu-central-1"].aws_s3_bucket.customers_of_${1000 + i}`;
    const of = (danger: number) => {
      const findings = Array.from({ length: danger }, (_, i) => findingAt("danger", long(i)));
      const text = toMarkdown({ ...reviewWith({ danger: 1 }), findings }, raw, 20_000);
      expect(size(text)).toBeLessThanOrEqual(62_000);
      return {
        text,
        named: findings.filter(({ address }) => text.includes(`\`${address}\``)).length,
      };
    };
    expect(of(900)).toEqual({ named: 900, text: expect.not.stringContaining("more dangers") });
    const { text, named } = of(2000);
    expect(text).toContain(`\n_Cut here: ${2000 - named} more dangers._\n`);
    expect(named).toBeGreaterThanOrEqual(900);
  });

  test("nothing of a plan becomes HTML, a mention, a link or the end of a fence", () => {
    const hostile = "</details><b>@team</b> [x](http://y) `` ```\n\u001b[31m\u202e <!-- a";
    const finding = { ...findingAt("danger", `aws_x.y["${hostile}"]`), title: hostile };
    const text = toMarkdown({ ...reviewWith({}), findings: [finding] }, `${hostile}\n~~~~\n`);
    const outside = text.replaceAll(/(`+)[\s\S]*?[^`]\1(?!`)/g, "");
    expect(outside).not.toMatch(/<\/details><b>|@team|[^\\]\]\(|:\/\/|<!--/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
    expect(text).not.toMatch(/\u001b|\u202e/);
  });
});

test("JSON has the keys of the contract", () => {
  const document = JSON.parse(toJson(reviewWith({ attention: 1 })));
  expect(document).toEqual({
    format: 1,
    verdict: "attention",
    counts: {
      create: 0,
      update: 1,
      replace: 0,
      delete: 0,
      move: 0,
      import: 0,
      forget: 0,
      drift: 0,
    },
    findings: [findingAt("attention", "aws_x.attention_0")],
    notJudged: [],
    harmless: ["aws_x.harmless"],
    unchanged: 0,
    monthly: { before: 10, after: 20, complete: true },
  });
});
