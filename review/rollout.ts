import type { Side } from "./side";

/** How a group replaces its instances. */
export interface Rollout {
  /** Instances at a time. */
  readonly batch: number;
  readonly batches: number;
  /** Of one batch: AWS goes on when the warm-up is over. */
  readonly warmUpMinutes: number;
  /** At the checkpoints of all batches. */
  readonly waitMinutes: number;
  readonly minutes: number;
}

/** The rollout of a group that has so many instances, by its preferences and warm-up. */
export function rolloutOf(group: Side, instances: number): Rollout {
  const { least, most } = preferencesOf(group);
  const share = (percent: number) => Math.ceil((instances * percent) / 100);
  const batch = Math.min(instances, Math.max(1, share(most) - share(least)));
  const { goals, waitMinutes } = checkpointsOf(group, instances);
  const batches = goals.reduce(
    (sum, goal, i) => sum + Math.ceil((goal - (goals[i - 1] ?? 0)) / batch),
    0,
  );
  const warmUpMinutes = (group.number("default_instance_warmup") ?? 300) / 60;
  const minutes = batches * warmUpMinutes + waitMinutes;
  return { batch, batches, warmUpMinutes, waitMinutes, minutes };
}

/** The shares of healthy instances that a rollout keeps, in percent; AWS's own where none is said. */
export function preferencesOf(group: Side): { least: number; most: number } {
  const at = (path: string) => group.number(`instance_refresh.preferences.${path}`);
  return { least: at("min_healthy_percentage") ?? 90, most: at("max_healthy_percentage") ?? 100 };
}

// --- internal ---

/** How many instances are new at each checkpoint, and how long AWS waits at all but the last. */
function checkpointsOf(group: Side, instances: number): { goals: number[]; waitMinutes: number } {
  const preferences = "instance_refresh.preferences";
  const percents = group.numbers(`${preferences}.checkpoint_percentages`);
  const shares = percents.length === 0 ? [100] : percents;
  const goals = shares.map((percent) => Math.ceil((instances * percent) / 100));
  const delay = Number(group.text(`${preferences}.checkpoint_delay`) ?? 3600);
  return { goals, waitMinutes: ((shares.length - 1) * delay) / 60 };
}
