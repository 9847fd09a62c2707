import { subnetCidr } from "../constructs/subnet-plan";
import { PRICES_AS_OF } from "../prices/prices";
import { rolloutOf } from "../review/rollout";
import { Side } from "../review/side";
import { summarize } from "../summary/summarize";
import { filesIn, onOneLine, readPage } from "./support/docs";
import { synthImage, synthStage, synthState } from "./support/synth";
import type { Synthesized } from "./support/synthesized";

/** Numbers that pages repeat from the code: a page that says another one fails here. */

const lab = synthStage("lab");
const prod = synthStage("prod");

describe("the README says", () => {
  test.each([
    ["lab", lab],
    ["prod", prod],
    ["prod-image", synthImage("prod")],
  ])("what %s costs a month", (_, stack) => {
    expect(missingOn("README.md", `$${Math.round(monthly(stack))}`)).toEqual([]);
  });

  test("which Node it needs", () => {
    const { engines } = JSON.parse(readPage("package.json"));
    const [today] = readPage(".nvmrc").split(".");
    const says = [`Node ${today} (`, `(${engines.node.replace(">=", "")} still works`];
    expect(missingOn("README.md", ...says)).toEqual([]);
  });
});

test("each page with a price calls it an estimate, and says of which month it is", () => {
  const month = new Date(PRICES_AS_OF).toLocaleString("en", { month: "long", year: "numeric" });
  const pages = ["README.md", ...filesIn("docs").filter((page) => page.endsWith(".md"))];
  const priced = pages.filter((page) => PRICE.test(readPage(page)));
  const lacking = priced.flatMap((page) =>
    missingOn(page, "estimate", `prices of ${month}`).map((says) => `${page}: ${says}`),
  );
  expect(priced).toContain("README.md");
  expect(lacking).toEqual([]);
});

describe("the pages of releases say", () => {
  const rollout = (stack: Synthesized) => rolloutOf(new Side(group(stack)), size(stack));
  const size = (stack: Synthesized) => Number(group(stack).min_size);
  const warmUp = (stack: Synthesized) => group(stack).default_instance_warmup;
  const drain = lab.at("aws_lb_target_group.load_balancer").deregistration_delay;

  test("how long a rollout takes, as the page of changes does", () => {
    const [a, b] = [rollout(lab), rollout(prod)];
    const page = missingOn(
      "docs/runbooks/releases.md",
      `\`lab\` with ${size(lab)} instances takes ${a.batches} steps, about ${a.minutes} minutes`,
      `\`prod\` with ${size(prod)} instances begins with a [canary](#a-canary): ${b.batches} steps`,
      `about ${b.minutes} minutes`,
      `${a.warmUpMinutes} minutes a step on stock, ${b.warmUpMinutes} on a baked image`,
      `(${warmUp(lab)} s on stock, ${warmUp(prod)} s baked)`,
      `takes up to ${drain} s`,
    );
    const picture = `lab ${a.minutes} minutes, prod ${b.minutes};`;
    expect([...page, ...missingOn("docs/release.svg", picture)]).toEqual([]);
  });

  test("what the builder costs a month", () => {
    const builder = Math.round(monthly(synthImage("prod")));
    expect(missingOn("docs/runbooks/releases.md", `about $${builder} a month`)).toEqual([]);
  });
});

test("the page of remote state and decision 12 say how long old states are kept", () => {
  const rule = synthState({ bucket: "acme-state" }).at(
    "aws_s3_bucket_lifecycle_configuration.bucket",
  ) as { rule: [{ noncurrent_version_expiration: [Record<string, number>] }] };
  const [{ noncurrent_days, newer_noncurrent_versions }] =
    rule.rule[0].noncurrent_version_expiration;
  expect(missingOn("docs/runbooks/remote-state.md", `kept for ${noncurrent_days} days`)).toEqual(
    [],
  );
  expect(
    missingOn(
      decision(12),
      `kept for ${noncurrent_days} days, the newest ${newer_noncurrent_versions} for longer`,
    ),
  ).toEqual([]);
});

