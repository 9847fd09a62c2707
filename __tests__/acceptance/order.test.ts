import { CreateHostedZoneCommand } from "@aws-sdk/client-route-53";
import { aws } from "../../emulator/aws";
import type { Terraform } from "../../terraform/command";
import { linesOf } from "../../terraform/steps";
import { Deployment, onEmulator, refusalOf } from "../support/deployment";
import { leftBy } from "../support/left";
import { Synthesized } from "../support/synthesized";
import { testsAll } from "../support/tests-all";
import { emptyTown, type TownSettings, town } from "../support/town";

/** What leaves something, and what may end only then: two addresses. */
type Order = readonly [leaves: string, ends: string];

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
    const lines = await applied(deployment, emptyTown({ ...WHOLE, zones: ["a", "b"] }));
    const order: Order[] = [
      ["aws_lb.load_balancer", "aws_subnet.network_public_c"],
      ["aws_vpc_endpoint.network_services_s3", "aws_route_table.network_private_c"],
    ];
    expect(order.map((each) => inOrder(lines, each))).toEqual(order);
  });

  test("loses a NAT gateway after the routes lead to another one", async () => {
    const lines = await applied(
      deployment,
      emptyTown({ ...WHOLE, zones: ["a", "b"], nat: "single" }),
    );
    const order: Order = ["aws_route.network_private_b", "aws_nat_gateway.network_nat_b"];
    expect(inOrder(lines, order)).toEqual(order);
  });

  test("keeps by untaint what a cancelled apply left tainted, since there can't be two of it", async () => {
    const { terraform } = deployment;
    await terraform.run(["taint", "aws_nat_gateway.network_nat_a"]);
    expect(await refusalOf(terraform.apply())).toContain("Resource.AlreadyAssociated");
    await terraform.run(["untaint", "aws_nat_gateway.network_nat_a"]);
    expect(await leftBy(terraform)).toEqual([]);
  });

  if (testsAll) {
    test("moves to another range, where its gateways get other addresses", async () => {
      await applied(deployment, emptyTown({ ...WHOLE, nat: "single", cidr: "10.9.0.0/16" }));
    });
  }
});

/** What goes, and who leaves it before. */
const LEAVING: readonly {
  readonly what: string;
  readonly without: Partial<TownSettings>;
  readonly order: readonly Order[];
}[] = [
  {
    what: "a zone",
    without: { zones: ["a", "b"] },
    order: [
      ["aws_lb.load_balancer", "aws_subnet.network_public_c"],
      ["aws_autoscaling_group.web", "aws_subnet.network_private_c"],
      ["aws_autoscaling_group.web", "aws_route.network_private_c"],
      ["aws_autoscaling_group.web", "aws_nat_gateway.network_nat_c"],
      ["aws_vpc_endpoint.network_services_s3", "aws_route_table.network_private_c"],
    ],
  },
  {
    what: "each NAT gateway but one",
    without: { nat: "single" },
    order: [
      ["aws_route.network_private_b", "aws_nat_gateway.network_nat_b"],
      ["aws_route.network_private_c", "aws_nat_gateway.network_nat_c"],
    ],
  },
  {
    what: "the agent",
    without: { agent: "none" },
    order: [["aws_autoscaling_group.web", "aws_cloudwatch_log_group.web_logs"]],
  },
  {
    what: "HTTPS",
    without: { zone: undefined },
    order: [["aws_lb_listener.load_balancer_http", "aws_acm_certificate.load_balancer"]],
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
          const lines = await applied(deployment, town({ ...whole, ...without }));
          expect(order.map((each) => inOrder(lines, each))).toEqual(order);
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

/** Applies a version, and sees that a second plan has nothing to do. @returns what the apply printed */
async function applied(deployment: Deployment, to: Synthesized): Promise<string[]> {
  const { terraform } = deployment;
  deployment.change(to);
  const { stdout } = await terraform.run(["apply", "-auto-approve", "-no-color"]);
  expect(await leftBy(terraform)).toEqual([]);
  return stdout.split("\n");
}

/**
 * A pair in the order in which it happened: what leaves is changed, what ends begins to be destroyed.
 * Addresses, since calls don't say which of three subnets they delete.
 */
function inOrder(lines: readonly string[], [leaves, ends]: Order): string[] {
  const left = lines.findIndex((each) => each.startsWith(`${leaves}: Modifications complete`));
  const ended = lines.findIndex((each) => each.startsWith(`${ends}: Destroying...`));
  if (left < 0 || ended < 0) return [];
  return left < ended ? [leaves, ends] : [ends, leaves];
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
