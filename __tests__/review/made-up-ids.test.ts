import { MadeUpIds } from "../support/made-up-ids";

/** The same things of two runs: AWS made up other ids, in another order. */
const RUNS = [
  {
    id: "subnet-b647120fa12f097e8",
    subnets: ["subnet-b647120fa12f097e8", "subnet-2ac07379efb9a4302"],
    arn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web-20261129120514694700000008/db5df96008bfdacd",
    secret: "secret:rds!cluster-5080a757-9a67-4b54-bf7c-2399ca1cb95c-gWTeki",
    created: "2026-11-29T12:05:04Z",
    image: "lab-image-web-2026-11-29T12-37-11.233Z",
    public_ip: "127.170.5.140",
    public_dns: "ec2-127-170-5-140.compute-1.amazonaws.com",
    endpoint: "lab-database.cluster-otjwsm1il0ho.us-east-1.rds.amazonaws.com",
    unique_id: "k7abon2hv3nbcosvxq4v",
    policy_id: "ASGHQB260J92C34NEHV7D",
  },
  {
    subnets: ["subnet-0aae9cf387caa92e1", "subnet-fc074a949dbfe12d1"],
    id: "subnet-fc074a949dbfe12d1",
    arn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web-2026112812065698400000000a/63ec5ccd16a7b4df",
    secret: "secret:rds!cluster-7f355cc1-e5ff-4169-b838-05bdb9516eeb-AnEfKQ",
    created: "2026-11-28T12:06:46.101Z",
    image: "lab-image-web-2026-11-28T12-38-01.008Z",
    public_ip: "127.95.248.15",
    public_dns: "ec2-127-95-248-15.compute-1.amazonaws.com",
    endpoint: "lab-database.cluster-w1byoxe6pqi2.us-east-1.rds.amazonaws.com",
    unique_id: "mfsfko05em8358fac8fc",
    policy_id: "AZOCG4A3G1P89I3C68PG4",
  },
];

test("what two runs made up gets the same names, which look alike", () => {
  const [first, second] = RUNS.map((run) => {
    const ids = new MadeUpIds();
    ids.renamed([run.id]);
    return JSON.stringify(ids.renamed(run));
  });
  expect(second).toBe(first);
  expect(JSON.parse(first ?? "")).toMatchObject({
    subnets: ["subnet-00000000000000001", "subnet-00000000000000002"],
    public_ip: "192.0.2.1",
    created: "2026-01-01T12:00:01Z",
  });
});

test("two ids stay two, and one stays one", () => {
  const ids = new MadeUpIds();
  const [a, b] = ["sg-2bf7569ee5274fefe", "sg-5dc6548e689831d61"];
  expect(ids.renamed({ a, b, again: `group ${a}` })).toEqual({
    a: "sg-00000000000000001",
    b: "sg-00000000000000002",
    again: "group sg-00000000000000001",
  });
});

test("a list without made-up ids keeps its order, and ranges of a network are no made-up addresses", () => {
  const given = { zones: ["b", "a"], cidr: "10.0.0.0/16", type: "db.t4g.medium" };
  expect(new MadeUpIds().renamed(given)).toEqual(given);
});
