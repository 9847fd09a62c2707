import { join } from "node:path";
import { ContactStore } from "../../contacts/store";
import type { Cluster } from "../../database/cluster";
import { Database } from "../../database/database";
import type { Login } from "../../database/engine";
import type { Patience } from "../../database/patience";
import type { EngineName } from "../../database/settings";
import { jsonLog } from "../../log";
import { type Certificate, makeCertificate, textOf } from "./certificate";
import { temporaryFolder } from "./folder";
import { startPrepared } from "./mariadb";
import { PATIENT } from "./patience";
import { startPostgres } from "./postgres";

export const ADA = {
  name: "Ada Lovelace",
  email: "ada@example.org",
  phone: "",
  note: "100 %_!\n😀",
};

export interface Server {
  readonly port: number;
  root(...statements: string[]): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

export interface Changes {
  readonly ca?: string;
  readonly host?: string;
  readonly reader?: string;
  readonly port?: number;
  readonly patience?: Patience;
}

export interface Kind {
  readonly engine: EngineName;
  readonly part: "mariadb" | "postgres";
  start(folder: string, certificate: Certificate): Promise<Server>;
  readonly setUp: readonly string[];
  password(to: string): string;
  readonly readOnly: readonly string[];
  readonly writable: readonly string[];
  readonly killAll: string;
  /** Takes hours, unless something ends it. */
  readonly slow: string;
  /** One row for each statement of the app that runs. */
  readonly running: string;
}

export const KINDS: Kind[] = [
  {
    engine: "aurora-mysql",
    part: "mariadb",
    start: (folder, { cert, key }) =>
      startPrepared(folder, `--ssl-cert=${cert}`, `--ssl-key=${key}`, "--max-connections=25"),
    setUp: [
      "CREATE DATABASE app CHARACTER SET utf8mb4",
      "CREATE USER app@'%' IDENTIFIED BY 'first' REQUIRE SSL",
      "GRANT ALL ON app.* TO app@'%'",
    ],
    password: (to) => `ALTER USER app@'%' IDENTIFIED BY '${to}'`,
    readOnly: ["SET GLOBAL read_only=ON"],
    writable: ["SET GLOBAL read_only=OFF"],
    killAll: "KILL HARD CONNECTION USER app",
    slow: "SELECT COUNT(*) FROM seq_1_to_1000000000000 WHERE seq % 7 = 8",
    running:
      "SELECT id FROM information_schema.processlist WHERE user = 'app' AND command <> 'Sleep'",
  },
  {
    engine: "aurora-postgresql",
    part: "postgres",
    start: startPostgres,
    setUp: ["CREATE ROLE app LOGIN PASSWORD 'first'", "CREATE DATABASE app OWNER app"],
    password: (to) => `ALTER ROLE app PASSWORD '${to}'`,
    // What an old connection of a demoted writer answers.
    readOnly: ["ALTER ROLE app SET default_transaction_read_only = on", killPostgres()],
    writable: ["ALTER ROLE app SET default_transaction_read_only = off"],
    killAll: killPostgres(),
    slow: "SELECT pg_sleep(7200)",
    running: "SELECT pid FROM pg_stat_activity WHERE usename = 'app' AND state = 'active'",
  },
];

function killPostgres(): string {
  return "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'app'";
}

/** One real server for all tests of a suite, and databases of ours on it. */
export class Bench {
  readonly folder = temporaryFolder();
  certificate = {} as Certificate;
  server = {} as Server;
  login: Login = { username: "app", password: "first" };
  /** How often the login was asked for. */
  asked = 0;
  private readonly opened: Database[] = [];

  constructor(readonly kind: Kind) {
    beforeAll(async () => {
      this.certificate = makeCertificate(this.folder);
      this.server = await kind.start(join(this.folder, "server"), this.certificate);
      await this.server.root(...kind.setUp);
    });
    afterAll(async () => {
      await Promise.all(this.opened.map((each) => each.close()));
      await this.server.stop?.();
    });
  }

  open(changes: Changes = {}) {
    const { ca = textOf(this.certificate), host = "localhost", reader = host } = changes;
    const { port = this.server.port, patience = PATIENT } = changes;
    const { engine } = this.kind;
    const names = { endpoint: host, readerEndpoint: reader, name: "app" };
    const address = { engine, port, clients: 4, secret: "the login", ...names };
    const lines: string[] = [];
    const database = new Database({
      settings: {
        address: async () => address,
        login: async () => {
          this.asked += 1;
          return this.login;
        },
      },
      tls: { ca },
      patience,
      log: jsonLog((line) => lines.push(line)),
    });
    this.opened.push(database);
    return { database, contacts: new ContactStore(database), lines };
  }
}

export async function clusterOf(database: Database) {
  return (database as unknown as { cluster(): Promise<Cluster> }).cluster();
}
