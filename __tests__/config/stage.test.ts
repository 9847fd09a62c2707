import { WITHOUT_CERTIFICATES } from "../../config/settings/regions";
import { accepts, loadStages, put, refuses, saidTo, sound } from "../support/refusals";

describe("the region", () => {
  const must = "must be a region of AWS's commercial partition, got %s";
  refuses("region", `${must}; write it like "us-east-1"`, {
    "a region's name": "Virginia",
    "an empty text": "",
    "a list": ["us-east-1"],
    null: null,
    nothing: undefined,
  });
  refuses("region", `${must}; did you mean "us-east-1"?`, {
    "a zone": "us-east-1a",
    "a region of GovCloud": "us-gov-east-1",
    capitals: "US-EAST-1",
    "a slip": "us-esat-1",
    "a region that isn't there": "us-east-3",
  });
  accepts("region", ["us-east-1", "eu-central-1", "ap-southeast-2"]);

  describe.each(WITHOUT_CERTIFICATES)("%s", (region) => {
    test("is refused by name, since the app could not trust its database there", () => {
      expect(saidTo({ lab: put(sound, "region", region) })).toEqual([
        `lab.region: must be a region whose RDS certificates are in the release, got "${region}"; choose another, or bring an image that has them (image.kind "ami")`,
      ]);
    });
    test("is taken with an image of one's own, which brings its certificates", () => {
      const image = { kind: "ami", id: "ami-01234567" };
      expect(saidTo({ lab: put(put(sound, "region", region), "image", image) })).toEqual([]);
    });
  });
});

describe("the account", () => {
  refuses(
    "account",
    'must be the 12 digits of an AWS account, in quotes, got %s; write it like "123456789012"',
    {
      "a number, which would lose a leading zero": 123456789012,
      "11 digits": "12345678901",
      "13 digits": "1234567890123",
      dashes: "1234-5678-9012",
      "its alias": "acme-prod",
      "an ARN": "arn:aws:iam::123456789012:root",
      null: null,
    },
  );
  accepts("account", [undefined, "123456789012"]);
  test("is the one that the boundary is of, since a role takes no policy of another account", () => {
    expect(saidTo({ lab: put(sound, "account", "000000000012") })).toEqual([
      'lab.boundary: must be a policy of the stage\'s account (000000000012), got "arn:aws:iam::123456789012:policy/lab-boundary"; copy the ARN from the stack state in that account, or correct account',
    ]);
  });
});

describe("the alarms", () => {
  accepts("alarms", [undefined, "none", {}, { mail: [] }, { mail: ["a.b+c@sub.example.com"] }]);
  refuses(
    "alarms.mail",
    'must be a list of mail addresses, got %s; write it like ["ops@example.com"]',
    {
      "an address without a list": "ops@example.com",
    },
  );
  refuses("alarms.mail.0", 'must be a mail address, got %s; write it like "ops@example.com"', {
    "a name": "ops",
    "a name with its address": "Ops <ops@example.com>",
    "a host without a domain": "ops@example",
    "two addresses": "a@example.com,b@example.com",
  });
  test("have no two addresses that Terraform couldn't tell apart", () => {
    const mail = ["a.b@example.com", "ops@example.com", "A-b@example.com"];
    expect(saidTo({ lab: put(sound, "alarms.mail", mail) })).toEqual([
      'lab.alarms.mail.2: must differ from "a.b@example.com" in more than punctuation and capitals, got "A-b@example.com"; leave one of them out',
    ]);
  });
  test("reach a topic in the stage's region alone", () => {
    const topic = "arn:aws:sns:eu-west-1:123456789012:on-call";
    expect(saidTo({ lab: put(sound, "alarms.topic", topic) })).toEqual([
      `lab.alarms.topic: must be a topic in the stage's region (us-east-1): alarms publish to no other, got "${topic}"; make a topic in that region`,
    ]);
  });
  test('are none where the setting says "none"', () => {
    expect(loadStages({ lab: put(sound, "alarms", "none") }).lab?.alarms).toBeUndefined();
  });
});

