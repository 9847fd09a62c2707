import type { Context } from "hono";
import type { ContactStore } from "../contacts/store";
import type { Database } from "../database/database";
import type { Cpu } from "../instance/cpu";
import type { Metadata } from "../instance/metadata";
import type { Load } from "../load/load";
import type { Log } from "../log";

/** All that pages are made of. */
export interface Services {
  readonly stage: string;
  readonly version: string;
  /** By `performance.now()`, as all that is elapsed: clocks are set back. */
  readonly startedAt: number;
  readonly loadPage: boolean;
  readonly metadata: Metadata;
  readonly cpu: Cpu;
  readonly load: Load;
  readonly database: Database;
  readonly contacts: Pick<ContactStore, keyof ContactStore>;
  readonly log: Log;
  /** True once the server was told to stop: connections are not kept any more. */
  readonly stopping: () => boolean;
}

export interface Env {
  readonly Variables: { requestId: string; https: boolean };
}

export type Ctx = Context<Env>;
