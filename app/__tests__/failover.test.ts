import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { AwsDatabase } from "./support/aws-database";
import { temporaryFolder } from "./support/folder";
import { type Pair, startPair } from "./support/mariadb-pair";
import { onParts } from "./support/parts";
import { bundle, RunningApp } from "./support/running-app";
import { TcpProxy } from "./support/tcp-proxy";

const PEOPLE = 4;

onParts("with a writer and a reader", ["mariadb", "emulator", "openssl"], () => {
  const folder = temporaryFolder();
  let file: string;
  let pair: Pair;
  let database: AwsDatabase;
  let app: RunningApp;
  let endpoint: TcpProxy;
  let readerEndpoint: TcpProxy;
  let round = 0;

  beforeAll(async () => {
    file = await bundle(folder);
  });

  beforeEach(async () => {
    round += 1;
    pair = await startPair(`${folder}/${round}`);
    endpoint = await TcpProxy.to(pair.writer.port);
    const { port } = endpoint;
    readerEndpoint = await TcpProxy.to(pair.reader.port, "127.0.0.2", port);
    const address = { engine: "aurora-mysql", name: "app", port, clients: 4 } as const;
    const names = { endpoint: "localhost", readerEndpoint: "127.0.0.2" };
    database = await AwsDatabase.of({ ...address, ...names }, pair.login);
    app = await RunningApp.start(file, { ...database.env, DATABASE_CA: pair.ca });
    await app.said("schema is current");
  });

  afterEach(async () => {
    await app?.stop("SIGKILL");
    endpoint?.close();
    readerEndpoint?.close();
    await Promise.all([database?.stop(), pair?.stop()]);
  });

  test("who has just added a contact sees it, however far the reader is behind", async () => {
    await pair.reader.root("STOP SLAVE SQL_THREAD");
    const saved = await app.post("/contacts", { name: "Ada Lovelace" });
    const cookie = (saved.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const seenBy = async (headers: Record<string, string>) =>
      (await (await app.get("/contacts", { headers })).text()).includes("Ada Lovelace");
    expect(await seenBy({ cookie })).toBe(true);
    expect(await seenBy({})).toBe(false); // others do, as soon as the reader has it
  });

  test("the writer's death loses no acknowledged write, and no read fails", async () => {
    const people = busyPeople(app);
    await sleep(1_000);
    const addedBefore = people.added.length;
    await pair.writer.stop("SIGKILL");
    await sleep(1_000); // until it is noticed
    await pair.promote();
    endpoint.target = pair.reader.port;
    await sleep(2_000);
    const { added, longestPause, failedReads, failedWrites, reads } = await people.rest();
    console.log(
      `writer killed: ${longestPause} ms without a write, of which 1000 ms until the promotion; ` +
        `${added.length} writes, ${reads} reads`,
    );
    expect(await missing(pair, added)).toEqual([]);
    expect({ failedReads, failedWrites }).toEqual({ failedReads: [], failedWrites: [] });
    expect(addedBefore).toBeGreaterThan(0);
    expect(added.length).toBeGreaterThan(addedBefore + PEOPLE);
  });

  test("a failover that leaves old connections on a node now read-only fails no request", async () => {
    const people = busyPeople(app);
    await sleep(1_000);
    await pair.writer.root("SET GLOBAL read_only=ON"); // connections live on
    await sleep(500);
    await pair.promote();
    endpoint.target = pair.reader.port;
    await sleep(2_000);
    const { added, longestPause, failedReads, failedWrites } = await people.rest();
    console.log(
      `writer demoted: ${longestPause} ms without a write, of which 500 ms with no writer`,
    );
    expect(await missing(pair, added)).toEqual([]);
    expect({ failedReads, failedWrites }).toEqual({ failedReads: [], failedWrites: [] });
  });
});

/** Four people who add contacts and four who read them, one request after the other. */
function busyPeople(app: RunningApp) {
  const added: string[] = [];
  const failedReads: number[] = [];
  const failedWrites: number[] = [];
  let reads = 0;
  let longestPause = 0;
  let lastAt = Date.now();
  let busy = true;
  const add = async () => {
    while (busy) {
      const id = randomUUID();
      const { status } = await app.post("/contacts", { id, name: `Ada ${added.length}` });
      if (status !== 303) failedWrites.push(status);
      else added.push(id);
      longestPause = Math.max(longestPause, Date.now() - lastAt);
      lastAt = Date.now();
    }
  };
  const read = async () => {
    while (busy) {
      const answer = await app.get("/contacts");
      await answer.text();
      reads += 1;
      if (answer.status !== 200) failedReads.push(answer.status);
    }
  };
  const all = Promise.all(Array.from({ length: PEOPLE }).flatMap(() => [add(), read()]));
  return {
    added,
    async rest() {
      busy = false;
      await all;
      return { added, longestPause, failedReads, failedWrites, reads };
    },
  };
}

/** Of the acknowledged ones, those that the new writer hasn't. */
async function missing({ reader }: Pair, added: string[]): Promise<string[]> {
  const rows = await reader.root("SELECT id FROM app.contacts");
  const there = new Set(rows.map(({ id }) => id));
  return added.filter((id) => !there.has(id));
}
