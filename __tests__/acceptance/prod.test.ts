import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { CreateHostedZoneCommand, ListResourceRecordSetsCommand } from "@aws-sdk/client-route-53";
import { type Aws, aws } from "../support/aws";
import { Deployment, onEmulator } from "../support/deployment";
import { inventory } from "../support/inventory";
import { stepsOf } from "../support/steps";
import { synthStage } from "../support/synth";

onEmulator("prod, applied by real Terraform", (tools) => {
  let prod: Deployment;
  let cloud: Aws;
  let empty: Record<string, number>;
  let zone: string;

  /** prod as it is, but for a hosted zone that the emulator has, and what a test changes. */
  const withZone = (change: object = {}) =>
    synthStage("prod", { entry: { https: { domain: "www.example.com", zone } }, ...change });

  beforeAll(async () => {
    prod = await Deployment.of("prod", tools, async (emulator) => {
      cloud = aws(emulator);
      const { HostedZone } = await cloud.route53.send(
        new CreateHostedZoneCommand({ Name: "example.com", CallerReference: "acceptance" }),
      );
      zone = HostedZone?.Id?.replace("/hostedzone/", "") ?? "";
      return withZone();
    });
    empty = await inventory(cloud);
    await prod.terraform.validate();
    await prod.terraform.apply();
  });
  afterAll(() => prod?.close());

  test("a second plan has nothing to do", async () => {
    expect(stepsOf(await prod.terraform.plan())).toEqual([]);
  });

  test("listens on 443 with a validated certificate, and redirects 80", async () => {
    const { LoadBalancers: [lb] = [] } = await cloud.loadBalancing.send(
      new DescribeLoadBalancersCommand({}),
    );
    const { Listeners = [] } = await cloud.loadBalancing.send(
      new DescribeListenersCommand({ LoadBalancerArn: lb?.LoadBalancerArn }),
    );
    const byPort = Object.fromEntries(Listeners.map((each) => [each.Port, each]));
    expect(byPort[443]).toMatchObject({
      Protocol: "HTTPS",
      Certificates: [{ CertificateArn: expect.stringContaining(":certificate/") }],
      DefaultActions: [{ Type: "forward" }],
    });
    expect(byPort[80]).toMatchObject({
      DefaultActions: [{ Type: "redirect", RedirectConfig: { Protocol: "HTTPS", Port: "443" } }],
    });
  });

  test("its domain leads to the load balancer", async () => {
    const { ResourceRecordSets = [] } = await cloud.route53.send(
      new ListResourceRecordSetsCommand({ HostedZoneId: zone }),
    );
    expect(ResourceRecordSets).toContainEqual(
      expect.objectContaining({
        Name: "www.example.com.",
        Type: "A",
        AliasTarget: expect.objectContaining({ DNSName: expect.stringContaining("prod-web") }),
      }),
    );
  });

  test("a destroy is refused before it touches anything", async () => {
    const before = await inventory(cloud);
    await expect(prod.terraform.destroy()).rejects.toThrow(
      /aws_rds_cluster\.database has lifecycle\.prevent_destroy set/,
    );
    expect(await inventory(cloud)).toEqual(before);
  });

  // Last, since it takes away what the others look at.
  test("is gone once protection is off: an apply, then a destroy", async () => {
    prod.change(withZone({ protection: false }));
    await prod.terraform.apply();
    await prod.terraform.destroy();
    expect(await inventory(cloud)).toEqual(empty);
  });
});
