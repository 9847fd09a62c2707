import { summarize } from "../../summary/summarize";
import { documentOf, fileOf, labels, summaryOf, tier } from "./support";

const INTERFACES = ["ec2messages", "secretsmanager", "ssm", "ssmmessages"];

describe("the network", () => {
  test("has its subnets in order, from public inwards and by zone letter", () => {
    const { cidr, subnets } = tier(summaryOf("lab", { network: { zones: ["b", "a"] } }), "network");
    expect(cidr).toBe("10.0.0.0/16");
    expect(subnets).toEqual([
      { kind: "public", zone: "a", cidr: "10.0.0.0/21" },
      { kind: "public", zone: "b", cidr: "10.0.8.0/21" },
      { kind: "private", zone: "a", cidr: "10.0.64.0/21" },
      { kind: "private", zone: "b", cidr: "10.0.72.0/21" },
      { kind: "isolated", zone: "a", cidr: "10.0.128.0/21" },
      { kind: "isolated", zone: "b", cidr: "10.0.136.0/21" },
    ]);
  });

  test("pays a NAT gateway and its public address for each zone that has one", () => {
    const single = tier(summaryOf("lab"), "network");
    expect(single.natZones).toEqual(["a"]);
    expect(labels(single)).toEqual(["1 × NAT gateway", "1 × public address"]);

    const each = tier(summaryOf("lab", { network: { nat: "per-zone" } }), "network");
    expect(each.natZones).toEqual(["a", "b"]);
    expect(each.costs).toEqual([
      { what: "NAT gateway", count: 2, perHour: 0.045, perMonth: 65.7 },
      { what: "public address", count: 2, perHour: 0.005, perMonth: 7.3 },
    ]);
  });

  test("without NAT pays for no NAT, but for each endpoint in each zone", () => {
    const change = { network: { nat: "none", endpoints: INTERFACES } };
    const network = tier(summaryOf("lab", change), "network");
    expect(network.interfaceEndpoints).toEqual(INTERFACES);
    expect(network.costs).toEqual([
      { what: "zonal endpoint", count: 8, perHour: 0.01, perMonth: 58.4 },
    ]);
  });

  test("has the gateway endpoint of S3 for nothing", () => {
    const network = tier(summaryOf("prod"), "network");
    expect(network.gatewayEndpoints).toEqual(["s3"]);
    expect(labels(network)).toEqual(["3 × NAT gateway", "3 × public address"]);
  });

  test("lists which connections are logged", () => {
    expect(tier(summaryOf("lab"), "network").flowLogs).toBeNull();
    expect(tier(summaryOf("prod"), "network").flowLogs).toBe("all");
  });
});

describe("the load balancer", () => {
  test("lists for each port who may connect, and where the request goes", () => {
    const from = ["203.0.113.0/24", "198.51.100.0/24"];
    const { domain, listeners } = tier(summaryOf("prod", { entry: { from } }), "load-balancer");
    expect(domain).toBe("www.example.com");
    expect(listeners).toEqual([
      { protocol: "https", port: 443, from: from.toSorted(), redirectsTo: null },
      { protocol: "http", port: 80, from: from.toSorted(), redirectsTo: "https" },
    ]);
  });

  test("counts only rules that cover the port; a rule for all protocols covers every port", () => {
    const document = documentOf("lab");
    const rules = document.resource.aws_vpc_security_group_ingress_rule;
    const [rule] = Object.values<object>(rules).filter((each) => "cidr_ipv4" in each);
    rules.other = { ...rule, cidr_ipv4: "192.0.2.0/24", from_port: 81, to_port: 90 };
    rules.every = { ...rule, cidr_ipv4: "198.51.100.0/24", ip_protocol: "-1" };
    delete rules.every.from_port;
    const { listeners } = tier(summarize("lab", fileOf("lab"), document), "load-balancer");
    expect(listeners[0]?.from).toEqual(["0.0.0.0/0", "198.51.100.0/24"]);
  });

  test("has a public address in each zone, unless it is internal", () => {
    expect(tier(summaryOf("prod"), "load-balancer").costs).toEqual([
      { what: "load balancer", count: 1, perHour: 0.0225, perMonth: 16.43 },
      { what: "public address", count: 3, perHour: 0.005, perMonth: 10.95 },
    ]);
    const internal = tier(summaryOf("prod", { entry: { scheme: "internal" } }), "load-balancer");
    expect(internal.scheme).toBe("internal");
    expect(labels(internal)).toEqual(["1 × load balancer"]);
  });
});

test("a load balancer of another type has no price in our table", () => {
  const document = documentOf("lab");
  document.resource.aws_lb.load_balancer.load_balancer_type = "gateway";
  const { costs } = tier(summarize("lab", fileOf("lab"), document), "load-balancer");
  expect(costs[0]).toMatchObject({ what: "load balancer", perHour: null, perMonth: null });
});

