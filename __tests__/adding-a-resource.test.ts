import { ARNS, EC2_IDS, NAMED, PARTS, PUT } from "../ops/recover/rules";
import { isJudged } from "../review/rules";
import type { StatementJson } from "../service/iam";
import { summarize } from "../summary/summarize";
import { mayDo } from "./support/calls";
import { CREATED_BY } from "./support/created-by";
import { readPage } from "./support/docs";
import { everyChoice } from "./support/every-choice";
import { PAID, UNPAID } from "./support/paid";
import { rightsOf, stateStackForGithub } from "./support/pipeline";
import { synthImage, synthStage, synthState } from "./support/synth";
import type { Synthesized } from "./support/synthesized";
import { typesIn } from "./support/types-in";
import { transitions } from "./transitions";

/*
 * Every type of resource in our stacks is known in each of these places. docs/adding-a-resource.md
 * walks through them with an example. Each failure names the type, the file to edit, and why.
 */

const PAGE = readPage("docs/adding-a-resource.md");

/** The stages as they are, and with every setting that adds a type. */
const services = [synthStage("lab"), synthStage("prod"), synthStage("lab", everyChoice())];
const LAB = {
  name: "lab",
  region: "us-east-1",
  stateKeys: ["lab.tfstate"],
  bakes: false,
  protection: false,
};
const others = [synthImage("prod"), synthState({ github: { subject: "repo:acme/web" } }, [LAB])];

const inServices = typesIn(services);
const inAll = typesIn([...services, ...others]);

test("the stacks of these tests have the types that they are about", () => {
  expect(inServices.length).toBeGreaterThan(35);
  expect(inAll.length).toBeGreaterThan(45);
});

test("recover finds every type after a killed run, or need not", () => {
  const known = new Set([EC2_IDS, ARNS, PARTS].flatMap((table) => Object.keys(table)));
  for (const type of [...NAMED, ...PUT]) known.add(type);
  expect(
    unless(inAll, (type) => known.has(type), {
      file: "ops/recover/rules.ts",
      must: "be in one of the tables, by how AWS lists such a thing",
    }),
  ).toEqual([]);
});

describe("a stage's pipeline", () => {
  const rights = rightsOf(stateStackForGithub(), "prod");
  const place = { stage: "prod", boundaryArn: rights.boundaryArn };
  const reads = actionsOf(rights.plan, "Allow");
  const serviceOf = (type: string) => CREATED_BY[type]?.split(":")[0] ?? "";

  test("has a call that creates each type, as far as these tests know", () => {
    expect(
      unless(inServices, (type) => type in CREATED_BY, {
        file: "__tests__/support/created-by.ts",
        must: "have the action of IAM that creates it, so that rights can be tested",
      }),
    ).toEqual([]);
  });

  test("may create each type", () => {
    expect(
      unless(inServices, (type) => mayDo(CREATED_BY[type] ?? "", rights.apply, place), {
        file: "constructs/pipeline/actions.ts, constructs/pipeline/write.ts",
        must: "have its actions, limited to the stage's names (__tests__/support/called-resources.ts: RESOURCES)",
      }),
    ).toEqual([]);
  });

  test("may read each type in a plan", () => {
    expect(
      unless(inServices, (type) => reads.some((each) => each.startsWith(`${serviceOf(type)}:`)), {
        file: "constructs/pipeline/read.ts",
        must: "have the actions by which a plan reads it",
      }),
    ).toEqual([]);
  });

  test("may not touch what carries another stage's tag", () => {
    const denied = actionsOf(rights.apply, "Deny");
    // By name alone: a bucket's and a hosted zone's tags are no condition to IAM.
    const byName = ["s3", "route53"];
    expect(
      unless(
        inServices,
        (type) => byName.includes(serviceOf(type)) || denied.includes(`${serviceOf(type)}:*`),
        {
          file: "constructs/pipeline/forbid.ts",
          must: "have its service in TAGGED, or this pipeline may change other stages",
        },
      ),
    ).toEqual([]);
  });
});

test("every type is made on the emulator: by lab, by prod, or by a transition", () => {
  const plans = transitions.flatMap(({ plan }) => plan);
  const made = new Set([
    ...typesIn(services.slice(0, 2)),
    ...plans.map((line) => /^create (\w+)\./.exec(line)?.[1] ?? ""),
  ]);
  expect(
    unless(inServices, (type) => made.has(type), {
      file: "__tests__/transitions",
      must: "be created by one, unless lab or prod have it: emulator/gaps mends what it lacks",
    }),
  ).toEqual([]);
});

test("the plan review judges every type, or says why its changes harm nobody", () => {
  expect(
    unless(inAll, isJudged, {
      file: "review/rules, review/rules/harmless.ts",
      must: "be in the types of a rule, or have a line",
    }),
  ).toEqual([]);
});

describe("what is paid by the hour", () => {
  test("is known of every type", () => {
    expect(
      unless(inAll, (type) => PAID.has(type) || UNPAID.has(type), {
        file: "__tests__/support/paid.ts",
        must: "be in PAID (if prices/ has its price and summary/ counts it) or in UNPAID",
      }),
    ).toEqual([]);
  });

  test("is in the total of the summary", () => {
    const total = ({ document }: { document: object }) => summarize("", "", document).perMonth;
    const counted = (type: string) =>
      services.some((stack) => total(without(stack, type)) < total(stack));
    expect(
      unless([...PAID], counted, {
        file: "summary/",
        must: "add to the costs of its tier, by a price from prices/prices.ts",
      }),
    ).toEqual([]);
  });
});

// --- internal ---

/** A sentence for each type that a place doesn't know; one more if the page forgets the place. */
function unless(
  types: readonly string[],
  knows: (type: string) => boolean,
  { file, must }: { readonly file: string; readonly must: string },
): string[] {
  const forgotten = file.split(", ").filter((each) => !PAGE.includes(each));
  return [
    ...forgotten.map((each) => `docs/adding-a-resource.md: must name ${each}`),
    ...types.filter((type) => !knows(type)).map((type) => `${file}: ${type} must ${must}`),
  ];
}

function actionsOf(statements: readonly StatementJson[], effect: "Allow" | "Deny"): string[] {
  const some = statements.filter(({ Effect }) => Effect === effect);
  return some.flatMap(({ Action = [] }) => (typeof Action === "string" ? [Action] : Action));
}

function without({ document }: Synthesized, type: string): { document: object } {
  const { [type]: _, ...resource } = document.resource;
  return { document: { ...document, resource } };
}
