import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planIn, readPlan } from "../../review/read";
import { review } from "../../review/review";
import { Refusal } from "../../terminal/refusal";

const SHOW = "make one with terraform show -json PLAN > plan.json";
const plan = { format_version: "1.2", terraform_version: "1.15.5", resource_changes: [] };

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal && error.exitCode === 2) return error.message;
    throw error;
  }
  throw new Error("was not refused");
}

test.each([
  ["nothing at all", "", "nothing"],
  ["blanks", " \n", "nothing"],
  ["a plan that ends too early", JSON.stringify(plan).slice(0, -9), "JSON that ends too early"],
  ["what terraform plan prints", "\nTerraform will perform the following", "text that is no JSON"],
  ["a log", '{"@level":"info"}\n{"@level":"info"}\n', "the log of terraform plan -json"],
  ["a list", "[]", "a JSON value of another kind"],
  ["a state", '{"version":4,"serial":1,"lineage":"x"}', "a state file"],
  ["a shown state", '{"format_version":"1.0","values":{}}', "the JSON of a state"],
  ["an empty state", '{"format_version":"1.0"}', "JSON of something else"],
  ["other JSON", '{"name":"three-tier-web"}', "JSON of something else"],
  [
    "HCP's redacted plan",
    '{"plan_format_version":"1.2"}',
    "HCP's redacted plan; fetch json-output instead",
  ],
  ["a binary plan", "PK\u0003\u0004", "Terraform's binary plan"],
  ["bytes that are no text", Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), "bytes that are no UTF-8"],
])("%s is refused in one line", (_, bytes, got) => {
  const message = refusalOf(() => planIn("x.json", Buffer.from(bytes as string)));
  expect(message).toBe(`x.json: must be a plan as JSON, got ${got}; ${SHOW}`);
});

test("a plan of a newer format is refused, and a newer minor one is read", () => {
  const of = (format_version: string) => Buffer.from(JSON.stringify({ ...plan, format_version }));
  expect(refusalOf(() => planIn("x.json", of("2.0")))).toBe(
    "x.json: must be a plan of format 1, got format 2.0; use a newer version of this command",
  );
  expect(planIn("x.json", of("1.9"))).toMatchObject({ format_version: "1.9" });
});

test("a file that isn't there, or is a folder, is refused", () => {
  expect(refusalOf(() => readPlan("no/such.json"))).toBe(
    `no/such.json: must be a plan as JSON, got no such file; ${SHOW}`,
  );
  expect(refusalOf(() => readPlan(tmpdir()))).toContain("got a folder");
});

test("UTF-16, as PowerShell writes it, and a byte order mark are read", () => {
  const text = JSON.stringify(plan);
  expect(planIn("x.json", Buffer.from(`\ufeff${text}`, "utf16le"))).toEqual(plan);
  expect(planIn("x.json", Buffer.from(`\ufeff${text}`))).toEqual(plan);
});

test("100 MB of plan are judged", () => {
  const folder = mkdtempSync(join(tmpdir(), "review-"));
  try {
    const values = { id: "x", user_data: "x".repeat(100_000) };
    const change = { actions: ["no-op"], before: values, after: values, after_unknown: {} };
    const entry = { mode: "managed", type: "aws_x", name: "y", change };
    const one = JSON.stringify({ address: "aws_x.y", ...entry });
    const gone = { ...entry, type: "aws_rds_cluster", address: "aws_rds_cluster.db" };
    const last = JSON.stringify({
      ...gone,
      change: { ...change, actions: ["delete"], after: null },
    });
    const file = join(folder, "plan.json");
    const entries = [...Array.from({ length: 520 }, () => one), last].join();
    writeFileSync(file, `{"format_version":"1.2","resource_changes":[${entries}]}`);
    expect(review(readPlan(file))).toMatchObject({ verdict: "danger", counts: { delete: 1 } });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("of another cloud's plan the destroys are counted, and nothing is judged", () => {
  const change = { actions: ["delete"], before: {}, after: null, after_unknown: {} };
  const type = "google_sql_database_instance";
  const entry = { address: `${type}.db`, mode: "managed", type, name: "db", change };
  const text = JSON.stringify({ ...plan, resource_changes: [entry] });
  expect(review(planIn("x.json", Buffer.from(text)))).toMatchObject({
    verdict: "attention",
    counts: { delete: 1 },
    notJudged: [`${type}.db`],
  });
});
