import type { RdsClusterConfig } from "@cdktf/provider-aws/lib/rds-cluster";

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
