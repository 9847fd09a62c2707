import { undoOf } from "../../ops/drift/undo";
import { LISTS } from "../../terraform/additions";
import { OPENINGS } from "../../terraform/openings";
import type { Values } from "../../terraform/plan";

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
    "rds modify-db-instance --no-apply-immediately --db-instance-identifier a --db-parameter-group-name default.aurora-mysql8.0",
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
