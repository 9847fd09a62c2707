import type { Finding } from "../../ops/drift/classify";
import { remedyOf } from "../../ops/drift/remedy";
import type { Values } from "../../terraform/plan";

const place = (values: Values = {}, inHcp = false) => ({
  ...{ stage: "lab", region: "us-east-1", inHcp },
  values,
});
const DEPLOY = "npx cdktf deploy lab";
const changed = (address: string, path: string, more: Partial<Finding> = {}): Finding => ({
  address,
  kind: "changed",
  does: "update",
  attributes: [{ path, before: "a", after: "b" }],
  ...more,
});
const CLUSTER = "aws_rds_cluster.database";

test.each<[what: string, finding: Finding, says: string, commands: string[]]>([
  [
    "a value that a deploy sets again",
    changed("aws_rds_cluster_instance.database_a", "instance_class"),
    "deploy puts it back, or take it into the settings",
    [DEPLOY],
  ],
  [
    "a raised version, which AWS never lowers",
    changed(CLUSTER, "engine_version"),
    "deploy can't put it back, since AWS lowers no version: write the version that runs into the settings",
    [],
  ],
  [
    "an instance's raised version",
    changed("aws_rds_cluster_instance.database_a", "engine_version"),
    "deploy can't put it back, since AWS lowers no version: write the version that runs into the settings",
    [],
  ],
  [
    "encryption, which only another cluster would have",
    changed(CLUSTER, "kms_key_id", { does: "replace" }),
    "deploy can't put it back: it would destroy this one, and with it all data of the database, and make another; take the change into the settings",
    [],
  ],
  [
    "what only another one has, and holds no data",
    changed("aws_lb.load_balancer", "subnets", { does: "replace" }),
    "deploy puts it back only by another one in its place, or take it into the settings",
    [DEPLOY],
  ],
  [
    "what is gone",
    { address: "aws_route.nat", kind: "deleted", does: "create", attributes: [] },
    "deploy makes it again",
    [DEPLOY],
  ],
  [
    "a database that is gone, of which a deploy makes an empty one",
    { address: CLUSTER, kind: "deleted", does: "create", attributes: [] },
    "deploy makes it again, empty: all data of the database went with it; look first for a backup, or whether it only got another name",
    [
      "aws rds describe-db-cluster-snapshots --db-cluster-identifier lab-database --region us-east-1",
      "aws rds describe-db-cluster-automated-backups --db-cluster-identifier lab-database --region us-east-1",
    ],
  ],
  [
    "what the code has and nobody deployed",
    { address: "aws_lb.new", kind: "planned", does: "create", attributes: [] },
    "nothing happened to it since the last deploy: deploy, or look who took a change into the state",
    [DEPLOY],
  ],
  [
    "a rule of others",
    {
      address: "aws_security_group.web",
      kind: "added",
      attributes: [{ path: "ingress", after: "tcp 22 0.0.0.0/0" }],
      entry: { protocol: "tcp", from_port: 22, to_port: 22, peer: "0.0.0.0/0" },
    },
    "deploy leaves it: remove it (whoever came in by it no longer can), or take it into the code",
    [
      "aws ec2 revoke-security-group-ingress --group-id lab-database --ip-permissions 'IpProtocol=tcp,FromPort=22,ToPort=22,IpRanges=[{CidrIp=0.0.0.0/0}]' --region us-east-1",
    ],
  ],
  [
    "what is none of ours",
    {
      address: "aws_vpc.network",
      kind: "foreign",
      attributes: [],
      foreign: { id: "subnet-1", hurts: "", undo: "ec2 delete-subnet --subnet-id subnet-1" },
    },
    "deploy leaves it: remove it",
    ["aws ec2 delete-subnet --subnet-id subnet-1 --region us-east-1"],
  ],
  [
    "what is none of ours, and what has to be done before it can go",
    {
      address: "aws_vpc.network",
      kind: "foreign",
      attributes: [],
      foreign: { id: "acl-1", hurts: "", how: "first a, then b", first: ["ec2 a"], undo: "ec2 b" },
    },
    "deploy leaves it: first a, then b",
    ["aws ec2 a --region us-east-1", "aws ec2 b --region us-east-1"],
  ],
  [
    "what no command removes",
    {
      address: "aws_vpc.network",
      kind: "foreign",
      attributes: [],
      foreign: { id: "eni-1", hurts: "", how: "remove what it belongs to" },
    },
    "deploy leaves it: remove what it belongs to",
    [],
  ],
])("a remedy works for %s", (_, finding, says, commands) => {
  expect(remedyOf(finding, place({ id: "lab-database" }))).toEqual({ says, commands });
});

test.each<[what: string, finding: Finding, says: RegExp]>([
  ["puts back", changed("aws_lb.load_balancer", "name"), /^deploy puts it back, or take it into/],
  [
    "replaces",
    changed("aws_lb.load_balancer", "subnets", { does: "replace" }),
    /^deploy puts it back only by another one/,
  ],
  [
    "makes again",
    { address: "aws_route.nat", kind: "deleted", does: "create", attributes: [] },
    /^deploy makes it again; /,
  ],
  [
    "has yet to make",
    { address: "aws_lb.new", kind: "planned", does: "create", attributes: [] },
    /^nothing happened to it/,
  ],
])(
  "what a deploy %s is told of a stage in HCP without a command that HCP may refuse",
  (...each) => {
    const [, finding, says] = each;
    const run = "; to deploy, start a run in HCP, as docs/pipelines/terraform-cloud.md says";
    const remedy = remedyOf(finding, place({}, true));
    expect(remedy).toEqual({ says: expect.stringMatching(says), commands: [] });
    expect(remedy?.says.endsWith(run)).toBe(true);
  },
);

test.each<Finding["kind"]>(["follows", "reported"])("there is nothing to do about %s", (kind) => {
  expect(remedyOf({ address: "aws_x.y", kind, attributes: [] }, place())).toBeUndefined();
});
