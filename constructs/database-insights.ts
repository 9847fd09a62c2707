import type { RdsCluster, RdsClusterConfig } from "@cdktf/provider-aws/lib/rds-cluster";
import type { Precondition } from "cdktf";

/** What AWS keeps of how busy the database is: a week for nothing, or fifteen months by vCPU and hour. */
export type InsightsChoice = "standard" | "advanced";

type Insights = Pick<
  RdsClusterConfig,
  "databaseInsightsMode" | "performanceInsightsEnabled" | "performanceInsightsRetentionPeriod"
>;

const DAYS: Readonly<Record<InsightsChoice, number>> = { standard: 7, advanced: 465 };

/**
 * Without the setting nothing is said of it, and a cluster keeps what it has: so the way back is
 * "standard" in so many words.
 */
export function insightsOf(
  choice: InsightsChoice | undefined,
  classes: readonly string[],
): Insights {
  if (choice === undefined) return {};
  // Not to be had on t classes.
  const enabled = classes.every((each) => !each.startsWith("db.t"));
  return {
    databaseInsightsMode: choice,
    performanceInsightsEnabled: enabled,
    performanceInsightsRetentionPeriod: enabled ? DAYS[choice] : undefined,
  };
}

/**
 * Where the setting is left out, no cluster has advanced insights. Terraform would take their long history
 * away and keep the mode, which AWS refuses in the middle of an apply.
 */
export function insightsSaid(
  choice: InsightsChoice | undefined,
  clusters: readonly RdsCluster[],
): Precondition[] {
  if (choice !== undefined) return [];
  return clusters.map(({ fqn, clusterIdentifierInput }) => ({
    condition: `\${${fqn}.database_insights_mode != "advanced"}`,
    errorMessage: `database.insights: must be written, since ${clusterIdentifierInput} has advanced insights, got nothing; write "advanced" to keep them, or "standard", which deletes what is older than a week`,
  }));
}
