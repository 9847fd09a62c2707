import { namesOf, parametersOf } from "../names/stage";

/** By what the service of a stage is found. */
export interface Scope {
  /** Value of the tag Stage. */
  readonly stage: string;
  /** Load balancer and Auto Scaling group. */
  readonly web: string;
  /** The cluster, unless the parameters name another one: a restored one has another identifier. */
  readonly cluster: string;
  /** Path of the parameters. */
  readonly parameters: string;
}

export function scopeOf(stage: string): Scope {
  const { web, database } = namesOf(stage);
  return { stage, web, cluster: database, parameters: parametersOf(stage).database };
}
