import { randomUUID } from "node:crypto";
import dns from "node:dns";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Role } from "../database/cluster";
import type { Database } from "../database/database";
import { patience } from "../database/patience";
import { makeCertificate, textOf } from "./support/certificate";
import { ADA, Bench, clusterOf, KINDS } from "./support/engines";
import { onParts } from "./support/parts";
import { PATIENT } from "./support/patience";
import { TcpProxy } from "./support/tcp-proxy";
import { until } from "./support/until";

for (const kind of KINDS) {
  onParts(`on ${kind.engine}`, [kind.part, "openssl"], () => {
    const bench = new Bench(kind);

    test("contacts are kept, found, changed and removed", async () => {
      const { database, contacts } = bench.open();
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
      const { contacts } = bench.open();
      await contacts.list("", 1, { fresh: true }); // from here on there are several connections
      const id = randomUUID();
      const many = Array.from({ length: 10 }, () => contacts.add(id, ADA));
      expect(await Promise.all(many)).toEqual(Array(10).fill({ kind: "done" }));
      expect((await contacts.list("lovelace", 1, {})).total).toBe(1);
      await contacts.remove(id);
    });

    test("a page beyond the last is the last", async () => {
      const { contacts } = bench.open();
      const ids = Array.from({ length: 21 }, () => randomUUID());
      await Promise.all(ids.map((id, index) => contacts.add(id, { ...ADA, name: `P ${index}` })));
      expect(await contacts.list("", 1, {})).toMatchObject({ page: 1, pages: 2, total: 21 });
      const last = await contacts.list("", 999_999_999, {});
      expect([last.page, last.contacts.length]).toEqual([2, 1]);
      await Promise.all(ids.map((id) => contacts.remove(id)));
    });

    test("a new password is fetched once, however many need it", async () => {
      const { contacts } = bench.open();
      await contacts.list("", 1, {});
      bench.login = { username: "app", password: "second" };
      await bench.server.root(kind.password("second"), kind.killAll);
      bench.asked = 0;
      await Promise.all(Array.from({ length: 50 }, () => contacts.list("", 1, {})));
      expect(bench.asked).toBe(1);
    });

    test("a write that meets a node now read-only waits for the writer", async () => {
      const { contacts, lines } = bench.open();
      await contacts.list("", 1, { fresh: true });
      await bench.server.root(...kind.readOnly);
      const id = randomUUID();
      const adding = contacts.add(id, ADA);
      await until(() => lines.some((line) => line.includes("trying again")));
      await bench.server.root(...kind.writable);
      expect(await adding).toEqual({ kind: "done" });
      await contacts.remove(id);
    });

    test("a node that is read-only is a reader and no writer", async () => {
      const { database } = bench.open();
      expect(await pinged(database, "writer")).toBeGreaterThanOrEqual(0);
      await bench.server.root(...kind.readOnly);
      try {
        await refused(database, "writer", "writer: takes no writes");
        expect(await pinged(database, "reader")).toBeGreaterThanOrEqual(0);
      } finally {
        await bench.server.root(...kind.writable); // for the tests that follow
      }
      expect(await pinged(database, "writer")).toBeGreaterThanOrEqual(0);
    });

    test.each(["writer", "reader"] as const)(
      "a %s without the contacts isn't ready",
      async (role) => {
        const { database } = bench.open();
        await database.write((session) => session.run("ALTER TABLE contacts RENAME TO elsewhere"));
        await refused(database, role, /contacts.* exist/);
        await database.write((session) => session.run("ALTER TABLE elsewhere RENAME TO contacts"));
        expect(await pinged(database, role)).toBeGreaterThanOrEqual(0);
      },
    );

    test("connections that died are replaced without anyone noticing", async () => {
      const { contacts } = bench.open();
      await contacts.list("", 1, {});
      await bench.server.root(kind.killAll);
      expect(await contacts.list("", 1, {})).toMatchObject({ total: 0 });
    });

    test("no more connections are opened than this instance's share", async () => {
      const { database, contacts } = bench.open();
      const most = await mostOpen(database, () =>
        Promise.all(Array.from({ length: 60 }, () => contacts.list("", 1, {}))),
      );
      expect(most).toBeGreaterThan(0);
      expect(most).toBeLessThanOrEqual(5);
    });

    test("a server that another authority vouches for is refused", async () => {
      const other = join(bench.folder, "other");
      mkdirSync(other, { recursive: true });
      const { database } = bench.open({ ca: textOf(makeCertificate(other)) });
      await expect(oneAttempt(database)).rejects.toThrow("self-signed certificate");
    });

    test("a server whose certificate is for another name is refused", async () => {
      const lookup = jest.spyOn(dns, "lookup").mockImplementation(((...given: unknown[]) => {
        const answer = given.at(-1) as (error: null, found: unknown, family?: number) => void;
        const { all = false } = given[1] as { all?: boolean };
        if (all) answer(null, [{ address: "127.0.0.1", family: 4 }]);
        else answer(null, "127.0.0.1", 4);
      }) as never);
      const { database } = bench.open({ host: "database.example" });
      try {
        await expect(oneAttempt(database)).rejects.toThrow("Hostname/IP does not match");
      } finally {
        lookup.mockRestore();
      }
    });

    test("a reader that vanished without a word is stood in for by the writer", async () => {
      const proxies = await TcpProxy.pair(bench.server.port, bench.server.port);
      const [{ port }, reader] = proxies;
      const { database, contacts } = bench.open({
        reader: "127.0.0.2",
        port,
        patience: { ...patience(), readMs: PATIENT.readMs },
      });
      await database.read((session) => session.run("SELECT 1"));
      reader.swallows = true;
      expect(await contacts.list("", 1, {})).toMatchObject({ total: 0 });
      for (const proxy of proxies) proxy.close();
    });
  });
}

/** Without the retries, which would take as long as a request may. */
async function oneAttempt(database: Database): Promise<unknown> {
  return (await clusterOf(database)).connect("writer");
}

/** How long a ping took in the end, in ms: a busy machine may take longer than one waits. */
function pinged(database: Database, role: Role): Promise<number> {
  return until(() => database.ping(role).catch(() => undefined));
}

/** Pings until one is refused with these words: the first may have met a connection that had just died. */
function refused(database: Database, role: Role, words: string | RegExp): Promise<boolean> {
  return until(async () => (await database.ping(role).then(String, String)).search(words) >= 0);
}

/** How many connections are open at one time, at most: one that is too slow is closed, and another opened. */
async function mostOpen(database: Database, work: () => Promise<unknown>): Promise<number> {
  const cluster = await clusterOf(database);
  const connect = cluster.connect.bind(cluster);
  const open = new Set<object>();
  let most = 0;
  jest.spyOn(cluster, "connect").mockImplementation(async (...given) => {
    const opening = {};
    open.add(opening);
    most = Math.max(most, open.size);
    try {
      const connection = await connect(...given);
      const close = connection.close.bind(connection);
      jest.spyOn(connection, "close").mockImplementation(() => {
        open.delete(opening);
        close();
      });
      return connection;
    } catch (error) {
      open.delete(opening);
      throw error;
    }
  });
  await work();
  return most;
}
