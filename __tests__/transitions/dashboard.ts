import type { Transition } from "./transition";

/** What prod has with a dashboard, from its logs: the app's are on its instances alone. */
const DASHBOARD = [
  "aws_cloudwatch_dashboard.dashboard",
  ...["database_errors", "refused_connections", "slow_statements"].map(
    (each) => `aws_cloudwatch_query_definition.saved_queries_${each}`,
  ),
];
const SHOWN = { alarms: { dashboard: "cloudwatch" } };

/** A dashboard and saved queries, on and off again. */
export const dashboard: readonly Transition[] = [
  {
    change: "A dashboard",
    from: "prod",
    settings: SHOWN,
    plan: DASHBOARD.map((each) => `create ${each}` as const),
    nightly: true,
  },
  {
    change: "No dashboard any more",
    from: "prod",
    first: [SHOWN],
    settings: { alarms: { dashboard: "none" } },
    plan: DASHBOARD.map((each) => `delete ${each}` as const),
    nightly: true,
  },
];
