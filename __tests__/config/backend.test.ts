import { accepts, put, refuses, saidTo, sound } from "../support/refusals";

describe("the backend", () => {
  const rows = [
    {
      backend: { kind: "s3" },
      says: [
        'bucket: must be a bucket name of 3 to 63 of a-z, 0-9, dashes and single dots, not an address, and none that S3 keeps for itself, got nothing; write it like "acme-terraform-state"',
        'region: must be a region of AWS\'s commercial partition, got nothing; write it like "us-east-1"',
      ],
    },
    {
      backend: { kind: "s3", bucket: "Acme_State", region: "us-east-1" },
      says: [
        'bucket: must be a bucket name of 3 to 63 of a-z, 0-9, dashes and single dots, not an address, and none that S3 keeps for itself, got "Acme_State"; write it like "acme-terraform-state"',
      ],
    },
    {
      backend: { kind: "s3", bucket: "acme", region: "us-east-1", keyPrefix: "web" },
      says: [
        'keyPrefix: must be a key prefix of up to 900 characters ending in /, got "web"; write it like "three-tier/"',
      ],
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

describe("a bucket", () => {
  test.each([
    { what: "an address", bucket: "192.168.5.4" },
    { what: "two dots in a row", bucket: "acme..state" },
    { what: "a prefix of S3's own", bucket: "sthree-state" },
    { what: "the prefix of S3's examples", bucket: "amzn-s3-demo-state" },
    { what: "the prefix of international names", bucket: "xn--state" },
    { what: "the suffix of access points", bucket: "acme-s3alias" },
    { what: "the suffix of directory buckets", bucket: "acme--x-s3" },
    { what: "64 characters", bucket: "a".repeat(64) },
  ])("has a name without $what", ({ bucket }) => {
    const backend = { kind: "s3", bucket, region: "us-east-1" };
    expect(saidTo({ lab: put(sound, "backend", backend) })).toEqual([
      `lab.backend.bucket: must be a bucket name of 3 to 63 of a-z, 0-9, dashes and single dots, not an address, and none that S3 keeps for itself, got "${bucket}"; write it like "acme-terraform-state"`,
    ]);
  });
});

test("a key prefix leaves room for the name of the state and its lock in a key of S3", () => {
  const keyPrefix = `${"k".repeat(900)}/`;
  const backend = { kind: "s3", bucket: "acme", region: "us-east-1", keyPrefix };
  expect(saidTo({ lab: put(sound, "backend", backend) })).toEqual([
    `lab.backend.keyPrefix: must be a key prefix of up to 900 characters ending in /, got "${"k".repeat(76)}...; write it like "three-tier/"`,
  ]);
});
