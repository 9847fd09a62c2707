import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { Room } from "../contacts/room";
import { ContactStore } from "../contacts/store";
import { type Database, DatabaseAway } from "../database/database";
import { patience } from "../database/patience";
import { ADA, Bench, clusterOf, KINDS } from "./support/engines";
import { onParts } from "./support/parts";
import { PATIENT } from "./support/patience";
import { until } from "./support/until";

for (const kind of KINDS) {
  onParts(`what strangers ask of ${kind.engine}`, [kind.part, "openssl"], () => {
    const bench = new Bench(kind);

    beforeAll(() => bench.open().database.migrateInBackground());

    test("a read that is slow is ended at the server, asked once, and costs no connection", async () => {
      const statementMs = patience().statementMs;
      const { database, lines } = bench.open({ patience: { ...PATIENT, statementMs } });
      const before = await idOfConnection(database);
      await expect(database.read((session) => session.run(kind.slow))).rejects.toThrow(
        DatabaseAway,
      );
      // It tells us before it is through with it.
      await until(async () => (await bench.server.root(kind.running)).length === 0);
      expect(await idOfConnection(database)).toBe(before);
      expect(lines).toEqual([]); // that it is tried again would be one
    });

    test("reads at the writer keep no write waiting, however many and slow they are", async () => {
      const { database, contacts } = bench.open();
      await contacts.list("", 1, { fresh: true });
      // Each keeps its connection for as long as the test wants, also after its reader has been told "away".
      const gate = new EventEmitter();
      const gateOpens = once(gate, "open");
      let at = 0;
      const waits = async () => {
        at += 1;
        await gateOpens;
      };
      const slow = Array.from({ length: 8 }, () =>
        database.read(waits, { fresh: true }).catch(() => undefined),
      );
      await until(() => at > 0);
      const id = randomUUID();
      const added = await contacts.add(id, ADA).finally(() => gate.emit("open"));
      expect(added).toEqual({ kind: "done" });
      await Promise.all(slow);
      await contacts.remove(id);
    });

    test("lists and searches look at some contacts at a time, and all can be reached", async () => {
      const { database } = bench.open();
      const contacts = new ContactStore(database, { lookedAt: 20 });
      const ids = Array.from({ length: 45 }, () => randomUUID());
      // Three of a name, so that a part ends within them.
      const add = (id: string, index: number) =>
        contacts.add(id, { ...ADA, name: `P ${100 + Math.floor(index / 3)}`, note: `n${index}.` });
      await Promise.all(ids.map(add));
      const seen: string[] = [];
      const totals: number[] = [];
      let after: string | undefined;
      do {
        const part = await contacts.list("", 1, { after });
        seen.push(...part.contacts.map(({ id }) => id));
        totals.push((await contacts.list("n1", 1, { after })).total);
        after = part.next;
      } while (after !== undefined);
      expect(seen.toSorted()).toEqual(ids.toSorted());
      expect(totals.length).toBe(3);
      expect(totals.reduce((one, other) => one + other)).toBe(11);
      await Promise.all(ids.map((id) => contacts.remove(id)));
    });

    test("no contact is added to a full book, and one may be where another was removed", async () => {
      const { database } = bench.open();
      const room = new Room(database, 2);
      const contacts = new ContactStore(database, { room });
      const [old, first, second] = [randomUUID(), randomUUID(), randomUUID()] as const;
      await new ContactStore(database).add(old, ADA);
      room.isTaken();
      await room.counted; // else it would count while we add
      expect(await contacts.add(first, ADA)).toEqual({ kind: "done" });
      expect(await contacts.add(second, ADA)).toEqual({ kind: "full", most: 2 });
      expect(await contacts.add(first, ADA)).toEqual({ kind: "done" }); // the same form
      await contacts.remove(old);
      expect(await contacts.add(second, ADA)).toEqual({ kind: "done" });
      expect(await contacts.add(randomUUID(), ADA)).toEqual({ kind: "full", most: 2 });
      await Promise.all([first, second].map((id) => contacts.remove(id)));
    });
  });
}

async function idOfConnection(database: Database): Promise<unknown> {
  const cluster = await clusterOf(database);
  return database.read(async (session) => {
    const { rows } = await session.run(
      cluster.address.engine === "aurora-mysql"
        ? "SELECT CONNECTION_ID() AS id"
        : "SELECT pg_backend_pid() AS id",
    );
    return rows[0]?.id;
  });
}
