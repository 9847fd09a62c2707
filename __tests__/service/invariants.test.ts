import { broken, INVARIANTS } from "../../service/invariants";
import type { Listener, Rule, Snapshot } from "../../service/snapshot";
import { WITH_ENDPOINTS, WORKING } from "./working";

const { loadBalancers, clusters, parameters, roles, rules } = WORKING;
const [balancer] = loadBalancers as [Snapshot["loadBalancers"][number]];
const [http, https] = balancer.listeners as [Listener, Listener];
const [cluster] = clusters as [Snapshot["clusters"][number]];
const [role] = roles as [Snapshot["roles"][number]];

const listening = (...listeners: Listener[]) => ({
  loadBalancers: [{ ...balancer, listeners }],
});
const targets = (health: string) => ({
  targetGroups: [{ arn: "group", targets: [{ id: "i-1", port: 8080, health }] }],
});
const without = (all: readonly Rule[], group: string, port: number, direction = "in") => ({
  rules: all.filter(
    (each) => each.group !== group || each.from !== port || each.direction !== direction,
  ),
});
const saying = (key: string, value: string) => ({
  parameters: parameters.map((each) => (each.key === key ? { ...each, value } : each)),
});
const writing = (status: string) => ({
  clusters: [{ ...cluster, members: [{ id: "lab-database-a", writer: true, status }] }],
});

type Case = [what: string, change: Partial<Snapshot>, fault: string];

