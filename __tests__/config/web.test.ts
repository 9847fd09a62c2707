import { accepts, put, refuses, saidTo, sound } from "../support/refusals";

describe("the size of the fleet", () => {
  const notWhole = {
    zero: 0,
    "less than nothing": -2,
    "a fraction": 1.5,
    "a fraction below nothing": -1.5,
    "more than a hundred": 101,
    "more than any number of instances": 1e300,
    text: "2",
    "a flag": true,
    null: null,
    nothing: undefined,
    "a list": [2],
  };
  const must = "must be a whole number from 1 to 100, got %s";
  refuses("web.min", `${must}; write a number of instances, like 2`, notWhole);
  refuses("web.max", `${must}; write a number of instances, like 4`, notWhole);

  test("min above max is reported at max, with both numbers", () => {
    expect(saidTo({ lab: put(sound, "web.min", 5) })).toEqual([
      "lab.web.max: must be at least min (5), got 4; raise max or lower min",
    ]);
  });
  test("min may be max", () => {
    expect(saidTo({ lab: put(sound, "web.min", 4) })).toEqual([]);
  });
  test("a min that is no size is not held against max as well", () => {
    expect(saidTo({ lab: put(sound, "web.min", 1000) })).toEqual([
      "lab.web.min: must be a whole number from 1 to 100, got 1000; write a number of instances, like 2",
    ]);
  });
  test.each([
    { size: Number.NaN, got: "NaN" },
    { size: Number.POSITIVE_INFINITY, got: "Infinity" },
  ])("$got, which JSON would call null, is called by its name", ({ size, got }) => {
    expect(saidTo({ lab: put(sound, "web.min", size) })).toEqual([
      `lab.web.min: must be a whole number from 1 to 100, got ${got}; write a number of instances, like 2`,
    ]);
  });
  accepts("web.max", [2, 100]);
});

describe("the targets", () => {
  refuses("web.targetCpu", "must be a percentage from 1 to 100, got %s; write a number, like 30", {
    zero: 0,
    "less than one": 0.5,
    "less than nothing": -30,
    "just above a hundred": 100.1,
    "a number far too large": 1e300,
    text: "30",
    "a percent sign": "30%",
    null: null,
    nothing: undefined,
  });
  accepts("web.targetCpu", [1, 62.5, 100]);

  refuses(
    "web.targetRequests",
    "must be a whole number from 1 to 1000000, got %s; write a number of requests a minute, like 1000",
    { zero: 0, "a fraction": 0.5, "more than a million": 1_000_001, text: "1000", null: null },
  );
  accepts("web.targetRequests", [undefined, 1, 1_000_000]);
});

describe("the app", () => {
  refuses(
    "web.port",
    "must be a port from 1024 to 65535, got %s; write a number, like 8080: only root may use a port below 1024",
    {
      "a port of root's": 80,
      "a port too high": 65_536,
      "a fraction": 8080.5,
      text: "8080",
      null: null,
    },
  );
  accepts("web.port", [undefined, 1024, 65_535]);

  refuses("web.healthCheckPath", 'must be a path, got %s; write it like "/healthz"', {
    "a path without its slash": "healthz",
    "an URL": "http://localhost/healthz",
    "a query": "/healthz?deep=1",
    "a quote": "/health'z",
    "a line break": "/healthz\n",
    "a number": 1,
    null: null,
  });
  accepts("web.healthCheckPath", [undefined, "/", "/app/health-z_1.html"]);
});

describe("what it runs on", () => {
  refuses(
    "web.instanceType",
    'must be an EC2 instance type for Linux, got %s; write it like "t3.micro"',
    {
      "a family alone": "t3",
      "a size alone": "micro",
      "a size that isn't one": "t3.tiny",
      "an x too many": "m5.2xxlarge",
      "a size without its x": "m5.2large",
      capitals: "T3.micro",
      "a database's class": "db.t3.micro",
      "a Mac, which needs a Dedicated Host": "mac2.metal",
      "a number": 3,
      null: null,
      nothing: undefined,
    },
  );
  test.each(["t2.micro", "m7g.2xlarge", "c7gn.16xlarge", "u-6tb1.metal", "c7i.metal-24xl"])(
    "web.instanceType accepts %s",
    (instanceType) => {
      const web = { ...sound.web, instanceType, fallbackTypes: [] };
      expect(saidTo({ lab: put(sound, "web", web) })).toEqual([]);
    },
  );
});

