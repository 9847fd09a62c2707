import { openingsIn } from "../../terraform/openings";
import type { Values } from "../../terraform/plan";
import { planOf } from "../ops/support";

const found = (address: string, values: Values) => openingsIn(planOf([], { [address]: values }));

test("a door that no JSON can pin is found whenever it was opened", () => {
  const address = "aws_rds_cluster.database";
  const role = "arn:aws:iam::123456789012:role/export";
  expect(found(address, { iam_roles: [role] })).toEqual([
    { address, attribute: "iam_roles", what: role },
  ]);
  expect(found(address, { storage_type: "aurora-iopt1" })).toMatchObject([
    { what: "aurora-iopt1" },
  ]);
  const origin = "routing_http_response_access_control_allow_origin_header_value";
  expect(found("aws_lb_listener.http", { [origin]: "*" })).toMatchObject([{ what: "*" }]);
});

test("closed is what AWS gives: nothing, or its default", () => {
  expect(found("aws_rds_cluster.database", { iam_roles: [], storage_type: "" })).toEqual([]);
  expect(found("aws_route_table.private", { propagating_vgws: null })).toEqual([]);
  const group = { db_parameter_group_name: "default.aurora-mysql8.0" };
  expect(found("aws_rds_cluster_instance.database_a", group)).toEqual([]);
});
