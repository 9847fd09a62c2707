import { readdirSync } from "node:fs";
import { join } from "node:path";
import { toMarkdown } from "../../review/markdown";
import { pictureIn } from "../../review/picture";
import { readPlan } from "../../review/read";
import { review } from "../../review/review";
import type { Plan } from "../../terraform/plan";
import { missingCommands, needing } from "../support/needing";
import { isPlain, redacted } from "./scripts";

/** Plans as four cores wrote them, whole; secrets in them begin alike. */
const CORES = join(__dirname, "..", "review", "plans", "cores");
const WHOLE = join(CORES, "..", "whole");
const names = readdirSync(CORES, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".json"))
  .sort();
const SECRET = /planted-secret-(?!unmarked)[\w-]+/g;

needing(missingCommands("jq"), "a plan of another core", () => {
  const plans = names.map((name) => readPlan(join(CORES, name)));
  const handedOn = redacted(...plans);

  test("reaches npm's packages without the secrets that were planted in it", () => {
    const planted = plans.filter((plan) => SECRET.test(JSON.stringify(plan)));
    expect(planted.length).toBeGreaterThan(15);
    const left = handedOn.flatMap((plan, i) =>
      (JSON.stringify(plan).match(SECRET) ?? []).map((secret) => `${names[i]}: ${secret}`),
    );
    expect(left).toEqual([]);
  });

  test("has the same verdict without its secrets", () => {
    const other = names.flatMap((name, i) => {
      const [whole, part] = [plans[i], handedOn[i]].map((plan) => plan && review(plan).verdict);
      return whole === part ? [] : [`${name}: ${whole}, without secrets ${part}`];
    });
    expect(other).toEqual([]);
  });

  test("has the same picture without its secrets", async () => {
    const whole = readdirSync(WHOLE, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".json"))
      .map((name) => readPlan(join(WHOLE, name)));
    const pictures = (all: readonly Plan[]) =>
      Promise.all(all.map((plan) => pictureIn(plan, "lab")));
    expect(whole.length).toBeGreaterThan(3);
    expect(await pictures(redacted(...whole))).toEqual(await pictures(whole));
  });

  test("is shown as Markdown, or in a fence where an address has a backtick", () => {
    const recent = names.filter((name) => name.startsWith("terraform-1.15.5"));
    const inFence = recent.filter((name) => {
      const plan = handedOn[names.indexOf(name)];
      return plan && !isPlain(toMarkdown(review(plan)));
    });
    expect(inFence).toEqual(["terraform-1.15.5/hostile-text.json"]);
  });
});
