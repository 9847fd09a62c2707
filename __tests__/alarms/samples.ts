import type { State } from "../../alarms/evaluator/state";

/** What an alarm's metrics show in one period, by their names or variables; undefined is no datapoint. */
export type Period = Readonly<Record<string, number | undefined>>;

export interface Sample {
  /** A stage that nobody need look after: as near to the threshold as that can be. */
  readonly healthy: Period;
  /** The fault that the alarm is for, as small as it should be noticed. */
  readonly sick: Period;
  /** The state when the metrics have stopped. */
  readonly silent: State;
}

const GIB = 1024 ** 3;
/** Metrics of RDS, alike for each role. Without an instance of the role there are none. */
const UNKNOWN = "INSUFFICIENT_DATA";

const OF_A_ROLE: Readonly<Record<string, Sample>> = {
  cpu: { healthy: { CPUUtilization: 80 }, sick: { CPUUtilization: 81 }, silent: UNKNOWN },
  credits: {
    healthy: { CPUSurplusCreditBalance: 60 },
    sick: { CPUSurplusCreditBalance: 61 },
    silent: UNKNOWN,
  },
  // The smaller class takes 90.
  connections: {
    healthy: { DatabaseConnections: 81 },
    sick: { DatabaseConnections: 82 },
    silent: UNKNOWN,
  },
  // The smaller class has 4 GiB.
  memory: {
    healthy: { FreeableMemory: 0.21 * GIB },
    sick: { FreeableMemory: 0.19 * GIB },
    silent: UNKNOWN,
  },
  storage: {
    healthy: { FreeLocalStorage: 2 * GIB },
    sick: { FreeLocalStorage: 1.9 * GIB },
    silent: UNKNOWN,
  },
};

const OF_A_ZONE: Readonly<Record<string, Sample>> = {
  "unhealthy-hosts-ZONE": {
    healthy: { UnHealthyHostCount: 0 },
    sick: { UnHealthyHostCount: 1 },
    silent: "OK",
  },
  "nat-ZONE-port-errors": {
    healthy: { ErrorPortAllocation: 0 },
    sick: { ErrorPortAllocation: 1 },
    silent: "OK",
  },
  // One of 20,000 packets, and three.
  "nat-ZONE-drops": {
    healthy: { drops: 1, inside: 10_000, outside: 10_000 },
    sick: { drops: 3, inside: 10_000, outside: 10_000 },
    silent: "ALARM",
  },
};

const named = (samples: Readonly<Record<string, Sample>>, name: (own: string) => string) =>
  Object.fromEntries(Object.entries(samples).map(([own, sample]) => [name(own), sample]));

/** By name of the alarm, of the stage in facts.ts. */
export const SAMPLES: Readonly<Record<string, Sample>> = {
  "no-healthy-hosts": {
    healthy: { HealthyHostCount: 1 },
    sick: { HealthyHostCount: 0 },
    silent: "ALARM",
  },
  // RequestCount lacks what got a 503: 5 of 100, and 6 of 100.
  "load-balancer-5xx": {
    healthy: { errors: 5, requests: 95 },
    sick: { errors: 6, requests: 94 },
    silent: "OK",
  },
  "target-5xx": {
    healthy: { errors: 5, requests: 100 },
    sick: { errors: 6, requests: 100 },
    silent: "OK",
  },
  "latency-p95": {
    healthy: { TargetResponseTime: 1 },
    sick: { TargetResponseTime: 1.1 },
    silent: "OK",
  },
  "group-at-maximum": {
    healthy: { GroupDesiredCapacity: 5 },
    sick: { GroupDesiredCapacity: 6 },
    silent: UNKNOWN,
  },
  ...named(OF_A_ROLE, (own) => `database-writer-${own}`),
  ...named(OF_A_ROLE, (own) => `database-reader-${own}`),
  "database-reader-lag": {
    healthy: { AuroraReplicaLag: 1000 },
    sick: { AuroraReplicaLag: 1001 },
    silent: UNKNOWN,
  },
  "database-deadlocks": { healthy: { Deadlocks: 0.1 }, sick: { Deadlocks: 0.2 }, silent: UNKNOWN },
  ...named(OF_A_ZONE, (own) => own.replace("ZONE", "a")),
  ...named(OF_A_ZONE, (own) => own.replace("ZONE", "b")),
  "certificate-expiry": { healthy: { DaysToExpiry: 22 }, sick: { DaysToExpiry: 21 }, silent: "OK" },
};
