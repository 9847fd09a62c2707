import { type CloudWatchClient, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";

/** CloudWatch may be minutes late with a metric of RDS's. */
const LOOK_BACK_MS = 5 * 60_000;

/**
 * How far each Aurora reader is behind its writer, in milliseconds: the most of the newest minute
 * that CloudWatch has, by instance. A writer, and a reader without a number, is left out.
 */
export async function lagsOf(
  client: CloudWatchClient,
  instances: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  if (instances.length === 0) return {}; // AWS refuses to be asked nothing
  const now = Date.now();
  const { MetricDataResults: results = [] } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(now - LOOK_BACK_MS),
      EndTime: new Date(now),
      ScanBy: "TimestampDescending",
      MetricDataQueries: instances.map((instance, i) => ({
        Id: idOf(i),
        MetricStat: {
          Metric: {
            Namespace: "AWS/RDS",
            MetricName: "AuroraReplicaLag",
            Dimensions: [{ Name: "DBInstanceIdentifier", Value: instance }],
          },
          Period: 60,
          Stat: "Maximum",
        },
      })),
    }),
  );
  const lags = instances.map((instance, i) => {
    const [newest] = results.find(({ Id }) => Id === idOf(i))?.Values ?? [];
    return [instance, newest] as const;
  });
  return Object.fromEntries(lags.filter((each): each is [string, number] => each[1] !== undefined));
}

// --- internal ---

/** An id starts with a small letter. */
function idOf(i: number): string {
  return `lag${i}`;
}
