import { waysOf } from "../../diagram/traffic";
import { TerraformJson } from "../../terraform/document";

const OUT = "aws_vpc_security_group_egress_rule";
const INTO = "aws_vpc_security_group_ingress_rule";
const group = (name: string) => `\${aws_security_group.${name}.id}`;
const tcp = (from: number, to = from) => ({ ip_protocol: "tcp", from_port: from, to_port: to });

/** Two security groups, and rules of them by type. */
function ways(rules: Record<string, Record<string, object>>) {
  const resource = { aws_security_group: { one: {}, two: {} }, ...rules };
  return waysOf(new TerraformJson({ resource }));
}
const opens = (port: number) => ({
  security_group_id: group("one"),
  referenced_security_group_id: group("two"),
  ...tcp(port),
});
const lets = (port: number) => ({
  security_group_id: group("two"),
  referenced_security_group_id: group("one"),
  ...tcp(port),
});

test("a group may talk to another when both have a rule for the port", () => {
  expect(ways({ [OUT]: { out: opens(80) }, [INTO]: { into: lets(80) } })).toEqual([
    { from: { name: "one" }, to: { name: "two" }, port: "80" },
  ]);
});

test.each([
  ["the other lets it in", { [OUT]: { out: opens(80) } }],
  ["it may open the connection", { [INTO]: { into: lets(80) } }],
  ["both mean the same port", { [OUT]: { out: opens(80) }, [INTO]: { into: lets(81) } }],
])("a group may not talk to another unless %s", (_, rules) => {
  expect(ways(rules)).toEqual([]);
});

test("a rule for all protocols is shown as all ports, a range as a range, and UDP by its name", () => {
  const world = { security_group_id: group("one"), cidr_ipv4: "0.0.0.0/0" };
  const rules = {
    all: { ...world, ip_protocol: "-1" },
    range: { ...world, ...tcp(8000, 8080) },
    dns: { ...world, ...tcp(53), ip_protocol: "udp" },
  };
  const ports = ways({ [INTO]: rules }).map(({ port }) => port);
  expect(ports).toEqual(["all ports", "8000-8080", "53/udp"]);
});
