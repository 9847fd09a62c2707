import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { dated } from "../../ops/drift/dated";
import { historyOf, type LastWrite } from "../../ops/drift/history";
import { type Answer, CloudTrail, event, type Question } from "../support/cloudtrail";
import { home, ops, synthesized, terraform } from "./commands";
import { drifted, lookOf, planned, wholePlanOf } from "./support";

const BOB = "arn:aws:sts::123456789012:assumed-role/admin/bob";
const bob = { userIdentity: { type: "AssumedRole", arn: BOB } };
const at = (hour: number) => `2026-11-28T0${hour}:12:44Z`;
const none = new AbortController().signal;
const QUICK = { pause: 0, patience: 600_000 };

let server: CloudTrail;
let env: Record<string, string>;
const before = { ...process.env };
afterEach(() => {
  server.close();
  process.env = { ...before };
});

/** A CloudTrail that answers so, which the SDK in this process asks from now on. */
async function answering(answer: (question: Question) => Answer | undefined): Promise<void> {
  server = new CloudTrail(answer);
  env = await server.open();
  Object.assign(process.env, env);
}
const events = (...Events: object[]) => ({ body: { Events } });

/** What is known of one thing that CloudTrail may know by these names. */
async function written(...names: string[]): Promise<LastWrite | string | undefined> {
  const subject = { what: "aws_x.y", names, region: "us-east-1" };
  const { writes, missing } = await historyOf([subject], none, QUICK);
  return writes.get(subject) ?? missing;
}

test("the last write says who, when and by which call", async () => {
  await answering(() => events(event("ModifyDBInstance", at(3), bob), event("Old", at(2), bob)));
  expect(await written("lab-database-a")).toEqual({ at: at(3), by: BOB, call: "ModifyDBInstance" });
  expect(server.questions).toMatchObject([
    { name: "lab-database-a", target: expect.stringMatching(/CloudTrail_20131101\.LookupEvents$/) },
  ]);
});

test.each<[what: string, events: object[], is: object]>([
  [
    "reads",
    [event("DescribeDBInstances", at(4), bob, { ReadOnly: "true" }), event("Write", at(3), bob)],
    { call: "Write" },
  ],
  [
    "what AWS refused",
    [event("Delete", at(4), { ...bob, errorCode: "AccessDenied" }), event("Write", at(3), bob)],
    { call: "Write" },
  ],
  [
    "Terraform's own, if there is another",
    [event("Tags", at(4), { userAgent: "APN/1.0 Terraform/1.15.5" }), event("Write", at(3), bob)],
    { call: "Write", by: BOB },
  ],
])("%s are no last write", async (_, all, is) => {
  await answering(() => events(...all));
  expect(await written("x")).toMatchObject(is);
});

test.each<[what: string, record: object, more: object, by: string]>([
  ["a Terraform, if nobody else wrote", { ...bob, userAgent: "Terraform/1.15.5" }, {}, BOB],
  [
    "a service of AWS's",
    { userIdentity: { invokedBy: "autoscaling.amazonaws.com" } },
    {},
    "autoscaling.amazonaws.com",
  ],
  ["a user, where the record has no more", {}, {}, "bob"],
  ["somebody, where it has nothing", {}, { Username: undefined }, "somebody"],
])("by %s", async (_, record, more, by) => {
  await answering(() => events(event("Write", at(3), record, more)));
  expect(await written("x")).toMatchObject({ by });
});

test("all names of a thing are tried, and nothing is asked twice", async () => {
  await answering(({ name }) => (name === "arn" ? events(event("Write", at(3), bob)) : events()));
  const subjects = ["a", "b"].map((what) => ({ what, names: ["id", "arn"], region: "us-east-1" }));
  const { writes, missing } = await historyOf(subjects, none, QUICK);
  expect([writes.size, missing]).toEqual([2, undefined]);
  expect(server.questions.map(({ name }) => name)).toEqual(["id", "arn"]);
});