const CASES: Record<string, Case[]> = {
  domain: [
    ["its record is gone", { records: [] }, "www.example.com has no address"],
    [
      "it leads to another load balancer",
      { records: [{ name: "www.example.com", target: "old" }] },
      "www.example.com leads to old",
    ],
  ],
  certificate: [
    ["it is gone", { certificates: [], records: [] }, "listener 443: its certificate is gone"],
    [
      "it waits for its proof",
      { certificates: [{ arn: "certificate", domain: "www.example.com", status: "PENDING" }] },
      "listener 443: certificate of www.example.com is PENDING",
    ],
    [
      "the listener has none",
      listening(http, { ...https, certificates: [] }),
      "listener 443 has no certificate",
    ],
  ],
  target: [
    ["there is no load balancer", { loadBalancers: [] }, "there is no load balancer"],
    [
      "it is not active yet",
      { loadBalancers: [{ ...balancer, state: "provisioning" }] },
      "load balancer lab-web is provisioning",
    ],
    ["nothing listens", listening(), "load balancer lab-web has no listener"],
    [
      "people are sent to 443 and nothing listens there",
      listening(http),
      "listener 80 redirects to 443, where nothing listens",
    ],
    [
      "a listener forwards nowhere",
      listening(http, { ...https, forwardsTo: [] }),
      "listener 443 forwards to no target group",
    ],
    ["no target is healthy", targets("initial"), "listener 443 forwards to no healthy target"],
    [
      "no target is registered",
      { targetGroups: [{ arn: "group", targets: [] }] },
      "listener 443 forwards to no healthy target",
    ],
  ],
  firewalls: [
    ["nobody is let in", without(rules, "sg-lb", 443), "lab-web lets nobody in on 443"],
    [
      "the load balancer isn't let out",
      without(rules, "sg-lb", 8080, "out"),
      "lab-web may not connect to i-1 on 8080",
    ],
    [
      "the instance doesn't let the load balancer in",
      without(rules, "sg-web", 8080),
      "i-1 doesn't let lab-web in on 8080",
    ],
    [
      "the instance isn't let out to the database",
      without(rules, "sg-web", 3306, "out"),
      "i-1 may not connect to lab-database on 3306",
    ],
    [
      "the database doesn't let the instance in",
      without(rules, "sg-db", 3306),
      "lab-database doesn't let i-1 in on 3306",
    ],
    [
      "the instance isn't let out to the internet",
      without(rules, "sg-web", 443, "out"),
      "i-1 may not connect to ssm by the internet on 443",
    ],
    [
      "an endpoint doesn't let the instance in",
      { ...WITH_ENDPOINTS, ...without(WITH_ENDPOINTS.rules, "sg-services", 443) },
      "ssm (vpce-ssm) doesn't let i-1 in on 443",
    ],
    [
      "an endpoint takes the names of its service, and nobody may connect to it",
      { endpoints: WITH_ENDPOINTS.endpoints },
      "ssm (vpce-ssm) doesn't let i-1 in on 443",
    ],
  ],
  "way-out": [
    [
      "the route is gone",
      { routeTables: [{ id: "rtb-private", defaultRoute: null }] },
      "i-1 can't reach ssm: subnet-1 has no default route",
    ],
    [
      "the route leads to a gateway that is gone",
      { natGateways: [] },
      "i-1 can't reach ssm: the default route of subnet-1 leads to nat-1, no NAT gateway",
    ],
    [
      "the gateway is on its way out",
      { natGateways: [{ id: "nat-1", subnet: "subnet-2", state: "deleting" }] },
      "i-1 can't reach ssm: nat-1 is deleting",
    ],
    [
      "the gateway itself has no way out",
      { internetGateways: [] },
      "i-1 can't reach ssm: nat-1 has no way to the internet",
    ],
    [
      "one endpoint of two is there",
      { ...WITH_ENDPOINTS, endpoints: WITH_ENDPOINTS.endpoints.slice(0, 1) },
      "i-1 can't reach secretsmanager: subnet-1 has no default route",
    ],
  ],
  rights: [
    [
      "the role has no policy",
      { roles: [{ ...role, statements: [] }] },
      "lab-web may not ssm:GetParameters on arn:aws:ssm:us-east-1:123456789012:parameter/lab/database/endpoint",
    ],
    [
      "the policy names the secret of the cluster before",
      { roles: [{ ...role, statements: role.statements.slice(0, 1) }] },
      "lab-web may not secretsmanager:GetSecretValue on arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!cluster-1-AbCdEf",
    ],
    [
      "its boundary forbids it",
      { roles: [{ ...role, boundary: role.statements.slice(0, 1) }] },
      "lab-web may not secretsmanager:GetSecretValue on arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!cluster-1-AbCdEf",
    ],
    ["the role is gone", { roles: [] }, "instances run without a role that exists (lab-web)"],
  ],
  address: [
    [
      "a parameter names the cluster before",
      saying("endpoint", "old.rds"),
      "parameter endpoint says old.rds, and the cluster writer.rds",
    ],
    [
      "a parameter is missing",
      { parameters: parameters.slice(1) },
      "parameter endpoint is missing",
    ],
    ["the secret is gone", { secrets: [] }, "the secret is gone"],
  ],
  writer: [
    ["there is no cluster", { clusters: [] }, "there is no cluster"],
    [
      "the cluster is not available",
      { clusters: [{ ...cluster, status: "upgrading" }] },
      "lab-database is upgrading",
    ],
    [
      "it has no instance",
      { clusters: [{ ...cluster, members: [] }] },
      "lab-database has no writer",
    ],
    ["the writer restarts", writing("rebooting"), "the writer lab-database-a is rebooting"],
  ],
};

test.each([
  ["behind a NAT gateway", WORKING],
  ["with endpoints alone", WITH_ENDPOINTS],
  [
    "with NAT and an endpoint that is not available yet",
    {
      ...WORKING,
      endpoints: WITH_ENDPOINTS.endpoints.map((each) => ({ ...each, state: "pending" })),
    },
  ],
  [
    "on plain HTTP, where there is no name to hold",
    {
      ...WORKING,
      ...listening({ ...https, port: 80, protocol: "HTTP", certificates: [] }),
      certificates: [],
      records: [],
    },
  ],
])("a service %s works", (_, snapshot) => {
  expect(broken(snapshot)).toEqual({});
});

describe.each(INVARIANTS)("the invariant $name: $when", ({ name }) => {
  test.each(CASES[name] ?? [])("is broken when %s", (_, change, fault) => {
    const found = broken({ ...WORKING, ...change });
    expect(found[name]).toContain(fault);
  });
});

test("every invariant is broken by a test, and each test is of one", () => {
  expect(Object.keys(CASES).sort()).toEqual(INVARIANTS.map(({ name }) => name).sort());
});
