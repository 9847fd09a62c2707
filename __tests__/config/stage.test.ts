import { accepts, put, refuses, saidTo, sound } from "../support/refusals";

describe("the region", () => {
  refuses(
    "region",
    'must be a region of AWS\'s commercial partition, got %s; write it like "us-east-1"',
    {
      "a zone": "us-east-1a",
      "a region's name": "Virginia",
      "a region of GovCloud": "us-gov-west-1",
      "a region of China": "cn-north-1",
      capitals: "US-EAST-1",
      "an empty text": "",
      "a list": ["us-east-1"],
      null: null,
      nothing: undefined,
    },
  );
  accepts("region", ["us-east-1", "eu-central-1", "ap-southeast-2"]);
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

describe("the backend", () => {
  const rows = [
    {
      backend: { kind: "s3" },
      says: [
        'bucket: must be a bucket name, got nothing; write it like "acme-terraform-state"',
        'region: must be a region of AWS\'s commercial partition, got nothing; write it like "us-east-1"',
      ],
    },
    {
      backend: { kind: "s3", bucket: "Acme_State", region: "us-east-1" },
      says: [
        'bucket: must be a bucket name, got "Acme_State"; write it like "acme-terraform-state"',
      ],
    },
    {
      backend: { kind: "s3", bucket: "acme", region: "us-east-1", keyPrefix: "web" },
      says: ['keyPrefix: must be a key prefix ending in /, got "web"; write it like "three-tier/"'],
    },
    {
      backend: { kind: "hcp" },
      says: ['organization: must be an organization name, got nothing; write it like "acme"'],
    },
    {
      backend: { kind: "hcp", organization: "acme", project: "x", hostname: "https://tf.acme.com" },
      says: [
        'project: must be a project name, got "x"; write it like "web"',
        'hostname: must be a host name, got "https://tf.acme.com"; write it like "app.terraform.io"',
      ],
    },
    {
      backend: { kind: "hcp", organization: "acme", bucket: "acme" },
      says: ["bucket: is not a setting; known are kind, organization, project, hostname"],
    },
    { backend: { kind: "local", path: "x" }, says: ["path: is not a setting; known are kind"] },
  ];
  test.each(rows)("$backend is refused for all it lacks", ({ backend, says }) => {
    expect(saidTo({ lab: put(sound, "backend", backend) })).toEqual(
      says.map((each) => `lab.backend.${each}`),
    );
  });
  refuses("backend.kind", "must be one of local, s3, hcp, got %s; choose one of these", {
    "another of Terraform's backends": "azurerm",
    "no kind": undefined,
    null: null,
  });
  refuses("backend.kind", 'must be one of local, s3, hcp, got %s; did you mean "hcp"?', {
    "a typo": "hpc",
  });
  refuses("backend", "must be an object, got %s; give it a kind, one of local, s3, hcp", {
    "a kind alone": "local",
    null: null,
    nothing: undefined,
    "a list": [],
  });
  accepts("backend", [
    { kind: "s3", bucket: "acme-terraform-state", region: "eu-west-1", keyPrefix: "teams/web/" },
    { kind: "hcp", organization: "acme", project: "Web shop", hostname: "tf.acme.com" },
  ]);
});

describe("the tags", () => {
  test.each([
    { what: "AWS's own prefix", key: "aws:cost" },
    { what: "AWS's own prefix in capitals", key: "AWS:cost" },
    { what: "the Name that each resource gets", key: "Name" },
    { what: "the Stage that the stack sets", key: "Stage" },
    { what: "what differs from Stage in case alone", key: "stage" },
    { what: "a character that AWS refuses", key: "cost*" },
    { what: "129 characters", key: "k".repeat(129) },
  ])("no key is $what", ({ key }) => {
    const shown = key.length > 78 ? `"${key.slice(0, 76)}...` : `"${key}"`;
    expect(saidTo({ lab: put(sound, `tags.${key}`, "x") })).toEqual([
      `lab.tags.${key}: must be a tag key of 1 to 128 letters, digits, spaces and .:/=+@-_, and not aws:…, Name or Stage, got ${shown}; choose another, since AWS and the stage set those themselves`,
    ]);
  });
  refuses(
    "tags.Team",
    'must be a tag value of up to 256 letters, digits, spaces and .:/=+@-_, got %s; write it like "web"',
    {
      "a number": 1,
      "a flag": true,
      null: null,
      "an object": { name: "web" },
      "a line break": "web\n",
      "a character that AWS refuses": "a*b",
    },
  );
  refuses("tags", 'must be an object of tags, got %s; write it like { Team: "web" }', {
    "a list": ["web"],
    text: "web",
    null: null,
  });
  accepts("tags", [
    undefined,
    {},
    { "Cost Center": "", Name2: "a:b/c=d+e@f-g_h.i", nickname: "x" },
  ]);
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
      says: "known are region, network, image, entry, web, database, protection, backend, boundary, tags",
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
      says: "known are instanceType, min, max, targetCpu, targetRequests, port, healthCheckPath, loadPage, agent",
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
    entry: "scheme, from, https",
    web: "instanceType, min, max, targetCpu, targetRequests, port, healthCheckPath, loadPage, agent",
    database: "engine, name, instances, backupDays",
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
      `lab: must be an object, got ${got}; give it region, network, image, entry, web, database, protection, backend, boundary, tags`,
    ]);
  });
});

test("more tags than AWS accepts on top of the stage's tags are refused, with their number", () => {
  const many = Object.fromEntries(Array.from({ length: 41 }, (_, i) => [`Tag${i}`, "x"]));
  expect(saidTo({ lab: put(sound, "tags", many) })).toEqual([
    "lab.tags: must be at most 40 tags, since AWS takes 50 and the stage sets some itself, got 41; remove some",
  ]);
});