describe("the protection", () => {
  const must = "must be true or false, got %s";
  refuses("protection", `${must}; write true without quotes`, { "true in quotes": "true" });
  refuses("protection", `${must}; write false without quotes`, { "false in quotes": "false" });
  refuses("protection", `${must}; write true or false`, {
    "another text": "no",
    "an empty text": "",
    "a number": 1,
    null: null,
    nothing: undefined,
    "a list": [],
  });
  accepts("protection", [true, false]);
});

describe("the boundary", () => {
  refuses(
    "boundary",
    "must be the ARN of an IAM policy, got %s; copy the stage's ARN from boundary_arns in what npx cdktf output state prints",
    {
      "a name": "lab-boundary",
      "a role": "arn:aws:iam::123456789012:role/lab-web",
      "a policy of AWS's, which bounds nothing of ours":
        "arn:aws:iam::aws:policy/AdministratorAccess",
      "text that isn't whole": "arn:aws:iam::123456789012:policy/",
      null: null,
    },
  );
  accepts("boundary", [undefined, "arn:aws:iam::123456789012:policy/team/lab-boundary"]);
});

describe("an unknown key", () => {
  test.each([
    { at: "regoin", says: 'did you mean "region"?' },
    { at: "databse", says: 'did you mean "database"?' },
    {
      at: "vpc",
      says: "known are region, account, network, image, entry, web, database, logs, alarms, encryption, protection, backend, boundary, tags",
    },
    { at: "network.cdir", says: 'did you mean "cidr"?' },
    { at: "network.flowlogs", says: 'did you mean "flowLogs"?' },
    { at: "network.x", says: "known are cidr, zones, nat, endpoints, flowLogs" },
    { at: "image.kinds", says: 'did you mean "kind"?' },
    { at: "entry.form", says: 'did you mean "from"?' },
    { at: "entry.https.domian", says: 'did you mean "domain"?' },
    { at: "web.target_cpu", says: 'did you mean "targetCpu"?' },
    { at: "web.minimum", says: 'did you mean "min"?' },
    { at: "database.engine.versoin", says: 'did you mean "version"?' },
    { at: "database.backupdays", says: 'did you mean "backupDays"?' },
    { at: "database.instances.a.klass", says: 'did you mean "class"?' },
    { at: "database.instances.b.az", says: "known are class, zone" },
    { at: "backend.kin", says: 'did you mean "kind"?' },
    ...["web.__proto__", "web.constructor", "web.toString", "web.hasOwnProperty"].map((at) => ({
      at,
      says: "known are instanceType, fallbackTypes, min, max, targetCpu, targetRequests, port, healthCheckPath, rollout, maxDays, loadPage, agent",
    })),
  ])("$at is refused: $says", ({ at, says }) => {
    expect(saidTo({ lab: put(sound, at, 1) })).toEqual([`lab.${at}: is not a setting; ${says}`]);
  });
  test("that holds a line break is reported in one line", () => {
    expect(saidTo({ lab: put(sound, "image.a\nb", 1) })).toEqual([
      'lab.image."a\\nb": is not a setting; known are kind',
    ]);
  });
});

describe("what must be an object", () => {
  const parts = {
    network: "cidr, zones, nat, endpoints, flowLogs",
    entry: "scheme, from, https, balancing, waf",
    web: "instanceType, fallbackTypes, min, max, targetCpu, targetRequests, port, healthCheckPath, rollout, maxDays, loadPage, agent",
    database:
      "engine, name, instances, backupDays, backupVault, windows, insights, backtrackHours, cluster, restore",
  };
  for (const [part, keys] of Object.entries(parts)) {
    refuses(part, `must be an object, got %s; give it ${keys}`, {
      "a list": [],
      "a list of objects": [{}],
      text: "default",
      "a number": 1,
      "a flag": false,
      null: null,
      nothing: undefined,
    });
  }
  test.each([
    { what: "a list", stage: [], got: "[]" },
    { what: "null", stage: null, got: "null" },
    { what: "text", stage: "lab", got: '"lab"' },
    { what: "nothing", stage: undefined, got: "nothing" },
  ])("a stage isn't $what", ({ stage, got }) => {
    expect(saidTo({ lab: stage })).toEqual([
      `lab: must be an object, got ${got}; give it region, account, network, image, entry, web, database, logs, alarms, encryption, protection, backend, boundary, tags`,
    ]);
  });
});
