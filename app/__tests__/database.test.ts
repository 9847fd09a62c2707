import { randomUUID } from "node:crypto";
import dns from "node:dns";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ContactStore } from "../contacts/store";
import type { Cluster } from "../database/cluster";
import { Database } from "../database/database";
import type { Login } from "../database/engine";
import type { EngineName } from "../database/settings";
import { jsonLog } from "../log";
import { type Certificate, makeCertificate, textOf } from "./support/certificate";
import { temporaryFolder } from "./support/folder";
import { startPrepared } from "./support/mariadb";
import { onParts } from "./support/parts";
import { startPostgres } from "./support/postgres";
import { TcpProxy } from "./support/tcp-proxy";
import { until } from "./support/until";

const ADA = { name: "Ada Lovelace", email: "ada@example.org", phone: "", note: "100 %_!\n😀" };

interface Server {
  readonly port: number;
  root(...statements: string[]): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

interface Changes {
  readonly ca?: string;
  readonly host?: string;
  readonly reader?: string;
  readonly port?: number;
}

interface Kind {
  readonly engine: EngineName;
  readonly part: "mariadb" | "postgres";
  start(folder: string, certificate: Certificate): Promise<Server>;
  readonly setUp: readonly string[];
  password(to: string): string;
  readonly readOnly: readonly string[];
  readonly writable: readonly string[];
  readonly killAll: string;
}

const KINDS: Kind[] = [
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
  },
];

function killPostgres(): string {
  return "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'app'";
}

