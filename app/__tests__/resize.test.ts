import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type MariaDb, startMariaDb } from "../dev/mariadb";
import { type AppBeforePair, startBeforePair } from "./support/app-before-pair";
import { temporaryFolder } from "./support/folder";
import { caughtUp, follow, type Pair, startPair } from "./support/mariadb-pair";
import { onParts } from "./support/parts";
import { busyPeople, missing, PEOPLE } from "./support/people";
import type { RunningApp } from "./support/running-app";
import type { TcpProxy } from "./support/tcp-proxy";

/** How long an instance is away for another class, in both ways. AWS takes minutes. */
const OUTAGE_MS = Number(process.env.RESIZE_OUTAGE_MS ?? 2_000);
/** How long a failover leaves the cluster without a writer. AWS takes about 30 s. */
const FAILOVER_MS = Number(process.env.RESIZE_FAILOVER_MS ?? 1_000);

onParts("two instances that get another class", ["mariadb", "emulator", "openssl"], () => {
  const folder = temporaryFolder();
  let pair: Pair;
  let before: AppBeforePair;
  let app: RunningApp;
  let endpoint: TcpProxy;
  let readerEndpoint: TcpProxy;
  let servers: MariaDb[] = [];
  let round = 0;

  beforeEach(async () => {
    round += 1;
    pair = await startPair(`${folder}/${round}`);
    servers = [pair.writer, pair.reader];
    await pair.writer.root(...ALONE);
    before = await startBeforePair(pair);
    ({ app, endpoint, readerEndpoint } = before);
  });

  afterEach(async () => {
    await before?.stop();
    await Promise.all(servers.map((each) => each.stop("SIGKILL")));
  });

  /** An instance is away, and comes back as a reader or as the writer. */
  const away = async (server: MariaDb, was: "writer" | "reader", ...more: string[]) => {
    await server.stop();
    await sleep(OUTAGE_MS);
    const id = `--server-id=${was === "writer" ? 1 : 2}`;
    const back = await startMariaDb(join(pair.folder, was), ...pair.options, id, ...more);
    servers.push(back);
    return back;
  };

  test("one after the other, as ops resize does it, lose no write and fail no request", async () => {
    const people = busyPeople(app);
    await people.haveAdded(PEOPLE);
    const b = await away(pair.reader, "reader", READ_ONLY);
    readerEndpoint.target = b.port;
    await caughtUp(pair.writer, b);
    await handOver(pair.writer, b);
    [endpoint.target, readerEndpoint.target] = [b.port, pair.writer.port];
    await people.haveAdded(2 * PEOPLE + 1);
    const a = await away(pair.writer, "writer", READ_ONLY);
    readerEndpoint.target = a.port;
    await caughtUp(b, a);
    await people.haveAdded(2 * PEOPLE + 1);
    const all = await people.rest();
    tell("one after the other", all);
    expect(await missing(b, all.added)).toEqual([]);
    const { failedReads, failedWrites } = all;
    expect({ failedReads, failedWrites }).toEqual({ failedReads: [], failedWrites: [] });
  });

  test("both at once, as one apply does it, lose no write, and users wait as long as they are away", async () => {
    const people = busyPeople(app);
    await people.haveAdded(PEOPLE);
    const [a, b] = await Promise.all([
      away(pair.writer, "writer"),
      away(pair.reader, "reader", READ_ONLY),
    ]);
    [endpoint.target, readerEndpoint.target] = [a.port, b.port];
    await follow(b, a);
    await people.haveSaved(2 * PEOPLE + 1);
    const all = await people.rest();
    tell("both at once", all);
    expect(await missing(a, all.added)).toEqual([]);
    expect(all.pauses).not.toEqual([]);
  });
});

const READ_ONLY = "--read-only=ON";
/** An Aurora writer goes on without a reader. */
const ALONE = [
  "SET GLOBAL rpl_semi_sync_master_enabled=ON",
  "SET GLOBAL rpl_semi_sync_master_wait_no_slave=OFF",
];

/** As on Aurora, whose instances share their storage: what was acknowledged is on both. */
async function handOver(from: MariaDb, to: MariaDb): Promise<void> {
  await from.root("SET GLOBAL read_only=ON");
  await caughtUp(from, to);
  await sleep(FAILOVER_MS);
  await to.root("STOP SLAVE", "RESET SLAVE ALL", ...ALONE, "SET GLOBAL read_only=OFF");
  await follow(from, to);
}

function tell(way: string, all: Awaited<ReturnType<ReturnType<typeof busyPeople>["rest"]>>): void {
  const { added, reads, pauses, failedReads, failedWrites } = all;
  console.log(
    `${way}: an instance is away for ${OUTAGE_MS} ms, a failover takes ${FAILOVER_MS} ms; ` +
      `${pauses.length} interruptions of saving, ${JSON.stringify(pauses)} ms; ` +
      `${added.length} saved, ${failedWrites.length} refused; ${reads} reads, ${failedReads.length} refused`,
  );
}
