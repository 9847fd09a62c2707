import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Firewall, INTERNET } from "../../constructs/firewall";
import { ReadableStack, renamed } from "../../constructs/readable-stack";
import { linesOf } from "../../terraform/steps";
import { Deployment, onEmulator } from "../support/deployment";
import { synth } from "../support/synth";

/** A firewall with its group and rules, under an id that changes. The example of decision 0007. */
const house = (id: "gate" | "door") =>
  synth("house", (app) => {
    const backend = { kind: "local" } as const;
    const stack = new ReadableStack(app, "house", { region: "us-east-1", backend, tags: {} });
    const { id: vpcId } = new Vpc(stack, "vpc", { cidrBlock: "10.0.0.0/16" });
    const firewall = new Firewall(stack, id, { vpcId, name: "gate", ports: { http: 80 } });
    firewall.allowFrom(INTERNET);
    if (id === "door") renamed(firewall, "gate");
  });

onEmulator("a renamed construct", (tools) => {
  let deployment: Deployment;

  beforeAll(async () => {
    deployment = await Deployment.of("house", tools, () => house("gate"));
    await deployment.terraform.apply();
  });
  afterAll(() => deployment?.close());

  test("moves in the plan, and nothing is replaced", async () => {
    expect(linesOf(await deployment.planOf(house("door")))).toEqual([
      "move aws_security_group.gate to aws_security_group.door",
      "move aws_vpc_security_group_ingress_rule.gate_from_internet_http to aws_vpc_security_group_ingress_rule.door_from_internet_http",
      "update aws_security_group.door (tags, tags_all)",
      "update aws_vpc_security_group_ingress_rule.door_from_internet_http (tags, tags_all)",
    ]);
  });

  test("leaves nothing to do once it is applied", async () => {
    deployment.change(house("door"));
    await deployment.terraform.apply();
    expect(linesOf(await deployment.terraform.plan())).toEqual([]);
  });
});
