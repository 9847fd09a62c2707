import type { Snapshot } from "../../service/snapshot";

const TCP = { protocol: "tcp" } as const;
const opening = (
  group: string,
  direction: "in" | "out",
  port: number,
  peer: string,
): Snapshot["rules"][number] => ({ group, direction, ...TCP, from: port, to: port, peer });

const parameter = (key: string, value: string) => ({
  key,
  arn: `arn:aws:ssm:us-east-1:123456789012:parameter/lab/database/${key}`,
  value,
});

const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!cluster-1-AbCdEf";

/** A service that works: HTTPS, one instance behind a NAT gateway, a writer and a reader. */
export const WORKING: Snapshot = {
  loadBalancers: [
    {
      arn: "lb",
      name: "lab-web",
      state: "active",
      dnsName: "Lab-web-1.us-east-1.elb.amazonaws.com",
      securityGroups: ["sg-lb"],
      listeners: [
        { port: 80, protocol: "HTTP", forwardsTo: [], redirectsTo: 443, certificates: [] },
        {
          port: 443,
          protocol: "HTTPS",
          forwardsTo: ["group"],
          redirectsTo: null,
          certificates: ["certificate"],
        },
      ],
    },
  ],
  targetGroups: [{ arn: "group", targets: [{ id: "i-1", port: 8080, health: "healthy" }] }],
  instances: [{ id: "i-1", subnet: "subnet-1", securityGroups: ["sg-web"], role: "lab-web" }],
  subnets: [
    { id: "subnet-1", routeTable: "rtb-private" },
    { id: "subnet-2", routeTable: "rtb-public" },
  ],
  routeTables: [
    { id: "rtb-private", defaultRoute: "nat-1" },
    { id: "rtb-public", defaultRoute: "igw-1" },
  ],
  natGateways: [{ id: "nat-1", subnet: "subnet-2", state: "available" }],
  internetGateways: ["igw-1"],
  endpoints: [],
  rules: [
    opening("sg-lb", "in", 80, "0.0.0.0/0"),
    opening("sg-lb", "in", 443, "0.0.0.0/0"),
    opening("sg-lb", "out", 8080, "sg-web"),
    opening("sg-web", "in", 8080, "sg-lb"),
    opening("sg-web", "out", 3306, "sg-db"),
    opening("sg-web", "out", 443, "0.0.0.0/0"),
    opening("sg-db", "in", 3306, "sg-web"),
  ],
  clusters: [
    {
      id: "lab-database",
      status: "available",
      engine: "aurora-mysql",
      name: "app",
      endpoint: "writer.rds",
      readerEndpoint: "reader.rds",
      port: 3306,
      secret: SECRET,
      securityGroups: ["sg-db"],
      members: [
        { id: "lab-database-a", writer: true, status: "available" },
        { id: "lab-database-b", writer: false, status: "available" },
      ],
    },
  ],
  parameters: [
    parameter("endpoint", "writer.rds"),
    parameter("engine", "aurora-mysql"),
    parameter("name", "app"),
    parameter("port", "3306"),
    parameter("reader-endpoint", "reader.rds"),
    parameter("secret-arn", SECRET),
  ],
  secrets: [SECRET],
  roles: [
    {
      name: "lab-web",
      statements: [
        {
          Effect: "Allow",
          Action: ["ssm:GetParameter", "ssm:GetParameters"],
          Resource: "arn:aws:ssm:us-east-1:123456789012:parameter/lab/database/*",
        },
        { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: SECRET },
      ],
      boundary: null,
    },
  ],
  certificates: [{ arn: "certificate", domain: "www.example.com", status: "ISSUED" }],
  records: [{ name: "www.example.com", target: "lab-web-1.us-east-1.elb.amazonaws.com" }],
};

/** The working service, with endpoints instead of the NAT gateway. */
export const WITH_ENDPOINTS: Snapshot = {
  ...WORKING,
  routeTables: [],
  natGateways: [],
  endpoints: ["ssm", "secretsmanager"].map((service) => ({
    id: `vpce-${service}`,
    service,
    state: "available",
    securityGroups: ["sg-services"],
  })),
  rules: [
    ...WORKING.rules.filter(({ peer, direction }) => direction === "in" || peer !== "0.0.0.0/0"),
    opening("sg-web", "out", 443, "sg-services"),
    opening("sg-services", "in", 443, "sg-web"),
  ],
};