describe("a decision says", () => {
  test("2: how many addresses a subnet has, of which AWS keeps five", () => {
    const usable = (vpc: string) => {
      const bits = Number(subnetCidr(vpc, "public", "a").split("/")[1]);
      return `/${bits} (${(2 ** (32 - bits) - 5).toLocaleString("en")}`;
    };
    expect(missingOn(decision(2), `A /16 gives ${usable("10.0.0.0/16")} usable`)).toEqual([]);
    expect(missingOn(decision(2), `a /20 gives ${usable("10.0.0.0/20")})`)).toEqual([]);
  });

  test("4: which parameters tell the app how to connect", () => {
    const names = prod
      .addresses("aws_ssm_parameter")
      .filter((address) => address.includes(".database_"))
      .map((address) => String(prod.at(address).name).replace("/prod/database/", ""));
    const list = /in (\w+) parameters: ([^.]*)\./.exec(onOneLine(decision(4)));
    expect([...(list?.[2] ?? "").matchAll(/`([\w-]+)`/g)].map(([, name]) => name).sort()).toEqual(
      names.sort(),
    );
    expect(list?.[1]).toBe(["six", "seven", "eight"][names.length - 6]);
  });

  test("10: how long the app waits for its database", () => {
    const missing = missingOn(
      decision(10),
      `on both endpoints for ${patience("readMs")} s`,
      `a write on the writer for ${patience("writeMs")} s`,
      `have the contacts; ${patience("pingMs")} s each`,
    );
    expect(missing).toEqual([]);
  });

  test("14: how many contacts an answer looks at, how many there may be, and when a statement ends", () => {
    const store = "app/contacts/store.ts";
    const missing = missingOn(
      decision(14),
      `looks at ${constant(store, "MOST_LOOKED_AT").toLocaleString("en")} contacts at a time`,
      `| contacts | ${constant(store, "MOST_CONTACTS").toLocaleString("en")};`,
      `ends at the server after ${patience("statementMs")} s; a read`,
    );
    expect(missing).toEqual([]);
  });

  test("13: after how many resources the test kills Terraform", () => {
    const points = /const POINTS = .*\[([\d, ]+)\];/.exec(
      readPage("__tests__/acceptance/locks.test.ts"),
    )?.[1];
    expect(points).toBeDefined();
    const said = points?.replace(/, (\d+)$/, " and $1");
    expect(missingOn(decision(13), `after ${said} resources`)).toEqual([]);
  });
});

test("the page of GitHub Actions says when a run is ended", () => {
  const { 1: minutes } = /timeout-minutes: (\d+) # less than the hour/.exec(
    readPage(".github/workflows/deploy-stage.yml"),
  ) ?? [""];
  expect(missingOn("docs/pipelines/github-actions.md", `its ${minutes} minutes`)).toEqual([]);
});

const PRICE = /\$\d[\d.,]* (a month|an hour|for `)/;

/** Those of the sentences that a page doesn't say, however it is wrapped. */
function missingOn(page: string, ...sentences: string[]): string[] {
  const text = onOneLine(page);
  return sentences.filter((sentence) => !text.includes(sentence));
}

function group(stack: Synthesized) {
  return stack.at("aws_autoscaling_group.web");
}

function monthly(stack: Synthesized): number {
  return summarize("stack", "cdk.tf.json", stack.document).perMonth;
}

const INDEX = readPage("docs/README.md");

/** The page of a decision, by its number. */
function decision(number: number): string {
  const [, page] = new RegExp(`\\((decisions/0*${number}-.*)\\)`).exec(INDEX) ?? [];
  return `docs/${page}`;
}

/** How long the app waits, in seconds. */
function patience(name: string): number {
  const [, ms] =
    new RegExp(`^  ${name}: ([\\d_]+),$`, "m").exec(readPage("app/database/patience.ts")) ?? [];
  return Number(ms?.replaceAll("_", "")) / 1000;
}

/** A number that a file keeps to itself: `const NAME = 6_000;`. */
function constant(file: string, name: string): number {
  const [, digits = ""] = new RegExp(`${name} = ([\\d_]+)`).exec(readPage(file)) ?? [];
  return Number(digits.replaceAll("_", ""));
}
