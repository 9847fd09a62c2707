import { memoryOf } from "../names/database-class";
import type { Metric, MetricAlarm } from "./alarm";
import { connectionsOf } from "./connections";
import { runbook } from "./runbook";
import type { DatabaseFacts } from "./stage";

/** AWS's value of the dimension, and what names it here. Roles and not instances: a failover moves them. */
const ROLES = { writer: "WRITER", reader: "READER" } as const;
type Role = keyof typeof ROLES;

/** What each role has, and what the writer or the readers alone have. */
export function perRole(facts: DatabaseFacts): readonly MetricAlarm[] {
  const readers = facts.classes.length > 1;
  const roles: readonly Role[] = readers ? ["writer", "reader"] : ["writer"];
  return [
    ...roles.flatMap((role) =>
      [cpu, credits, connections, memory, localStorage].flatMap((alarm) => alarm(facts, role)),
    ),
    deadlocks(facts),
    ...(readers ? [replicaLag(facts)] : []),
  ];
}

// --- internal ---

const GIB = 1024 ** 3;
const QUARTER = {
  kind: "metric",
  reach: "mail",
  period: 300,
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  missingData: "missing",
  silence:
    "Each instance sends it: silence says that none has this role, which the failover tells.",
} as const;

function cpu(facts: DatabaseFacts, role: Role): MetricAlarm[] {
  return [
    {
      ...QUARTER,
      name: `database-${role}-cpu`,
      says: `The ${role} of the database has been busy for a quarter of an hour.`,
      firstStep: "Find the statement that takes most of the time, in Database Insights.",
      runbook: runbook("database busy"),
      watched: watched(facts, role, "CPUUtilization", "Average"),
      comparison: "GreaterThanThreshold",
      threshold: 80,
      because: "Above 80 % statements wait for each other, and times grow faster than the load.",
    },
  ];
}

/**
 * Only t classes have credits. Not the balance of credits, which is low in each new instance, since RDS gives it
 * none; but what an instance has spent beyond the credits that it earned.
 */
function credits(facts: DatabaseFacts, role: Role): MetricAlarm[] {
  if (!facts.classes.some((each) => each.startsWith("db.t"))) return [];
  return [
    {
      ...QUARTER,
      name: `database-${role}-credits`,
      says: `The ${role} of the database spends more CPU credits than it earns; what it can't earn back within a day is charged.`,
      firstStep: "Find what is busy; if it is everyday load, choose a db.r class.",
      runbook: runbook("database busy"),
      watched: watched(facts, role, "CPUSurplusCreditBalance", "Maximum"),
      comparison: "GreaterThanThreshold",
      threshold: 60,
      because:
        "60 credits are one processor, busy for an hour beyond what the instance has earned.",
    },
  ];
}

/** Not for a class whose limit this project doesn't know. */
function connections(facts: DatabaseFacts, role: Role): MetricAlarm[] {
  const limits = facts.classes.map((each) => connectionsOf(facts.engine, each) ?? 0);
  const limit = Math.min(...limits);
  if (limit === 0) return [];
  return [
    {
      ...QUARTER,
      name: `database-${role}-connections`,
      says: `The ${role} of the database has few connections left of its ${limit}.`,
      firstStep: "Find who is connected besides the app.",
      runbook: runbook("connections full"),
      watched: watched(facts, role, "DatabaseConnections", "Maximum"),
      comparison: "GreaterThanThreshold",
      threshold: Math.floor(0.9 * limit),
      because: "90 % of what the smallest class allows: the app's instances share 80 % at most.",
    },
  ];
}

function memory(facts: DatabaseFacts, role: Role): MetricAlarm[] {
  const least = Math.min(...facts.classes.map((each) => memoryOf(each) ?? 0));
  if (least === 0) return [];
  return [
    {
      ...QUARTER,
      name: `database-${role}-memory`,
      says: `The ${role} of the database has little memory left, and restarts once it has none.`,
      firstStep:
        "Look at connections and at large sorts; if it is everyday load, choose a larger class.",
      runbook: runbook("database memory"),
      watched: watched(facts, role, "FreeableMemory", "Minimum"),
      comparison: "LessThanThreshold",
      threshold: Math.round(0.05 * least * GIB),
      because: `5 % of the ${least} GiB of the smallest class: Aurora's cache takes 75 % on purpose.`,
    },
  ];
}

function localStorage(facts: DatabaseFacts, role: Role): MetricAlarm[] {
  return [
    {
      ...QUARTER,
      name: `database-${role}-storage`,
      says: `The ${role} of the database has little local storage left for temporary tables and logs.`,
      firstStep: "Find the statement with the large temporary table, and end it.",
      runbook: runbook("database storage"),
      watched: watched(facts, role, "FreeLocalStorage", "Minimum"),
      comparison: "LessThanThreshold",
      threshold: 2 * GIB,
      because:
        "A sort of 2 GiB fails then. The tables themselves are elsewhere, and grow by themselves.",
    },
  ];
}

function deadlocks(facts: DatabaseFacts): MetricAlarm {
  return {
    ...QUARTER,
    name: "database-deadlocks",
    says: "Transactions of the database end each other, several times a minute.",
    firstStep: "Find the two statements in the database's error log.",
    runbook: runbook("deadlocks"),
    watched: watched(facts, "writer", "Deadlocks", "Average"),
    comparison: "GreaterThanThreshold",
    threshold: 0.1,
    because:
      "In each second, so six in a minute. The app tries a single one again, and nobody notices.",
  };
}

function replicaLag(facts: DatabaseFacts): MetricAlarm {
  return {
    ...QUARTER,
    name: "database-reader-lag",
    says: "Readers are more than a second behind: people don't see what they have just saved.",
    firstStep: "Look at the CPU of writer and readers, and for one large transaction.",
    runbook: runbook("replica lag"),
    watched: watched(facts, "reader", "AuroraReplicaLag", "Maximum"),
    comparison: "GreaterThanThreshold",
    threshold: 1000,
    because: "In milliseconds. Usually it is well below 100.",
  };
}

function watched(facts: DatabaseFacts, role: Role, name: string, statistic: string) {
  const metric: Metric = {
    namespace: "AWS/RDS",
    name,
    dimensions: { DBClusterIdentifier: facts.cluster, Role: ROLES[role] },
    statistic,
  };
  return { kind: "metric", metric } as const;
}
