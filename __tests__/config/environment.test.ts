import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readEnvironment } from "../../config/environment";
import { load } from "../../config/load";
import { stages } from "../../config/stages";
import { state } from "../../config/state";
import { overridesIn, saidBy } from "../support/refusals";

describe("the context", () => {
  test.each(["", "{}", ' {"acme:other": [1, {"settings": 2}]} ', '{"settings":{}}'])(
    "%s overrides nothing",
    (json) => {
      expect(overridesIn(json)).toEqual({});
    },
  );
  test("gives what stands under settings, numbers as numbers", () => {
    const json =
      '{"settings":{"lab":{"web":{"min":2.0,"max":1e1,"text":"{\\"a\\":1,\\"a\\":[\\u007d"}}}}';
    expect(overridesIn(json)).toEqual({ lab: { web: { min: 2, max: 10, text: '{"a":1,"a":[}' } } });
  });
  test.each([
    { json: " ", says: 'got " "; JSON value expected but reached end of input at position 1' },
    {
      json: '{"settings":',
      says: 'got "{\\"settings\\":"; object value expected after \':\' at position 12',
    },
    {
      json: "{settings:{}}",
      says: "got \"{settings:{}}\"; quoted object key expected but got 's' at position 1",
    },
    { json: "{} {}", says: "got \"{} {}\"; expected end of input but got '{' at position 3" },
    {
      json: '{"a":01}',
      says: "got \"{\\\"a\\\":01}\"; comma ',' expected after value but got '1' at position 6",
    },
  ])("$json is refused for not being JSON, with the place", ({ json, says }) => {
    expect(saidBy(() => overridesIn(json))).toEqual([`CDKTF_CONTEXT_JSON: must be JSON, ${says}`]);
  });
  test.each(["null", "1", '"lab"', "[]", "[{}]", "true"])("%s isn't one", (json) => {
    expect(saidBy(() => overridesIn(json))).toEqual([
      `CDKTF_CONTEXT_JSON: must be an object, got ${json}; write it like {"settings":{"lab":{…}}}`,
    ]);
  });
  test.each([
    { what: "alike", second: '{"class":"db.t4g.medium","zone":"a"}' },
    { what: "different", second: '{"class":"db.t4g.large","zone":"b"}' },
  ])("two instances of one name are refused, $what or not", ({ second }) => {
    const instances = `{"a":{"class":"db.t4g.medium","zone":"a"},"a":${second}}`;
    const json = `{"settings":{"lab":{"database":{"instances":${instances}}}}}`;
    expect(saidBy(() => overridesIn(json))).toEqual([
      "CDKTF_CONTEXT_JSON: must give each name once, got settings.lab.database.instances.a again; rename or remove one",
    ]);
  });
  test("every name given twice is reported, however it is written", () => {
    const json =
      '{"settings":{"a":1,"t":"}{[","\\u0061":1,"b":[{"c":{},"c":{}}],"b":{"c":1},"d":{"c":1},"\\"":{"a":"a"}}}';
    expect(saidBy(() => overridesIn(json))).toEqual([
      "CDKTF_CONTEXT_JSON: must give each name once, got settings.a again; rename or remove one",
      "CDKTF_CONTEXT_JSON: must give each name once, got settings.b.c again; rename or remove one",
      "CDKTF_CONTEXT_JSON: must give each name once, got settings.b again; rename or remove one",
    ]);
  });
  test.each(["settings", "settings.lab", "settings.lab.tags", "settings.lab.database.instances"])(
    "__proto__ in %s, which parsers and checkers drop, is refused",
    (path) => {
      const keys = [...path.split("."), "__proto__"];
      const json = keys.reduceRight(
        (inner, key) => `{"${key}":${inner}}`,
        '{"region":"eu-west-1"}',
      );
      expect(saidBy(() => overridesIn(json))).toEqual([
        `CDKTF_CONTEXT_JSON: must name nothing __proto__, got ${path}.__proto__; remove it`,
      ]);
    },
  );
});

