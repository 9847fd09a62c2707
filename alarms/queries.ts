import type { DatabaseFacts } from "./stage";

/** Where a stage logs. What it doesn't log has no log group. */
export interface LogFacts {
  readonly engine: DatabaseFacts["engine"];
  /** What the names of the cluster's log groups begin with: `/aws/rds/cluster/prod-database`. */
  readonly database: string;
  /** The app's log, which the CloudWatch agent sends. */
  readonly web?: string | undefined;
  /** The network's connections. */
  readonly flows?: string | undefined;
}

/** A query of CloudWatch Logs Insights. Each run is paid by the data that it reads. */
export interface Query {
  /** After the stage's: `slow-statements` is `prod-slow-statements` in AWS. */
  readonly name: string;
  readonly logGroups: readonly string[];
  readonly query: string;
}

/** The queries that a diagnosis asks for: of the app, the database, and the network. */
export function queriesOf({ engine, database, web, flows }: LogFacts): readonly Query[] {
  const ofDatabase = ENGINES[engine].map(({ log, ...query }) => ({
    ...query,
    logGroups: [`${database}/${log}`],
  }));
  const ofWeb = web === undefined ? [] : OF_APP.map((query) => ({ ...query, logGroups: [web] }));
  const ofFlows = flows === undefined ? [] : [{ ...REFUSED, logGroups: [flows] }];
  return [...ofWeb, ...ofDatabase, ...ofFlows];
}

// --- internal ---

const steps = (...parts: readonly string[]) => parts.join("\n| ");

/** The app logs one line of JSON for each thing that happened: Insights finds its fields by itself. */
const OF_APP = [
  {
    name: "app-errors",
    query: steps(
      "fields @timestamp, message, method, path, status, error, @logStream",
      'filter level = "error" or status >= 500',
      "sort @timestamp desc",
      "limit 100",
    ),
  },
  {
    name: "slow-pages",
    query: steps(
      'filter message = "request"',
      "stats count(*) as requests, pct(ms, 95) as p95 by method, path",
      "sort p95 desc",
      "limit 20",
    ),
  },
];

/** Statements over a second are logged: constructs/database-engine.ts. */
const ENGINES = {
  "aurora-mysql": [
    {
      name: "slow-statements",
      log: "slowquery",
      query: steps(
        "parse @message /Query_time: (?<seconds>[0-9.]+)[^#]*SET timestamp=[0-9]+;(?<statement>[^;]*)/",
        "filter ispresent(seconds)",
        "display @timestamp, seconds, statement, @logStream",
        "sort seconds desc",
        "limit 50",
      ),
    },
    {
      name: "database-errors",
      log: "error",
      query: steps("filter @message like /ERROR|Deadlock/", "sort @timestamp desc", "limit 100"),
    },
  ],
  "aurora-postgresql": [
    {
      name: "slow-statements",
      log: "postgresql",
      query: steps(
        "parse @message /duration: (?<milliseconds>[0-9.]+) ms +[a-z <>0-9]*: (?<statement>.*)/",
        "filter ispresent(milliseconds)",
        "display @timestamp, milliseconds, statement, @logStream",
        "sort milliseconds desc",
        "limit 50",
      ),
    },
    {
      name: "database-errors",
      log: "postgresql",
      query: steps(
        "filter @message like /(ERROR|FATAL|PANIC):/",
        "sort @timestamp desc",
        "limit 100",
      ),
    },
  ],
} as const;

const REFUSED = {
  name: "refused-connections",
  query: steps(
    'filter action = "REJECT"',
    "stats count(*) as connections by srcAddr, dstAddr, dstPort",
    "sort connections desc",
    "limit 50",
  ),
};
