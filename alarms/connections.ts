import { memoryOf } from "../names/database-class";
import type { DatabaseFacts } from "./stage";

/**
 * Connections that an instance of a class takes, by AWS's default of `max_connections`, which no stage
 * changes: "Maximum connections to an Aurora MySQL DB instance" in the Aurora user guide, and the same
 * of PostgreSQL, rounded down. Undefined for a class whose memory isn't known.
 */
export function connectionsOf(
  engine: DatabaseFacts["engine"],
  instanceClass: string,
): number | undefined {
  const memory = memoryOf(instanceClass);
  if (memory === undefined) return undefined;
  if (engine === "aurora-postgresql") return Math.min(100 * memory, 5000);
  if (instanceClass.startsWith("db.t")) return 45 * Math.log2(memory);
  return 1000 * Math.round(Math.log2(memory / 8));
}
