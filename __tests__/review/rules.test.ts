import { contextOfStack } from "../../review/context";
import { judgeResources } from "../../review/judge";
import { LEVELS } from "../../review/rule";
import { isJudged, RULES } from "../../review/rules";
import { HARMLESS } from "../../review/rules/harmless";
import { stateStackForGithub } from "../support/pipeline";
import { synthImage, synthStage, synthState } from "../support/synth";
import { typesIn } from "../support/types-in";

const stacks = {
  lab: synthStage("lab"),
  prod: synthStage("prod"),
  "lab with all that settings add": synthStage("lab", {
    web: { agent: "cloudwatch", targetRequests: 600, fallbackTypes: ["t3.micro"] },
    network: { flowLogs: "all", endpoints: ["ssm"] },
    logs: { access: "bucket", audit: "cloudwatch" },
    entry: { waf: {} },
    database: { backupVault: { days: 35, lock: "governance" } },
    alarms: { mail: ["ops@example.com"], dashboard: "cloudwatch", budget: 500 },
  }),
  "prod-image": synthImage("prod"),
  state: synthState(),
  "state with pipelines": stateStackForGithub(),
};

test.each(Object.entries(stacks))("no rule objects to %s as it is synthesized", (_, stack) => {
  const found = judgeResources(contextOfStack(stack.document));
  const said = found.map(
    ({ level, rule, address, title }) => `${level} ${rule} ${address} ${title}`,
  );
  expect(said).toEqual([]);
});

test("every type of our stacks has a rule, or a line that says why its changes harm nobody", () => {
  const types = typesIn(Object.values(stacks));
  expect(types.filter((type) => !isJudged(type))).toEqual([]);
  expect(types.length).toBeGreaterThan(45);
});

test("no line of a harmless type is left of a type that has a rule, or that no stack has", () => {
  const types = typesIn(Object.values(stacks));
  const ruled = RULES.flatMap((rule) => ("types" in rule ? rule.types : []));
  expect(
    Object.keys(HARMLESS).filter((type) => ruled.includes(type) || !types.includes(type)),
  ).toEqual([]);
});

test("no two rules have one id, and each lists its levels from the worst down", () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  for (const { levels } of RULES)
    expect(levels).toEqual(LEVELS.filter((each) => levels.includes(each)));
});