for (const kind of KINDS) {
  onParts(`on ${kind.engine}`, [kind.part, "openssl"], () => {
    const folder = temporaryFolder();
    let certificate: Certificate;
    let server: Server;
    let login: Login;
    let asked = 0;
    const opened: Database[] = [];

    beforeAll(async () => {
      certificate = makeCertificate(folder);
      server = await kind.start(join(folder, "server"), certificate);
      await server.root(...kind.setUp);
      login = { username: "app", password: "first" };
    });

    afterAll(async () => {
      await Promise.all(opened.map((each) => each.close()));
      await server?.stop();
    });

    async function open(changes: Changes = {}) {
      const { ca = textOf(certificate), host = "localhost", reader = host } = changes;
      const { port = server.port } = changes;
      const { engine } = kind;
      const names = { endpoint: host, readerEndpoint: reader, name: "app" };
      const address = { engine, port, clients: 4, secret: "the login", ...names };
      const lines: string[] = [];
      const database = new Database({
        settings: {
          address: async () => address,
          login: async () => {
            asked += 1;
            return login;
          },
        },
        tls: { ca },
        log: jsonLog((line) => lines.push(line)),
      });
      opened.push(database);
      return { database, contacts: new ContactStore(database), lines };
    }

    test("contacts are kept, found, changed and removed", async () => {
      const { database, contacts } = await open();
      await Promise.all([1, 2].map(() => database.migrateInBackground()));
      const id = randomUUID();
      await contacts.add(id, ADA);
      expect(await contacts.find(id, {})).toEqual({ id, version: 1, ...ADA });
      for (const search of ["lovelace", "ADA@", "100 %_!", "😀"]) {
        expect((await contacts.list(search, 1, {})).contacts.map((each) => each.id)).toEqual([id]);
      }
      for (const search of ["_da", "%a%", "' OR 1=1 --"]) {
        expect((await contacts.list(search, 1, {})).total).toBe(0);
      }
      expect(await contacts.change(id, 1, { ...ADA, name: "Ada King" })).toEqual({ kind: "done" });
      expect(await contacts.change(id, 1, ADA)).toMatchObject({ kind: "conflict" });
      await contacts.remove(id);
      expect(await contacts.find(id, {})).toBeUndefined();
      expect(await contacts.change(id, 2, ADA)).toEqual({ kind: "conflict", there: undefined });
    });

    test("the same form sent many times at once is one contact", async () => {
      const { contacts } = await open();
      await contacts.list("", 1, { fresh: true }); // from here on there are several connections
      const id = randomUUID();
      const many = Array.from({ length: 10 }, () => contacts.add(id, ADA));
      expect(await Promise.all(many)).toEqual(Array(10).fill({ kind: "done" }));
      expect((await contacts.list("lovelace", 1, {})).total).toBe(1);
      await contacts.remove(id);
    });

    test("a page beyond the last is the last", async () => {
      const { contacts } = await open();
      const ids = Array.from({ length: 21 }, () => randomUUID());
      await Promise.all(ids.map((id, index) => contacts.add(id, { ...ADA, name: `P ${index}` })));
      expect(await contacts.list("", 1, {})).toMatchObject({ page: 1, pages: 2, total: 21 });
      const last = await contacts.list("", 999_999_999, {});
      expect([last.page, last.contacts.length]).toEqual([2, 1]);
      await Promise.all(ids.map((id) => contacts.remove(id)));
    });

    test("a new password is fetched once, however many need it", async () => {
      const { contacts } = await open();
      await contacts.list("", 1, {});
      login = { username: "app", password: "second" };
      await server.root(kind.password("second"), kind.killAll);
      asked = 0;
      await Promise.all(Array.from({ length: 50 }, () => contacts.list("", 1, {})));
      expect(asked).toBe(1);
    });

    test("a write that meets a node now read-only waits for the writer", async () => {
      const { contacts, lines } = await open();
      await contacts.list("", 1, { fresh: true });
      await server.root(...kind.readOnly);
      const id = randomUUID();
      const adding = contacts.add(id, ADA);
      await until(() => lines.some((line) => line.includes("trying again")));
      await server.root(...kind.writable);
      expect(await adding).toEqual({ kind: "done" });
      await contacts.remove(id);
    });

    test("connections that died are replaced without anyone noticing", async () => {
      const { contacts } = await open();
      await contacts.list("", 1, {});
      await server.root(kind.killAll);
      expect(await contacts.list("", 1, {})).toMatchObject({ total: 0 });
    });

    test("no more connections are opened than this instance's share", async () => {
      const { contacts } = await open();
      let most = 0;
      const sessions = jest.spyOn(await clusterOf(opened.at(-1)), "connect");
      await Promise.all(Array.from({ length: 60 }, () => contacts.list("", 1, {})));
      most = sessions.mock.calls.length;
      expect(most).toBeGreaterThan(0);
      expect(most).toBeLessThanOrEqual(5); // half of ten; the other half is the writer's
    });

    test("a server that another authority vouches for is refused", async () => {
      const other = join(folder, "other");
      mkdirSync(other, { recursive: true });
      const { database } = await open({ ca: textOf(makeCertificate(other)) });
      await expect(oneAttempt(database)).rejects.toThrow("self-signed certificate");
    });

    test("a server whose certificate is for another name is refused", async () => {
      const lookup = jest.spyOn(dns, "lookup").mockImplementation(((...given: unknown[]) => {
        const answer = given.at(-1) as (error: null, found: unknown, family?: number) => void;
        const { all = false } = given[1] as { all?: boolean };
        if (all) answer(null, [{ address: "127.0.0.1", family: 4 }]);
        else answer(null, "127.0.0.1", 4);
      }) as never);
      const { database } = await open({ host: "database.example" });
      await expect(oneAttempt(database)).rejects.toThrow("Hostname/IP does not match");
      lookup.mockRestore();
    });

    test("a reader that vanished without a word is stood in for by the writer", async () => {
      const proxies = await TcpProxy.pair(server.port, server.port);
      const [{ port }, reader] = proxies;
      const { database, contacts } = await open({ reader: "127.0.0.2", port });
      await database.read((session) => session.run("SELECT 1"));
      reader.swallows = true;
      expect(await contacts.list("", 1, {})).toMatchObject({ total: 0 });
      for (const proxy of proxies) proxy.close();
    });
  });
}

async function clusterOf(database: Database | undefined) {
  return (database as unknown as { cluster(): Promise<Cluster> }).cluster();
}

/** Without the retries, which would take as long as a request may. */
async function oneAttempt(database: Database): Promise<unknown> {
  return (await clusterOf(database)).connect("writer");
}
