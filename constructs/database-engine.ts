/** An engine and its full version: `8.0.mysql_aurora.3.10.0`, `16.8`. */
export interface Engine {
  readonly kind: "aurora-mysql" | "aurora-postgresql";
  readonly version: string;
}

interface EngineFacts {
  readonly port: number;
  /** Logs that are sent to CloudWatch. */
  readonly logs: readonly string[];
  /**
   * TLS or no connection; statements over a second are logged, and end at 5 s whoever waits for them
   * or not. In milliseconds, but for `long_query_time`. MySQL's limit holds for SELECT alone.
   */
  readonly parameters: Readonly<Record<string, string>>;
  /** The parameter group family of a version. */
  family(version: string): string;
}

/** For sessions that set no limit, such as a person's. The app's are shorter, its migrations' longer. */
const STATEMENT_MS = "5000";

/** All that differs between the engines. */
const ENGINES: Readonly<Record<Engine["kind"], EngineFacts>> = {
  "aurora-mysql": {
    port: 3306,
    logs: ["error", "slowquery"],
    parameters: {
      require_secure_transport: "ON",
      slow_query_log: "1",
      long_query_time: "1",
      max_execution_time: STATEMENT_MS,
    },
    family: (version) => `aurora-mysql${version.split(".").slice(0, 2).join(".")}`,
  },
  "aurora-postgresql": {
    port: 5432,
    logs: ["postgresql"],
    parameters: {
      "rds.force_ssl": "1",
      log_min_duration_statement: "1000",
      statement_timeout: STATEMENT_MS,
    },
    family: (version) => `aurora-postgresql${version.split(".")[0]}`,
  },
};

/** The facts of an engine, its version's family among them. */
export function engineFacts({ kind, version }: Engine) {
  const { family, ...facts } = ENGINES[kind];
  return { ...facts, family: family(version) };
}
