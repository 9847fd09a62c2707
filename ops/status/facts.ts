import type { Cost, Total } from "../../prices/costs";
import type { Base } from "../base";
import type { Pending } from "../pending";

/** What AWS says of one stage at one time; times are ISO 8601. Each part may be unknown by itself. */
export interface Facts {
  readonly stage: string;
  readonly region: string;
  readonly account: string;
  readonly at: string;
  readonly entry: Asked<Entry>;
  /** Faults of the invariants that don't hold, by name. Empty: the service works. */
  readonly broken: Asked<Readonly<Record<string, readonly string[]>>>;
  /** Targets of the load balancer, by zone. */
  readonly targets: Asked<readonly Target[]>;
  readonly fleet: Asked<Fleet>;
  readonly database: Asked<Database>;
  /** How far readers are behind, in milliseconds, by instance. */
  readonly lags: Asked<Readonly<Record<string, number>>>;
  readonly pending: Asked<readonly Pending[]>;
  readonly password: Asked<Password>;
  readonly certificates: Asked<readonly Certificate[]>;
  readonly image: Asked<ImageAge>;
  /** By name, without the stage's. */
  readonly alarms: Asked<readonly AlarmState[]>;
  readonly costs: Asked<Total & { readonly costs: readonly Cost[] }>;
}

/** What was found, null if there is none, or why AWS didn't say it. */
export type Asked<T> = T | null | Unknown;

export interface Unknown {
  readonly unknown: string;
}

export function isUnknown(asked: Asked<object>): asked is Unknown {
  return asked !== null && "unknown" in asked;
}

/** Whether there is one, as far as anybody knows. */
export function isThere<T extends object>(asked: Asked<T>): asked is T {
  return asked !== null && !("unknown" in asked);
}

export interface Entry {
  readonly url: string;
  readonly scheme: "internet-facing" | "internal";
  readonly zones: number;
  /** Null if nobody has asked: an internal entry isn't reached from everywhere. */
  readonly answer: Answer | null;
}

export type Answer =
  | {
      readonly status: number;
      readonly ms: number;
      /** What the app says of its database; null if it doesn't say. */
      readonly ready: Ready | null;
    }
  | { readonly fault: string };

/** Whether the app reaches the writer and the reader. */
export interface Ready {
  readonly writer: boolean;
  readonly reader: boolean;
}

export interface Target {
  readonly id: string;
  /** Letter; `?` of a target that is no instance of the fleet. */
  readonly zone: string;
  /** `healthy` gets requests. */
  readonly health: string;
}

export interface Fleet {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  readonly instances: readonly Instance[];
  /** The last one. */
  readonly refresh: Refresh | null;
  /** Newest first. */
  readonly activities: readonly Activity[];
}

export interface Instance {
  readonly id: string;
  readonly zone: string;
  readonly type: string;
  readonly architecture: string;
  readonly image: string;
  /** Start of the hash of the release; null where neither image nor user data says it. */
  readonly release: string | null;
  readonly launched: string;
  /** `InService` serves. */
  readonly state: string;
  readonly healthy: boolean;
}

export interface Refresh {
  readonly status: string;
  readonly percent: number;
  readonly started: string;
  readonly ended: string | null;
  readonly reason: string | null;
}

export interface Activity {
  readonly at: string;
  readonly what: string;
  readonly status: string;
}

export interface Database {
  readonly id: string;
  readonly status: string;
  readonly engine: string;
  readonly version: string;
  /** Up to when it can be restored; null where AWS doesn't say it. */
  readonly restorable: string | null;
  readonly members: readonly Member[];
}

export interface AlarmState {
  readonly name: string;
  /** `ALARM` is on; `INSUFFICIENT_DATA` has nothing to go by. */
  readonly state: string;
  readonly since: string;
}

export interface Member {
  readonly id: string;
  readonly role: "writer" | "reader";
  readonly class: string;
  readonly zone: string;
  readonly status: string;
}

export interface Password {
  /** ARN of the secret. */
  readonly secret: string;
  /** Null if it is as it was made. */
  readonly rotated: string | null;
  readonly next: string | null;
}

export interface Certificate {
  readonly domain: string;
  /** Null before it is issued. */
  readonly until: string | null;
  /** Whether AWS renews it by itself. */
  readonly renews: boolean;
}

export interface ImageAge {
  /** Amazon Linux that the instances run, the oldest of them; null where AWS doesn't say it. */
  readonly base: Base | null;
  /** When the oldest image of theirs was made. */
  readonly made: string;
  /** The newest Amazon Linux there is. */
  readonly newest: Base | null;
}
