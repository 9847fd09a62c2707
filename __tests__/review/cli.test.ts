import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command, runner } from "../support/command";

const folder = mkdtempSync(join(tmpdir(), "review-"));
afterAll(() => rmSync(folder, { recursive: true }));

const CORE = join(__dirname, "plans/cores/terraform-1.15.5");
const SAFE = join(CORE, "no-changes.json");
const DANGER = join(CORE, "review-data-deleted.json");
const review = (...args: string[]) => command([runner, "review/cli.ts", ...args], {}).ended;

test("a safe plan is exit code 0, a dangerous one 1", async () => {
  expect(await review(SAFE)).toEqual({ code: 0, out: "SAFE  no changes, 5 unchanged\n", err: "" });
  const { code, out, err } = await review(DANGER);
  expect({ code, err }).toEqual({ code: 1, err: "" });
  expect(out).toMatch(/^DANGER {2}2 to delete/);
  expect(out).toContain("aws_rds_cluster.db");
});

test("standard input is read, as JSON and as Markdown is written, into a file if one is named", async () => {
  const file = join(folder, "out.md");
  const args = [runner, "review/cli.ts", "-", "--format", "markdown", "--out", file];
  const input = readFileSync(SAFE);
  expect(execFileSync(process.execPath, args, { input, encoding: "utf8" })).toBe("");
  expect(readFileSync(file, "utf8")).toMatch(/^## ✅ Plan review: SAFE/);
  const { out } = await review(DANGER, "--format", "json");
  expect(JSON.parse(out)).toMatchObject({ format: 1, verdict: "danger", counts: { delete: 2 } });
});

test("a page has a picture where the plan changes a network, and no gap where there is none", async () => {
  const file = join(folder, "out.html");
  const byHand = join(__dirname, "plans/whole/truth/class-changed-by-hand.json");
  expect(await review(byHand, "--format", "html", "--out", file)).toMatchObject({ code: 1 });
  expect(readFileSync(file, "utf8").match(/<section class="picture">.*<svg /g)).toHaveLength(1);
  await review(DANGER, "--format", "html", "--name", "prod", "--out", file);
  expect(readFileSync(file, "utf8")).not.toMatch(/<svg|class="picture"/);
  expect(readFileSync(file, "utf8")).toContain("<title>DANGER: plan of prod</title>");
});

test.each([
  [
    ["no.json"],
    "no.json: must be a plan as JSON, got no such file; make one with terraform show -json PLAN > plan.json",
  ],
  [
    [SAFE, "--format", "pdf"],
    '--format: must be one of terminal, markdown, html, json, got "pdf"; name one of them',
  ],
  [
    [],
    "npm run review --: must be given a plan's JSON, --stack or --run, got none of them; see --help",
  ],
  [
    [SAFE, "--stack", "lab"],
    `npm run review --: must be given a plan's JSON, --stack or --run, got ${SAFE} and lab; see --help`,
  ],
  [
    [SAFE, "--format", "markdown", "--limit", "9"],
    '--limit: must be a number of bytes from 2000 to 65536, got "9"',
  ],
  [
    [SAFE, "--out", "no/such/folder"],
    /^--out no\/such\/folder: must be a file that can be written, got ENOENT/,
  ],
])("%j is refused with exit code 2", async (args, says) => {
  const { code, out, err } = await review(...args);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  if (typeof says === "string") expect(err).toBe(`${says}\n`);
  else expect(err).toMatch(says);
});

test("a broken plan is one line, without a stack", async () => {
  const file = join(folder, "broken.json");
  writeFileSync(file, '{"format_version":');
  const { code, err } = await review(file);
  expect(code).toBe(2);
  expect(err.split("\n")).toHaveLength(2);
});
