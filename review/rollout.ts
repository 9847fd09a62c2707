import type { Side } from "./side";

/** How a group replaces its instances. */
export interface Rollout {
  /** Instances at a time. */
  readonly batch: number;
  readonly batches: number;
  /** Of one batch: AWS goes on when the warm-up is over. */
  readonly warmUpMinutes: number;
  readonly minutes: number;
}

/** The rollout of a group that has so many instances, by its preferences and warm-up. */
export function rolloutOf(group: Side, instances: number): Rollout {
  const { least, most } = preferencesOf(group);
  const share = (percent: number) => Math.ceil((instances * percent) / 100);
  const batch = Math.min(instances, Math.max(1, share(most) - share(least)));
  const batches = instances === 0 ? 0 : Math.ceil(instances / batch);
  const warmUpMinutes = (group.number("default_instance_warmup") ?? 300) / 60;
  return { batch, batches, warmUpMinutes, minutes: batches * warmUpMinutes };
}

/** The shares of healthy instances that a rollout keeps, in percent; AWS's own where none is said. */
export function preferencesOf(group: Side): { least: number; most: number } {
  const at = (path: string) => group.number(`instance_refresh.preferences.${path}`);
  return { least: at("min_healthy_percentage") ?? 90, most: at("max_healthy_percentage") ?? 100 };
}
