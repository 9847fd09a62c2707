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
  /** What an audit log adds to both. */
  readonly audit: Pick<EngineFacts, "logs" | "parameters">;
  /** The part of a version that no cluster changes in place. */
  major(version: string): string;
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
    // Who comes and goes, and who changes users, rights and tables. Reads and writes would be a flood.
    audit: {
      logs: ["audit"],
      parameters: {
        server_audit_logging: "1",
        server_audit_events: "CONNECT,QUERY_DCL,QUERY_DDL",
      },
    },
    major: (version) => version.split(".").slice(0, 2).join("."),
  },
  "aurora-postgresql": {
    port: 5432,
    logs: ["postgresql"],
    parameters: {
      "rds.force_ssl": "1",
      log_min_duration_statement: "1000",
      statement_timeout: STATEMENT_MS,
    },
    // Who comes and goes. Statements would be logged with the passwords that they set.
    audit: { logs: [], parameters: { log_connections: "1", log_disconnections: "1" } },
    major: (version) => version.split(".").slice(0, 1).join("."),
  },
};

/** The facts of an engine, of its version the major one and the family of its parameter groups. */
export function engineFacts({ kind, version }: Engine) {
  const facts = ENGINES[kind];
  const major = facts.major(version);
  return { ...facts, major, family: `${kind}${major}` };
}

/** cloudwatch: an audit log, which CloudWatch keeps. Paid by what is written. */
export type AuditChoice = "none" | "cloudwatch";

/** What an engine logs, and the parameters that make it do so. */
export function recordedBy(engine: Engine, choice: AuditChoice) {
  const { logs, parameters, audit } = ENGINES[engine.kind];
  if (choice === "none") return { logs, parameters };
  return {
    logs: [...logs, ...audit.logs],
    parameters: { ...parameters, ...audit.parameters },
  };
}