describe("the web fleet", () => {
  test("is what the launch template, target group and scaling policies say together", () => {
    const web = { targetRequests: 600, port: 9000, healthCheckPath: "/up" };
    expect(tier(summaryOf("prod", { web }), "web")).toMatchObject({
      instanceType: "t3.small",
      min: 3,
      max: 12,
      zones: ["a", "b", "c"],
      port: 9000,
      healthCheckPath: "/up",
      targetCpu: 50,
      targetRequests: 600,
    });
  });

  test("is in each zone once, also with two subnets there", () => {
    const document = documentOf("lab");
    const group = document.resource.aws_autoscaling_group.web;
    const subnets = document.resource.aws_subnet;
    group.vpc_zone_identifier = Object.keys(subnets).map((name) => `\${aws_subnet.${name}.id}`);
    expect(tier(summarize("lab", fileOf("lab"), document), "web").zones).toEqual(["a", "b"]);
  });

  test("is paid at its smallest", () => {
    const web = { min: 3, max: 9 };
    expect(tier(summaryOf("lab", { web }), "web").costs).toEqual([
      { what: "t2.micro", count: 3, perHour: 0.0116, perMonth: 25.4 },
    ]);
  });
});

describe("the database", () => {
  const instances = {
    a: { class: "db.t4g.medium", zone: "a" },
    b: { class: "db.r6g.large", zone: "b" },
    c: { class: "db.t4g.medium", zone: "b" },
  };

  test("has its instances by name, and a line of costs for each class", () => {
    const database = tier(summaryOf("lab", { database: { instances } }), "database");
    expect(database.instances).toContainEqual({
      name: "lab-database-b",
      class: "db.r6g.large",
      zone: "b",
    });
    expect(database.costs).toEqual([
      { what: "db.t4g.medium", count: 2, perHour: 0.073, perMonth: 106.58 },
      { what: "db.r6g.large", count: 1, perHour: 0.26, perMonth: 189.8 },
    ]);
  });

  test("lists engine, version, and what protects its data", () => {
    const engine = { kind: "aurora-postgresql", version: "16.8" };
    const lab = tier(summaryOf("lab", { database: { engine } }), "database");
    expect(lab).toMatchObject({
      engine: "aurora-postgresql",
      version: "16.8",
      name: "immersionday",
      port: 5432,
      backupDays: 1,
      deletionProtection: false,
      finalSnapshot: false,
    });
    const prod = tier(summaryOf("prod"), "database");
    expect(prod).toMatchObject({ backupDays: 14, deletionProtection: true, finalSnapshot: true });
  });

  test("lists the window that changes wait for, if they do", () => {
    const windows = { backup: "03:00-04:00", maintenance: "sat:02:00-sat:03:00", apply: "window" };
    const waiting = tier(summaryOf("lab", { database: { windows } }), "database");
    expect(waiting.changesWaitFor).toBe("sat:02:00-sat:03:00");
    expect(tier(summaryOf("lab"), "database").changesWaitFor).toBeNull();
  });

  test.each([
    ["storage_type", "aurora-iopt1"],
    ["engine", "mysql"],
  ])("has no price in our table if its %s is %s", (key, value) => {
    const document = documentOf("lab");
    document.resource.aws_rds_cluster.database[key] = value;
    const summary = summarize("lab", fileOf("lab"), document);
    expect(tier(summary, "database").costs).toMatchObject([{ perHour: null, perMonth: null }]);
    expect(summary.complete).toBe(false);
  });
});

describe("the total", () => {
  test.each(["lab", "prod"] as const)("of %s is the sum of its lines, to the cent", (stage) => {
    const { tiers, perMonth, complete } = summaryOf(stage);
    const cents = tiers
      .flatMap(({ costs }) => costs.map((cost) => Math.round((cost.perMonth ?? 0) * 100)))
      .reduce((sum, each) => sum + each, 0);
    expect(complete).toBe(true);
    expect(perMonth).toBe(cents / 100);
  });

  test("leaves out an instance type that is not in the table, and says that it does", () => {
    const known = summaryOf("lab");
    const unknown = summaryOf("lab", { web: { instanceType: "x8g.large" } });
    expect(tier(unknown, "web").costs).toEqual([
      { what: "x8g.large", count: 2, perHour: null, perMonth: null },
    ]);
    expect(unknown.complete).toBe(false);
    expect(unknown.perMonth).toBeCloseTo(known.perMonth - 16.94, 2);
  });
});

test.each([
  [{ kind: "local" }, "terraform.lab.tfstate"],
  [
    { kind: "s3", bucket: "acme", region: "us-east-1", keyPrefix: "three/" },
    "s3://acme/three/lab.tfstate",
  ],
  [{ kind: "hcp", organization: "acme" }, "app.terraform.io/acme/lab"],
])("the state of a backend %j is at %s", (backend, place) => {
  expect(summaryOf("lab", { backend }).state).toBe(place);
});

describe("a stack of another kind", () => {
  const bucket = {
    provider: { aws: { region: "eu-central-1" } },
    resource: { aws_s3_bucket: { state: {}, logs: {} }, aws_kms_key: { state: {} } },
  };

  test("is listed by type", () => {
    expect(summarize("state", fileOf("state"), bucket)).toEqual({
      name: "state",
      region: "eu-central-1",
      file: "cdktf.out/stacks/state/cdk.tf.json",
      state: null,
      resources: 3,
      tiers: [{ tier: "resources", types: { aws_s3_bucket: 2, aws_kms_key: 1 }, costs: [] }],
      perMonth: 0,
      complete: true,
    });
  });

  test("still lists what its network costs", () => {
    const { aws_vpc, aws_nat_gateway } = documentOf("lab").resource;
    const other = { resource: { aws_vpc, aws_nat_gateway, aws_sqs_queue: { jobs: {} } } };
    const { tiers, perMonth } = summarize("jobs", fileOf("jobs"), other);
    expect(tiers.map(({ tier: kind }) => kind)).toEqual(["resources"]);
    expect(perMonth).toBe(32.85);
  });
});
