import { CreateHostedZoneCommand } from "@aws-sdk/client-route-53";
import { aws } from "../../emulator/aws";
import type { Terraform } from "../../terraform/command";
import { linesOf } from "../../terraform/steps";
import { callsInOrder } from "../support/asked";
import { Deployment, onEmulator, refusalOf } from "../support/deployment";
import { Synthesized } from "../support/synthesized";
import { testsAll } from "../support/tests-all";
import { emptyTown, type TownSettings, town } from "../support/town";

type Order = readonly [leave: string, end: string];

const WHOLE: TownSettings = {
  cidr: "10.0.0.0/16",
  zones: ["a", "b", "c"],
  nat: "per-zone",
  agent: "cloudwatch",
};

// One after the other, on one network.
onEmulator("a network that was deployed before there was an order", (tools) => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await Deployment.of("town", tools, () => deployedBefore(emptyTown(WHOLE)));
    await deployment.terraform.apply();
  });
  afterAll(() => deployment?.close());

  // Terraform asks AWS again and again, for a minute.
  if (testsAll) {
    test("can't lose a zone at once", async () => {
      await onCopy(deployment, async (copy) => {
        copy.change(emptyTown({ ...WHOLE, zones: ["a", "b"] }));
        expect(await refusalOf(copy.terraform.apply())).toContain("DependencyViolation");
      });
    });
  }

  test("has it recorded by the next apply, which changes nothing else", async () => {
    const { terraform } = deployment;
    deployment.change(emptyTown(WHOLE));
    expect(linesOf(await terraform.plan())).toEqual([]);
    expect(await terraform.planWithExitCode()).toBe("changes");
    await terraform.apply();
    expect(await recorded(terraform)).toContain("aws_subnet.network_public_c");
  });

  test("then loses a zone after the load balancer and the endpoint have left it", async () => {
    const calls = await applied(deployment, emptyTown({ ...WHOLE, zones: ["a", "b"] }));
    const order: Order[] = [
      ["elasticloadbalancing SetSubnets", "ec2 DeleteSubnet"],
      ["ec2 ModifyVpcEndpoint", "ec2 DeleteRouteTable"],
    ];
    expect(order.map((each) => inOrder(calls, each))).toEqual(order);
  });

  test("loses a NAT gateway after the routes lead to another one", async () => {
    const calls = await applied(
      deployment,
      emptyTown({ ...WHOLE, zones: ["a", "b"], nat: "single" }),
    );
    const order: Order = ["ec2 ReplaceRoute", "ec2 DeleteNatGateway"];
    expect(inOrder(calls, order)).toEqual(order);
  });

  test("keeps by untaint what a cancelled apply left tainted, since there can't be two of it", async () => {
    const { terraform } = deployment;
    await terraform.run(["taint", "aws_nat_gateway.network_nat_a"]);
    expect(await refusalOf(terraform.apply())).toContain("Resource.AlreadyAssociated");
    await terraform.run(["untaint", "aws_nat_gateway.network_nat_a"]);
    expect(linesOf(await terraform.plan())).toEqual([]);
  });

  if (testsAll) {
    test("moves to another range, where its gateways get other addresses", async () => {
      await applied(deployment, emptyTown({ ...WHOLE, nat: "single", cidr: "10.9.0.0/16" }));
    });
  }
});

/** What goes, and the calls by which users leave something before the call that ends it. */
const LEAVING: readonly {
  readonly what: string;
  readonly without: Partial<TownSettings>;
  readonly order: readonly Order[];
}[] = [
  {
    what: "a zone",
    without: { zones: ["a", "b"] },
    order: [
      ["elasticloadbalancing SetSubnets", "ec2 DeleteSubnet"],
      ["autoscaling UpdateAutoScalingGroup", "ec2 DeleteSubnet"],
      ["autoscaling UpdateAutoScalingGroup", "ec2 DeleteRoute"],
      ["autoscaling UpdateAutoScalingGroup", "ec2 DeleteNatGateway"],
      ["ec2 ModifyVpcEndpoint", "ec2 DeleteRouteTable"],
    ],
  },
  {
    what: "each NAT gateway but one",
    without: { nat: "single" },
    order: [["ec2 ReplaceRoute", "ec2 DeleteNatGateway"]],
  },
  {
    what: "the agent",
    without: { agent: "none" },
    order: [["autoscaling UpdateAutoScalingGroup", "logs DeleteLogGroup"]],
  },
  {
    what: "HTTPS",
    without: { zone: undefined },
    order: [["elasticloadbalancing ModifyListener", "acm DeleteCertificate"]],
  },
];

// Four minutes. In `npm test`, constructs/order.test.ts proves the order of all changes.
if (testsAll) {
  onEmulator("what leaves a stage goes after its users, and comes back, twice:", (tools) => {
    let base: Deployment;
    let whole: TownSettings;
    beforeAll(async () => {
      base = await Deployment.of("town", tools, async (emulator) => {
        const ask = new CreateHostedZoneCommand({ Name: "example.com", CallerReference: "town" });
        const { HostedZone } = await aws(emulator).route53.send(ask);
        whole = { ...WHOLE, zone: HostedZone?.Id?.replace("/hostedzone/", "") };
        return town(whole);
      });
      await base.terraform.apply();
    });
    afterAll(() => base?.close());

    test.each(LEAVING)("$what", async ({ without, order }) => {
      await onCopy(base, async (deployment) => {
        for (let round = 0; round < 2; round += 1) {
          const calls = await applied(deployment, town({ ...whole, ...without }));
          expect(order.map((each) => inOrder(calls, each))).toEqual(order);
          await applied(deployment, town(whole));
        }
      });
    });
  });
}

// --- internal ---

async function onCopy(base: Deployment, use: (copy: Deployment) => Promise<void>): Promise<void> {
  const copy = await base.copy();
  try {
    await use(copy);
  } finally {
    await copy.close();
  }
}

/** Applies a version, and sees that a second plan has nothing to do. @returns the calls in their order */
async function applied(deployment: Deployment, to: Synthesized): Promise<string[]> {
  const { emulator, terraform } = deployment;
  deployment.change(to);
  const calls = await callsInOrder(emulator.log, () => terraform.apply());
  expect(linesOf(await terraform.plan())).toEqual([]);
  return calls;
}

/** A pair of calls, in the order in which they were made: from the last `leave` to the first `end`. */
function inOrder(calls: readonly string[], [leave, end]: Order): string[] {
  const [left, ended] = [calls.lastIndexOf(leave), calls.indexOf(end)];
  if (left < 0 || ended < 0) return [leave, end].filter((each) => calls.includes(each));
  return left < ended ? [leave, end] : [end, leave];
}

/** What the state says is destroyed after its users. */
async function recorded(terraform: Terraform): Promise<string[]> {
  const state = await terraform.statePull();
  return state.resources.flatMap(({ type, name, instances }) =>
    instances.some((each) => each.create_before_destroy) ? [`${type}.${name}`] : [],
  );
}

/** A version without the order, as it was synthesized before. */
function deployedBefore({ document, files }: Synthesized): Synthesized {
  const { output: _, ...rest } = document;
  const text = JSON.stringify(rest, (key, value) =>
    key === "create_before_destroy" ? undefined : value,
  );
  return new Synthesized(text, files);
}
