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
  /** Names the login to whoever keeps it: in AWS, the ARN of a secret. */
  readonly secret: string;
}

/** Where address and login come from. Nothing is kept here: each call fetches what is there now. */
export interface DatabaseSettings {
  address(): Promise<Address>;
  login(address: Address): Promise<Login>;
}
