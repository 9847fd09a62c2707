import type { Facts } from "../../ops/status/facts";

const base = {
  id: "ami-00000000000000001",
  name: "al2023-ami-2023.9.20261101.0-kernel-6.12-x86_64",
  created: "2026-11-02T00:00:00.000Z",
};
const instance = (id: string, zone: string) => ({
  id,
  zone,
  type: "t2.micro",
  architecture: "x86_64",
  image: base.id,
  release: "0123456789abcdef",
  launched: "2026-11-26T10:00:00.000Z",
  state: "InService",
  healthy: true,
});

/** A lab that works, and of which there is nothing to tell. */
export const FACTS = {
  stage: "lab",
  region: "us-east-1",
  account: "123456789012",
  at: "2026-11-29T15:20:00.000Z",
  entry: {
    url: "http://lab-web-1.us-east-1.elb.amazonaws.com",
    scheme: "internet-facing",
    zones: 2,
    answer: { status: 200, ms: 81, ready: { writer: true, reader: true } },
  },
  broken: {},
  targets: [
    { id: "i-0000000000000000a", zone: "a", health: "healthy" },
    { id: "i-0000000000000000b", zone: "b", health: "healthy" },
  ],
  fleet: {
    name: "lab-web",
    min: 2,
    max: 4,
    desired: 2,
    instances: [instance("i-0000000000000000a", "a"), instance("i-0000000000000000b", "b")],
    refresh: {
      status: "Successful",
      percent: 100,
      started: "2026-11-26T09:50:00.000Z",
      ended: "2026-11-26T10:06:00.000Z",
      reason: null,
    },
    activities: [
      {
        at: "2026-11-26T10:00:00.000Z",
        what: "Launching a new EC2 instance: i-0000000000000000b",
        status: "Successful",
      },
    ],
  },
  database: {
    id: "lab-database",
    status: "available",
    engine: "aurora-mysql",
    version: "8.0.mysql_aurora.3.10.0",
    restorable: "2026-11-29T15:15:00.000Z",
    members: [
      {
        id: "lab-database-a",
        role: "writer",
        class: "db.t4g.medium",
        zone: "a",
        status: "available",
      },
      {
        id: "lab-database-b",
        role: "reader",
        class: "db.t4g.medium",
        zone: "b",
        status: "available",
      },
    ],
  },
  lags: { "lab-database-b": 19.4 },
  pending: [],
  password: {
    secret: "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!cluster-1-AbCdEf",
    rotated: "2026-11-25T01:00:00.000Z",
    next: "2026-12-02T23:59:59.000Z",
  },
  certificates: [],
  image: { base, made: base.created, newest: base },
  alarms: [
    { name: "target-5xx", state: "OK", since: "2026-11-26T10:00:00.000Z" },
    { name: "users-affected", state: "OK", since: "2026-11-26T10:00:00.000Z" },
  ],
  costs: { costs: [], perMonth: 157.2, complete: true },
} as const satisfies Facts;
