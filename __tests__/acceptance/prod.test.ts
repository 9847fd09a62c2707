import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { ListHostedZonesCommand, ListResourceRecordSetsCommand } from "@aws-sdk/client-route-53";
import { inventory } from "../../emulator/inventory";
import { Asked } from "../support/asked";
import { describeChanges } from "../support/changes";
import { onEmulator, refusalOf } from "../support/deployment";
import { leftBy } from "../support/left";
import { describeOperating } from "../support/operating";
import { Service } from "../support/service";
import { describeWatching } from "../support/watching";

onEmulator("prod, applied by real Terraform", (tools) => {
  let prod: Service;
  const asked = new Asked("prod");

  beforeAll(async () => {
    prod = await Service.applied("prod", tools, asked);
  });
  afterAll(() => prod?.deployment.close());

  test("a second plan has nothing to do", async () => {
    await asked.during("plan", prod.deployment.emulator, async () =>
      expect(await leftBy(prod.terraform)).toEqual([]),
    );
  });

  test("listens on 443 with a validated certificate, and redirects 80", async () => {
    const { LoadBalancers: [lb] = [] } = await prod.cloud.loadBalancing.send(
      new DescribeLoadBalancersCommand({}),
    );
    const { Listeners = [] } = await prod.cloud.loadBalancing.send(
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
    const { HostedZones: [zone] = [] } = await prod.cloud.route53.send(
      new ListHostedZonesCommand(),
    );
    const { ResourceRecordSets = [] } = await prod.cloud.route53.send(
      new ListResourceRecordSetsCommand({ HostedZoneId: zone?.Id }),
    );
    expect(ResourceRecordSets).toContainEqual(
      expect.objectContaining({
        Name: "www.example.com.",
        Type: "A",
        AliasTarget: expect.objectContaining({ DNSName: expect.stringContaining("prod-web") }),
      }),
    );
  });

  describeWatching("prod", () => prod);
  describeOperating("prod", () => prod);

  describeChanges("prod", () => prod, asked);

  test("a plan is refused when a protected database stands in one zone", async () => {
    const c = { class: "db.r6g.large", zone: "c" };
    const together = prod.with({ database: { instances: { c, d: c } } });
    expect(await refusalOf(prod.deployment.planOf(together))).toContain(
      "database.instances: must be in at least two availability zones, got us-east-1c, us-east-1c; move one to another zone, or set protection to false",
    );
  });

  test("a plan is refused when the hosted zone isn't the domain's", async () => {
    const other = prod.with({ entry: { https: { domain: "www.example.org" } } });
    expect(await refusalOf(prod.deployment.planOf(other))).toMatch(
      /entry\.https\.zone: must be the public hosted zone that holds www\.example\.org, got Z\w+, which is of example\.com\.?; give the id of another zone, or another domain/,
    );
  });

  test("a plan is refused when the account has no such hosted zone, and says which it has", async () => {
    const none = prod.with({ entry: { https: { zone: "Z0123456789NOWHERE" } } });
    expect(await refusalOf(prod.deployment.planOf(none))).toMatch(
      /entry\.https\.zone: must be a hosted zone of this account, got Z0123456789NOWHERE; give the id of the zone that holds www\.example\.com; the account has Z\w+/,
    );
  });

  test("a plan that would replace the protected load balancer is refused", async () => {
    const internal = prod.with({ entry: { scheme: "internal" } });
    expect(await refusalOf(prod.deployment.planOf(internal))).toContain(
      "Resource aws_lb.load_balancer has lifecycle.prevent_destroy set",
    );
  });

  test("a destroy is refused before it touches anything", async () => {
    prod.deployment.change(prod.with({}));
    const before = await inventory(prod.cloud);
    await expect(prod.terraform.destroy()).rejects.toThrow(
      "Resource aws_rds_cluster.database has lifecycle.prevent_destroy set",
    );
    expect(await inventory(prod.cloud)).toEqual(before);
  });

  // Last, since it takes away what the others look at.
  test("is gone once protection is off: an apply, then a destroy", async () => {
    prod.deployment.change(prod.with({ protection: false }));
    await asked.during("apply", prod.deployment.emulator, () => prod.terraform.apply());
    await asked.during("apply", prod.deployment.emulator, () => prod.terraform.destroy());
    expect(await inventory(prod.cloud)).toEqual(prod.empty);
  });

  test.each(["plan", "apply"] as const)("the %s role of pipelines may do all of that", (role) => {
    expect(asked.refused(role, { prod: { protection: false } })).toEqual([]);
  });

  test("but not delete the cluster until people have deployed the state stack without protection", () => {
    expect(asked.refused("plan")).toEqual([]);
    expect([...new Set(asked.refused("apply"))]).toEqual([
      "rds:DeleteDBCluster on arn:aws:rds:us-east-1:123456789012:cluster:prod-database",
      "rds:DeleteDBCluster on arn:aws:rds:us-east-1:123456789012:cluster-snapshot:prod-database-final",
    ]);
  });

  test("and plans read all that they may read", () => {
    expect(asked.unread()).toEqual([]);
  });
});