test("pages are read until the fourth, since reads fill them", async () => {
  const read = event("Describe", at(4), bob, { ReadOnly: "true" });
  await answering(({ token }) => ({ body: { Events: [read], NextToken: `${token}+` } }));
  expect(await written("x")).toMatch(/^CloudTrail's event history .* has no write to aws_x\.y$/);
  expect(server.questions.map(({ token }) => token)).toEqual([
    undefined,
    "undefined+",
    "undefined++",
    "undefined+++",
  ]);
});

test("questions wait for each other, since CloudTrail takes two a second", async () => {
  await answering(() => events());
  const subjects = ["a", "b", "c"].map((name) => ({
    what: name,
    names: [name],
    region: "us-east-1",
  }));
  await historyOf(subjects, none, { ...QUICK, pause: 200 });
  const [first = 0, second = 0, third = 0] = server.questions.map((each) => each.at);
  expect(Math.min(second - first, third - second)).toBeGreaterThan(190);
});

const refusal = (type: string, message: string): Answer => ({
  status: 400,
  body: { __type: type, message },
});
test.each<[what: string, answer: Answer | undefined, says: string]>([
  [
    "no right",
    refusal("AccessDeniedException", "User: x is not\nauthorized"),
    "CloudTrail doesn't say who wrote last, and when: AccessDeniedException: User: x is not authorized; it takes the right cloudtrail:LookupEvents",
  ],
  [
    "throttling",
    refusal("ThrottlingException", "Rate exceeded"),
    "CloudTrail doesn't say who wrote last, and when: ThrottlingException: Rate exceeded",
  ],
  ["no answer", undefined, "CloudTrail took too long to say who wrote to the others, and when"],
  [
    "an answer that is no JSON",
    { body: { Events: [event("Write", at(3), {}, { CloudTrailEvent: "{" })] } },
    "CloudTrail doesn't say who wrote last, and when: SyntaxError: ",
  ],
])("%s is one line, and no failure", async (_, answer, says) => {
  await answering(() => answer);
  const subject = { what: "aws_x.y", names: ["x"], region: "us-east-1" };
  const { missing = "" } = await historyOf([subject], none, {
    ...QUICK,
    patience: answer === undefined ? 500 : QUICK.patience,
  });
  expect(missing.slice(0, says.length)).toBe(says);
  expect(missing).not.toContain("\n");
});

describe("npm run ops -- drift", () => {
  const PORT = "aws_ssm_parameter.port";
  const values = { id: "/lab/port", arn: "arn:aws:ssm:us-east-1:123456789012:parameter/lab/port" };
  const [was, is] = [
    { ...values, value: "3306" },
    { ...values, value: "1" },
  ];
  const drift = wholePlanOf(
    [drifted(PORT, was, is)],
    [planned(PORT, { actions: ["update"], before: is, after: was })],
    { [PORT]: is },
  );
  const asked = () => ops(["drift", "lab"], undefined, { ...env, AWS_PROFILE: "" });

  test("says who wrote last to what drifted", async () => {
    await answering(() => events(event("PutParameter", at(3), bob)));
    synthesized("lab");
    terraform(drift);
    const { code, out, err } = await asked();
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toContain(`\n    last write: ${at(3)}, by ${BOB}, PutParameter\n`);
  });

  test("says in one line why it can't, with the exit code of what it found", async () => {
    await answering(() => refusal("AccessDeniedException", "no"));
    synthesized("lab");
    terraform(drift);
    const { code, out, err } = await asked();
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toMatch(/^CloudTrail doesn't say who wrote last, .* cloudtrail:LookupEvents$/m);
  });

  test("asks nobody of a plan that was made elsewhere, and says who can", async () => {
    await answering(() => events());
    synthesized("lab");
    const file = join(home, "drift.json");
    writeFileSync(file, JSON.stringify(drift));
    const { code, out } = await ops(["drift", "lab", "--plan", file], undefined, env);
    expect(code).toBe(1);
    expect(out).toMatch(/^Who wrote to these last, .* may ask it: npm run ops -- drift lab$/m);
    expect(server.questions).toEqual([]);
  });

  test("asks nothing of what is no drift, or only follows", async () => {
    await answering(() => events());
    const subject = { what: PORT, names: ["x"], region: "us-east-1" };
    const told = (["reported", "follows"] as const).map((kind) => {
      return { address: PORT, kind, attributes: [], tier: "database", subject };
    });
    const found = { stage: "lab", told, unsure: [], elsewhere: false, home: lookOf(drift).home };
    expect(await dated(found, none)).toEqual(found);
    expect(server.questions).toEqual([]);
  });
});
