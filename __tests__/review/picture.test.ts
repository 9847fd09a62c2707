import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pictureIn } from "../../review/picture";
import type { Plan } from "../../terraform/plan";

const FILE = join(__dirname, "plans/whole/truth/class-changed-by-hand.json");
const plan = (edit: (text: string) => string = (text) => text) =>
  JSON.parse(edit(readFileSync(FILE, "utf8"))) as Plan;

test("the picture of a plan is an SVG with the name of what was planned", async () => {
  const svg = await pictureIn(plan(), "prod");
  expect(svg).toMatch(/^<svg [\s\S]*<title id="title">What the plan of prod changes<\/title>/);
});

test("a secret is in no picture, wherever a copy of it stands", async () => {
  const secret = "0.mysql_aurora";
  const output_changes = {
    secret: { actions: ["no-op"] as const, before: secret, after: secret, before_sensitive: true },
  };
  expect(await pictureIn(plan(), "prod")).toContain(secret);
  const svg = await pictureIn({ ...plan(), output_changes }, `prod ${secret}`);
  expect(svg).toContain("(sensitive)");
  expect(svg).not.toContain(secret);
});

test("what would hide in a text is shown as an escape", async () => {
  const svg = await pictureIn(
    plan((text) => text.replaceAll('"db.t4g.large"', '"db\\u202ex"')),
    "prod",
  );
  expect(svg).toContain("− db\\u202ex");
});