describe("a key of the context other than settings", () => {
  const unread = (key: string) =>
    `CDKTF_CONTEXT_JSON: must hold overrides under settings, and no other keys than CDKTF's, got "${key}"`;

  test.each(["setting", "Settings", "settngs", "setings", "settings/production", "settings:lab"])(
    "%s is taken for a typo",
    (key) => {
      expect(saidBy(() => overridesIn(JSON.stringify({ [key]: { lab: {} } })))).toEqual([
        `${unread(key)}; did you mean "settings"?`,
      ]);
    },
  );
  test.each(["lab", "prod", "state", "network", "stages", "acme", "toString", "cdktf"])(
    "%s is refused, since nobody would read it",
    (key) => {
      expect(saidBy(() => overridesIn(JSON.stringify({ [key]: {}, settings: {} })))).toEqual([
        `${unread(key)}; write it like {"settings":{"lab":{…}}}, or give your own key a prefix`,
      ]);
    },
  );
  test("is refused together with names that are given twice", () => {
    expect(saidBy(() => overridesIn('{"lab":{"web":{},"web":{}}}'))).toEqual([
      "CDKTF_CONTEXT_JSON: must give each name once, got lab.web again; rename or remove one",
      expect.stringContaining(unread("lab")),
    ]);
  });
  test("is accepted when CDKTF reads it, in this version or in an older one", () => {
    const lib = dirname(require.resolve("cdktf"));
    const sources = readdirSync(lib).filter((name) => name.endsWith(".js"));
    const keys = sources.flatMap((name) => [
      ...readFileSync(join(lib, name), "utf8").matchAll(/[gGs]etContext\("([^"]+)"/g),
    ]);
    const read = new Set(keys.map(([, key]) => key));
    expect([...read]).toContain("cdktfRelativeModules");
    const old = ["excludeStackIdFromLogicalIds", "allowSepCharsInLogicalIds"];
    const disable = "@cdktf/disable_stack_trace_in_metadata";
    const context = Object.fromEntries([...read, ...old, disable].map((key) => [key, "true"]));
    expect(overridesIn(JSON.stringify(context))).toEqual({});
  });
  test.each(["acme:flag", "@acme/flag"])("%s is accepted, as a key of somebody's own", (key) => {
    expect(overridesIn(JSON.stringify({ [key]: 1 }))).toEqual({});
  });
});

/** What `terraform providers` of Terraform 1.11.4 said to each of these. */
describe("AWS_PROVIDER_VERSION", () => {
  const asked = (AWS_PROVIDER_VERSION: string) => readEnvironment({ AWS_PROVIDER_VERSION });

  test.each([
    "5.100.0",
    "6",
    "= 6.25",
    "=6.25.0",
    "~> 6.25",
    "~>6.25",
    ">= 6.35, < 7",
    ">=6.35,<7",
    "!= 6.3",
    " 6.25 ",
    "06.1",
    "> 6.0.0-beta1",
    "~> 6.25.0-beta.1",
    "6.25.0-01",
  ])("%j is passed on as it is", (version) => {
    expect(asked(version)).toEqual({ overrides: {}, providerVersion: version, faults: [] });
  });
  test("that is empty asks for nothing", () => {
    expect(asked("").providerVersion).toBeUndefined();
  });
  test.each([
    "foo",
    "latest",
    "v6.25.0",
    ">= v6.1",
    "6.x",
    "6.*",
    "6.25.0.1",
    "=> 6.1",
    "== 6.1",
    "^6.1",
    "≥ 6",
    "~>  6.25",
    "6.1 || 6.2",
    ">= 6.35 < 7",
    "6.25,",
    ">= 6.35,, < 7",
    "6..1",
    "6.1.",
    "6.25.0-Beta_1",
    "99999999999999999999.1",
    " ",
  ])("%j is refused", (version) => {
    expect(asked(version).faults).toEqual([
      {
        where: "AWS_PROVIDER_VERSION",
        says: `must be a version constraint as Terraform takes it, got ${JSON.stringify(version)}; write it like "6.25.0", "~> 6.25" or ">= 6.35, < 7"`,
      },
    ]);
  });
});

test("what is wrong with the environment and with the stages comes at once", () => {
  const env = {
    CDKTF_CONTEXT_JSON: '{"setings":{},"settings":{"lba":{}}}',
    AWS_PROVIDER_VERSION: "x",
  };
  expect(saidBy(() => load({ stages, state }, readEnvironment(env)))).toEqual([
    expect.stringContaining('did you mean "settings"?'),
    expect.stringContaining("AWS_PROVIDER_VERSION: must be a version constraint"),
    'lba: is not a stage; did you mean "lab"?',
  ]);
});
