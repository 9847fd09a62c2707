import { type AppBeforePair, startBeforePair } from "./support/app-before-pair";
import { temporaryFolder } from "./support/folder";
import { caughtUp, type Pair, startPair } from "./support/mariadb-pair";
import { onParts } from "./support/parts";
import { busyPeople, missing, PEOPLE } from "./support/people";
import type { RunningApp } from "./support/running-app";
import type { TcpProxy } from "./support/tcp-proxy";
import { until } from "./support/until";

onParts("with a writer and a reader", ["mariadb", "emulator", "openssl"], () => {
  const folder = temporaryFolder();
  let pair: Pair;
  let before: AppBeforePair;
  let app: RunningApp;
  let endpoint: TcpProxy;
  let round = 0;

  beforeEach(async () => {
    round += 1;
    pair = await startPair(`${folder}/${round}`);
    before = await startBeforePair(pair);
    ({ app, endpoint } = before);
  });

  afterEach(async () => {
    await before?.stop();
    await pair?.stop();
  });

  test("who has just added a contact sees it, however far the reader is behind", async () => {
    await caughtUp(pair.writer, pair.reader); // else it hasn't the table yet, and the writer stands in
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
    await people.haveAdded(PEOPLE);
    const noticed = noticing(app);
    const killedAt = Date.now();
    await pair.writer.stop("SIGKILL");
    await noticed();
    await pair.promote();
    endpoint.target = pair.reader.port;
    const withoutWriter = Date.now() - killedAt;
    await people.haveAdded(2 * PEOPLE + 1); // more than had been sent before
    const { added, longestPause, failedReads, failedWrites, reads } = await people.rest();
    console.log(
      `writer killed: ${longestPause} ms without a write, of which ${withoutWriter} ms until the promotion; ` +
        `${added.length} writes, ${reads} reads`,
    );
    expect(await missing(pair.reader, added)).toEqual([]);
    expect({ failedReads, failedWrites }).toEqual({ failedReads: [], failedWrites: [] });
  });

  test("a failover that leaves old connections on a node now read-only fails no request", async () => {
    const people = busyPeople(app);
    await people.haveAdded(PEOPLE);
    const noticed = noticing(app);
    const demotedAt = Date.now();
    await pair.writer.root("SET GLOBAL read_only=ON"); // connections live on
    await noticed();
    await pair.promote();
    endpoint.target = pair.reader.port;
    const withoutWriter = Date.now() - demotedAt;
    await people.haveAdded(2 * PEOPLE + 1);
    const { added, longestPause, failedReads, failedWrites } = await people.rest();
    console.log(
      `writer demoted: ${longestPause} ms without a write, of which ${withoutWriter} ms with no writer`,
    );
    expect(await missing(pair.reader, added)).toEqual([]);
    expect({ failedReads, failedWrites }).toEqual({ failedReads: [], failedWrites: [] });
  });
});

/** From now on: until a request has met a writer that is none any more. */
function noticing(app: RunningApp): () => Promise<unknown> {
  const before = app.lines.length;
  const isIt = ({ message }: { message: string }) => message === "database: trying again";
  return () => until(() => app.lines.slice(before).some(isIt));
}
