import { accepts, put, refuses, saidTo, sound } from "../support/refusals";

describe("the address range", () => {
  refuses(
    "network.cidr",
    'must be a private /16 to /20, got %s; write it like "10.0.0.0/16", without host bits or leading zeros',
    {
      "what isn't a range": "ten",
      "an empty text": "",
      "a mask beyond 32": "10.0.0.0/33",
      "an octet beyond 255": "10.256.0.0/16",
      "three octets": "10.0.0/16",
      "a missing mask": "10.0.0.0",
      "an empty mask": "10.0.0.0/",
      "host bits in the third octet": "10.0.1.0/16",
      "host bits in the last octet": "10.0.0.1/16",
      "host bits next to the mask": "10.0.8.0/20",
      "leading zeros in an octet": "10.00.0.0/16",
      "what others read as octal": "010.0.0.0/16",
      "leading zeros in the mask": "10.0.0.0/016",
      "an octet in hexadecimal": "0xa.0.0.0/16",
      "spaces around it": " 10.0.0.0/16",
      "a public range": "8.8.0.0/16",
      "a public range that starts like a private one": "172.32.0.0/16",
      "a public range beside 192.168": "192.169.0.0/16",
      "the range of carriers": "100.64.0.0/16",
      "a range too large": "10.0.0.0/15",
      "a whole private block": "10.0.0.0/8",
      "a range too small": "10.0.0.0/21",
      IPv6: "fd00::/16",
      "a number": 10,
      null: null,
      nothing: undefined,
      "a list": ["10.0.0.0/16"],
      "an object": { cidr: "10.0.0.0/16" },
    },
  );
  accepts("network.cidr", [
    "10.0.0.0/16",
    "10.255.0.0/16",
    "172.16.0.0/16",
    "172.31.240.0/20",
    "192.168.0.0/16",
    "192.168.240.0/20",
    "10.0.128.0/17",
  ]);
});

describe("the zones", () => {
  refuses("network.zones.1", 'must be a zone\'s letter, a to f, got %s; write it like "a"', {
    "a letter that no zone has": "g",
    "a capital": "B",
    "the zone's full name": "us-east-1b",
    "an empty text": "",
    "a number": 1,
    null: null,
    "a list": ["b"],
  });
  refuses("network.zones", 'must be a list of zone letters, got %s; write it like ["a", "b"]', {
    "letters in one text": "ab",
    "an object": { a: true, b: true },
    null: null,
    nothing: undefined,
    "a number": 2,
  });
  test.each([
    {
      what: "a letter given twice",
      zones: ["a", "b", "a"],
      says: 'must be a list of zone letters without repeats, got ["a","b","a"]; remove the second "a"',
    },
    {
      what: "a third of the same letter",
      zones: ["b", "a", "b", "b"],
      says: 'must be a list of zone letters without repeats, got ["b","a","b","b"]; remove the second "b"',
    },
  ])("network.zones refuses $what", ({ zones, says }) => {
    expect(saidTo({ lab: put(sound, "network.zones", zones) })).toEqual([
      `lab.network.zones: ${says}`,
    ]);
  });
  test.each([
    { what: "one zone", zones: ["a"], got: '["a"]' },
    { what: "no zone", zones: [], got: "[]" },
  ])("network.zones refuses $what", ({ zones, got }) => {
    expect(saidTo({ lab: put(sound, "network.zones", zones) })).toContain(
      `lab.network.zones: must be a list of zone letters, at least 2, got ${got}; write it like ["a", "b"]`,
    );
  });
  accepts("network.zones", [
    ["b", "a"],
    ["a", "b", "c", "d", "e", "f"],
  ]);
});

describe("the way out", () => {
  refuses("network.nat", "must be one of none, single, per-zone, got %s; choose one of these", {
    "another word": "gateway",
    "a flag": true,
    "a number": 1,
    null: null,
    nothing: undefined,
    "a list": ["single"],
  });
  refuses(
    "network.nat",
    'must be one of none, single, per-zone, got %s; did you mean "per-zone"?',
    {
      "a typo": "per-zones",
      "an underscore": "per_zone",
      capitals: "PER-ZONE",
    },
  );
  refuses(
    "network.flowLogs",
    'must be one of none, rejected, all, got %s; did you mean "rejected"?',
    { "a near miss": "reject" },
  );
  accepts("network.nat", ["single", "per-zone"]);
});

describe("the endpoints", () => {
  const known =
    "autoscaling, ec2, ec2messages, elasticloadbalancing, imagebuilder, kms, logs, monitoring, secretsmanager, ssm, ssmmessages, sts";

  refuses("network.endpoints.0", `must be one of ${known}, got %s; did you mean "ssm"?`, {
    "a typo": "smm",
    "a letter too many": "ssms",
  });
  refuses("network.endpoints.0", `must be one of ${known}, got %s; choose one of these`, {
    "a service that this system doesn't use": "dynamodb",
    "S3, whose gateway endpoint is always there": "s3",
    null: null,
  });
  refuses(
    "network.endpoints",
    'must be a list of service names, got %s; write it like ["ssm", "kms"]',
    {
      "a text": "ssm",
      "an object": {},
      null: null,
    },
  );
  test("network.endpoints refuses a service given twice", () => {
    expect(saidTo({ lab: put(sound, "network.endpoints", ["ssm", "kms", "ssm"]) })).toEqual([
      'lab.network.endpoints: must be a list of service names without repeats, got ["ssm","kms","ssm"]; remove the second "ssm"',
    ]);
  });
  accepts("network.endpoints", [undefined, [], known.split(", ")]);

  test.each([
    {
      endpoints: undefined,
      got: "[]",
      lacking: "ec2messages, secretsmanager, ssm, ssmmessages",
    },
    {
      endpoints: ["ssm", "ssmmessages", "ec2messages"],
      got: '["ssm","ssmmessages","ec2messages"]',
      lacking: "secretsmanager",
    },
    {
      endpoints: ["kms", "secretsmanager"],
      got: '["kms","secretsmanager"]',
      lacking: "ec2messages, ssm, ssmmessages",
    },
  ])("without NAT, $lacking must be added to $got", ({ endpoints, got, lacking }) => {
    const closed = put(put(sound, "network.nat", "none"), "network.endpoints", endpoints);
    expect(saidTo({ lab: closed })).toEqual([
      `lab.network.endpoints: must include what the fleet cannot work without when nat is "none", got ${got}; add ${lacking}, or set nat to "single"`,
    ]);
  });
  test("without NAT the four endpoints that the fleet needs are enough", () => {
    const enough = ["ssmmessages", "ssm", "secretsmanager", "ec2messages"];
    const closed = put(put(sound, "network.nat", "none"), "network.endpoints", enough);
    expect(saidTo({ lab: closed })).toEqual([]);
  });
});
