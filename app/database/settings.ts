import type { Login } from "./engine";

export type EngineName = "aurora-mysql" | "aurora-postgresql";

/** Where the database is. The two names stay; which node they mean changes. */
export interface Address {
  readonly engine: EngineName;
  readonly endpoint: string;
  readonly readerEndpoint: string;
  readonly port: number;
  readonly name: string;
  /** The most instances of this app that share the database's connections. */
  readonly clients: number;
}

/** Where address and password come from. Both ask anew each time; who asks keeps them. */
export interface DatabaseSettings {
  address(): Promise<Address>;
  login(): Promise<Login>;
}