describe("what AWS starts when it has no more of its type", () => {
  const at = "lab.web.fallbackTypes";
  const like = 'like web.instanceType ("t3.micro")';
  const many = (family: string) => Array.from({ length: 40 }, (_, i) => `${family}${i + 1}a.micro`);
  test.each([
    [
      "no list",
      "t3a.micro",
      `${at}: must be a list of EC2 instance types for Linux, got "t3a.micro"; write it like ["t3a.micro"]`,
    ],
    [
      "what is no type",
      ["t3a"],
      `${at}.0: must be an EC2 instance type for Linux, got "t3a"; write it like "t3.micro"`,
    ],
    [
      "a type twice",
      ["t2.micro", "t2.micro"],
      `${at}: must be a list of EC2 instance types for Linux without repeats, got ["t2.micro","t2.micro"]; remove the second "t2.micro"`,
    ],
    [
      "the type itself",
      ["t2.micro", "t3.micro"],
      `${at}.1: must be another type than web.instanceType, got "t3.micro"; leave it out`,
    ],
    [
      "another architecture",
      ["t4g.micro"],
      `${at}.0: must be for x86_64, ${like}, got "t4g.micro"; choose another type: all types start from one image`,
    ],
    [
      "another size",
      ["t3a.small"],
      `${at}.0: must be of the size micro, ${like}, got "t3a.small"; choose another type: scaling counts instances, whatever their size`,
    ],
  ])("refuses %s", (_, types, says) => {
    expect(saidTo({ lab: put(sound, "web.fallbackTypes", types) })).toEqual([says]);
  });

  test("refuses more types than AWS takes for a group", () => {
    expect(saidTo({ lab: put(sound, "web.fallbackTypes", many("t")) })).toEqual([
      expect.stringContaining(`${at}: must be a list of at most 39 types, got [`),
    ]);
  });
  accepts("web.fallbackTypes", [undefined, [], ["t3a.micro"], many("t").slice(1)]);
});

describe("its image", () => {
  test.each([
    { what: "no id", id: undefined, got: "nothing" },
    { what: "an id too short", id: "ami-0123", got: '"ami-0123"' },
    { what: "an id in between", id: "ami-0123456789", got: '"ami-0123456789"' },
    { what: "capitals", id: "ami-0123456789ABCDEF0", got: '"ami-0123456789ABCDEF0"' },
    { what: "a snapshot", id: "snap-0123456789abcdef0", got: '"snap-0123456789abcdef0"' },
    { what: "a number", id: 123, got: "123" },
    { what: "null", id: null, got: "null" },
  ])("an image of kind ami refuses $what", ({ id, got }) => {
    expect(saidTo({ lab: put(sound, "image", { kind: "ami", id }) })).toEqual([
      `lab.image.id: must be an AMI id, got ${got}; write it like "ami-0123456789abcdef0"`,
    ]);
  });
  refuses("image.kind", "must be one of stock, baked, ami, got %s; choose one of these", {
    "a kind that isn't one": "golden",
    "no kind": undefined,
    "a number": 1,
    null: null,
    "a list": ["stock"],
  });
  refuses("image.kind", 'must be one of stock, baked, ami, got %s; did you mean "stock"?', {
    "a typo": "stok",
    capitals: "Stock",
  });
  refuses("image", "must be an object, got %s; give it a kind, one of stock, baked, ami", {
    "a kind alone": "stock",
    null: null,
    nothing: undefined,
    "a list": [{ kind: "stock" }],
  });
  test("an image of kind stock has no id", () => {
    expect(saidTo({ lab: put(sound, "image.id", "ami-0123456789abcdef0") })).toEqual([
      "lab.image.id: is not a setting; known are kind",
    ]);
  });
  accepts("image", [
    { kind: "stock" },
    { kind: "ami", id: "ami-01234567" },
    { kind: "ami", id: "ami-0123456789abcdef0" },
  ]);
});

describe("the CloudWatch agent", () => {
  const closed = (endpoints: readonly string[]) => {
    const without = put(put(sound, "network.nat", "none"), "network.endpoints", endpoints);
    return { lab: put(without, "web.agent", "cloudwatch") };
  };
  const FLEET = ["ssmmessages", "ssm", "secretsmanager", "ec2messages"];

  test("without NAT needs endpoints for what it sends", () => {
    expect(saidTo(closed([...FLEET, "logs"]))).toEqual([
      `lab.network.endpoints: must include what the CloudWatch agent sends to when nat is "none", got ${JSON.stringify([...FLEET, "logs"])}; add ec2, monitoring, or set web.agent to "none"`,
    ]);
  });

  test("with them can do without NAT", () => {
    expect(saidTo(closed([...FLEET, "logs", "monitoring", "ec2"]))).toEqual([]);
  });
});
