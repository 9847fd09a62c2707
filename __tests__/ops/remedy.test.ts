import type { Finding } from "../../ops/drift/classify";
import { remedyOf } from "../../ops/drift/remedy";
import { undoOf } from "../../ops/drift/undo";
import { LISTS } from "../../terraform/additions";
import { OPENINGS } from "../../terraform/openings";
import type { Values } from "../../terraform/plan";

const place = (values: Values = {}) => ({ stage: "lab", region: "us-east-1", values });
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
])("a remedy works for %s", (_, finding, says, commands) => {
  expect(remedyOf(finding, place({ id: "lab-database" }))).toEqual({ says, commands });
});

test.each<Finding["kind"]>(["follows", "reported"])("there is nothing to do about %s", (kind) => {
  expect(remedyOf({ address: "aws_x.y", kind, attributes: [] }, place())).toBeUndefined();
});

test("what others can add to is taken away by a command, whichever it is", () => {
  const lists = LISTS.map(({ type, attribute }) => [type, attribute]);
  const doors = Object.entries(OPENINGS).flatMap(([type, attributes]) =>
    Object.keys(attributes).map((attribute) => [type, attribute]),
  );
  const owner = Object.fromEntries(doors.map(([, attribute]) => [attribute, ["x"]]));
  const without = [...lists, ...doors].filter(
    ([type = "", attribute = ""]) =>
      (undoOf(type, owner, { attribute, what: "x" })?.commands ?? []).length === 0,
  );
  expect(without).toEqual([]);
});

/** What others added, and the end of the command that takes it away. */
test.each<[type: string, owner: Values, attribute: string, entry: Values, ends: string]>([
  [
    "aws_security_group",
    { id: "sg-1" },
    "egress",
    { protocol: "-1", from_port: 0, to_port: 0, peer: "::/0" },
    "ec2 revoke-security-group-egress --group-id sg-1 --ip-permissions IpProtocol=-1,Ipv6Ranges=[{CidrIpv6=::/0}]",
  ],
  [
    "aws_security_group",
    { id: "sg-1" },
    "ingress",
    { protocol: "udp", from_port: 1, to_port: 9, peer: "210987654321/sg-2" },
    "IpProtocol=udp,FromPort=1,ToPort=9,UserIdGroupPairs=[{GroupId=sg-2,UserId=210987654321}]",
  ],
  [
    "aws_security_group",
    { id: "sg-1" },
    "ingress",
    { protocol: "-1", peer: "pl-1" },
    "IpProtocol=-1,PrefixListIds=[{PrefixListId=pl-1}]",
  ],
  [
    "aws_route_table",
    { id: "rtb-1" },
    "route",
    { cidr_block: "", ipv6_cidr_block: "::/0" },
    "ec2 delete-route --route-table-id rtb-1 --destination-ipv6-cidr-block ::/0",
  ],
  [
    "aws_route_table",
    { id: "rtb-1" },
    "route",
    { destination_prefix_list_id: "pl-1" },
    "--destination-prefix-list-id pl-1",
  ],
  [
    "aws_rds_cluster",
    { id: "lab-database", storage_type: "aurora-iopt1" },
    "storage_type",
    {},
    "rds modify-db-cluster --apply-immediately --storage-type aurora --db-cluster-identifier lab-database",
  ],
  [
    "aws_rds_cluster_instance",
    { id: "a", engine: "aurora-mysql", engine_version: "8.0.mysql_aurora.3.08.0" },
    "db_parameter_group_name",
    {},
    "--db-instance-identifier a --db-parameter-group-name default.aurora-mysql8.0",
  ],
  [
    "aws_rds_cluster_instance",
    { id: "a", engine: "aurora-postgresql", engine_version: "16.4" },
    "db_parameter_group_name",
    {},
    "--db-parameter-group-name default.aurora-postgresql16",
  ],
  [
    "aws_lb_listener",
    { arn: "arn:l" },
    "routing_http_response_access_control_allow_origin_header_value",
    {},
    "elbv2 modify-listener-attributes --listener-arn arn:l --attributes Key=routing.http.response.access_control_allow_origin.header_value,Value=",
  ],
])("of %s %j the %s goes by a command", (type, owner, attribute, entry, ends) => {
  const { commands = [] } = undoOf(type, owner, { attribute, what: "x", entry }) ?? {};
  expect(commands.map((words) => words.join(" ").slice(-ends.length))).toEqual([ends]);
});

test("several of one kind go one by one", () => {
  const owner = { id: "lab-database", iam_roles: ["arn:1", "arn:2"] };
  const { commands } = undoOf("aws_rds_cluster", owner, { attribute: "iam_roles", what: "" }) ?? {};
  expect(commands?.map((words) => words.at(-1))).toEqual(["arn:1", "arn:2"]);
});
