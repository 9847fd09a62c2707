import { compared } from "../diagram/compare";
import { draw } from "../diagram/draw";
import { pictureOf } from "../diagram/read";
import { PRICES_AS_OF, PRICES_REGION } from "../prices/prices";
import { summarize } from "../summary/summarize";
import { between, expectWritten, readPage } from "./support/docs";
import { synthStage } from "./support/synth";

/*
 * What follows from the code on the page of the course: npm run docs writes it. The commands of the
 * page are run by acceptance/try/lab.test.ts.
 */

const PAGE = "docs/course.md";
const lab = synthStage("lab");
const HOURS = 3;

/** The course's steps, and which names of the stack's resources are a step's. */
const STEPS = {
  network: { title: "1. The network", has: /^network/ },
  web: { title: "2. The web tier", has: /^(load_balancer|web)(?!.*_database_)/ },
  database: { title: "3. Aurora", has: /^database(?!_read_secrets)|_to_database_/ },
  secret: { title: "4. The secret", has: /^database_read_secrets/ },
  app: { title: "5. The app", has: /^(release|news)/ },
};
type Step = keyof typeof STEPS;
const names = Object.keys(STEPS) as Step[];

/** How to connect is in the parameters: of the database's, they belong to the secret. */
function stepOf(address: string): Step | undefined {
  const [type, name = ""] = address.split(".");
  const step = names.find((each) => STEPS[each].has.test(name));
  return step === "database" && type === "aws_ssm_parameter" ? "secret" : step;
}

const addresses = lab.addresses().filter((address) => !address.startsWith("data."));
const addressesOf = (step: Step) => addresses.filter((address) => stepOf(address) === step);

const TIERS: Readonly<Record<Step, readonly string[]>> = {
  network: ["network"],
  web: ["load-balancer", "web"],
  database: ["database"],
  secret: [],
  app: [],
};
const { tiers } = summarize("lab", "", lab.document);
const costsOf = (step: Step) =>
  tiers.filter(({ tier }) => TIERS[step].includes(tier)).flatMap(({ costs }) => costs);
const perHour = (steps: readonly Step[]) =>
  steps.flatMap(costsOf).reduce((sum, { count, perHour }) => sum + count * (perHour ?? 0), 0);
const dollars = (amount: number, digits = 2) => `$${amount.toFixed(digits)}`;

function costTable(): string {
  const row = (title: string, steps: readonly Step[], what: string) =>
    `| ${title} | ${what} | ${dollars(perHour(steps), 4)} | ${dollars(perHour(steps) * HOURS)} |`;
  const rows = names.map((step) => {
    const what = costsOf(step).map(({ what, count }) => `${count} × ${what}`);
    return row(STEPS[step].title, [step], what.join(", ") || "nothing by the hour");
  });
  const month = new Date(PRICES_AS_OF).toLocaleString("en", { month: "long", year: "numeric" });
  return [
    `| step | paid by the hour | an hour | ${HOURS} hours |`,
    "| --- | --- | --- | --- |",
    ...rows,
    row("**all**", names, ""),
    "",
    `These are estimates, by ${PRICES_REGION} list prices of ${month}. Traffic, storage and logs come on top.`,
  ].join("\n");
}

/** The step's part of the system in the picture, marked as new, where it has one. */
async function pictures(): Promise<Partial<Record<Step, string>>> {
  const upTo = (step: Step) => {
    const steps = names.slice(0, names.indexOf(step) + 1);
    return pictureOf("lab", { ...lab.document, resource: resourcesOf(steps) });
  };
  const title = (step: Step) => ({ title: STEPS[step].title, notes: [] });
  const step = (before: Step, after: Step) =>
    draw({ ...compared(upTo(before), upTo(after), new Map()), ...title(after) });
  return {
    network: await draw({ ...upTo("network"), ...title("network") }),
    web: await step("network", "web"),
    database: await step("web", "database"),
  };
}

function resourcesOf(steps: readonly Step[]) {
  const all = addresses.filter((address) => steps.includes(stepOf(address) ?? "app"));
  const resource: Record<string, Record<string, unknown>> = {};
  for (const address of all) {
    const [type = "", name = ""] = address.split(".");
    resource[type] = { ...resource[type], [name]: lab.at(address) };
  }
  return resource;
}

function textOf(step: Step, picture: string | undefined): string {
  const list = addressesOf(step).map((address) => `\`${address}\``);
  const cost = perHour([step]) === 0 ? "nothing by the hour" : dollars(perHour([step]) * HOURS);
  return [
    ...(picture === undefined ? [] : [`![${alternative(step)}](course/${step}.svg)`, ""]),
    `${HOURS} hours: ${cost}. ${list.length} addresses:`,
    "",
    `<details><summary>${list[0]?.replaceAll("`", "")} and ${list.length - 1} more</summary>`,
    "",
    `${list.join(", ")}`,
    "",
    "</details>",
  ].join("\n");
}

function alternative(step: Step): string {
  const name = STEPS[step].title.replace(/^\d\. /, "");
  return step === "network" ? name : `${name}, marked as new in the picture of the system`;
}

test("each address of lab is of one step of the course", () => {
  expect(addresses.filter((address) => stepOf(address) === undefined)).toEqual([]);
});

test("the page has costs, addresses and pictures as they follow from lab; npm run docs writes them", async () => {
  const drawn = await pictures();
  for (const [step, svg] of Object.entries(drawn)) expectWritten(`docs/course/${step}.svg`, svg);
  const texts = names.map((step) => [step, textOf(step, drawn[step])] as const);
  const page = [["cost", costTable()] as const, ...texts].reduce(
    (text, [name, content]) => between(text, name, content),
    readPage(PAGE),
  );
  expectWritten(PAGE, page);
});

test("a section with commands that no test runs says that they need AWS", () => {
  const sections = readPage(PAGE).split(/^## /m);
  const onAws = sections.filter((text) => text.includes("```bash"));
  expect(onAws.length).toBeGreaterThan(5);
  expect(onAws.filter((text) => !/on AWS alone/i.test(text))).toEqual([]);
});
