import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { MariaDb } from "../dev/mariadb";
import { AwsDatabase } from "./support/aws-database";
import { makeCertificate } from "./support/certificate";
import { temporaryFolder } from "./support/folder";
import { startPrepared } from "./support/mariadb";
import { onParts } from "./support/parts";
import { busyPeople, missing, PEOPLE } from "./support/people";
import { RunningApp } from "./support/running-app";
import { shared } from "./support/shared";
import { until } from "./support/until";

onParts("a database that is restored beside itself", ["mariadb", "emulator", "openssl"], () => {
  const folder = temporaryFolder();
  const servers: MariaDb[] = [];
  const options: string[] = ["--log-bin=bin", "--log-slave-updates=ON"];
  let current: MariaDb;
  let settings: AwsDatabase;
  let app: RunningApp;

  const start = async (): Promise<MariaDb> => {
    const id = servers.length + 1;
    const server = await startPrepared(join(folder, `${id}`), ...options, `--server-id=${id}`);
    servers.push(server);
    return server;
  };

  beforeAll(async () => {
    const { cert, key } = makeCertificate(folder);
    options.push(`--ssl-cert=${cert}`, `--ssl-key=${key}`);
    current = await start();
    await current.root(
      "CREATE DATABASE app CHARACTER SET utf8mb4",
      "CREATE USER app@'%' REQUIRE SSL",
      "GRANT ALL ON app.* TO app@'%'",
    );
    settings = await AwsDatabase.of(placeOf(current), await newLogin(current));
    app = await RunningApp.start(await shared("bundle"), { ...settings.env, DATABASE_CA: cert });
    await app.said("schema is current");
  });

  afterAll(async () => {
    await app?.stop("SIGKILL");
    await Promise.all(servers.map((each) => each.stop("SIGKILL")));
  });

  /** As Aurora does it: an empty server carries out the log of another one, as far as the chosen place. */
  const restored = async (from: MariaDb, place: string): Promise<MariaDb> => {
    const copy = await start();
    await copy.root(
      `CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=${from.port}, MASTER_USER='root', MASTER_USE_GTID=slave_pos`,
      `START SLAVE UNTIL master_gtid_pos='${place}'`,
    );
    await until(async () => (await copy.root("SHOW SLAVE STATUS"))[0]?.Slave_SQL_Running === "No");
    await copy.root("STOP SLAVE", "RESET SLAVE ALL");
    return copy;
  };

  test("is left for its copy, though it answers as before", async () => {
    const copy = await restored(current, await placeIn(current));
    await settings.switchTo(placeOf(copy), await newLogin(copy));
    await app.said("database: its settings have changed");
    const id = randomUUID();
    expect((await app.post("/contacts", { id, name: "Ada" })).status).toBe(303);
    expect(await missing(copy, [id])).toEqual([]);
    await until(async () => (await connectionsOf(current)) === 0);
    current = copy;
  });

  test("gives a dropped table back as it was at the chosen time, without a restart", async () => {
    const people = busyPeople(app);
    await people.haveAdded(10 * PEOPLE);
    const before = people.added.length;
    const place = await placeIn(current);
    await people.haveAdded(10 * PEOPLE);
    await current.root("DROP TABLE app.contacts");
    const droppedAt = Date.now();
    const copy = await restored(current, place);
    const login = await newLogin(copy);
    const acknowledged = people.added.length;
    const switchedAt = Date.now();
    await settings.switchTo(placeOf(copy), login);
    await people.haveSaved(2 * PEOPLE + 1);
    const backAt = Date.now();
    const { added, failedReads, failedWrites } = await people.rest();
    const lost = await missing(copy, added);
    console.log(
      `a table dropped: ${backAt - droppedAt} ms without contacts, of which ${backAt - switchedAt} ms ` +
        `after the settings named the copy; ${acknowledged} saved before, of which ${lost.length} after ` +
        `the chosen time are lost; ${failedReads.length} reads and ${failedWrites.length} writes failed`,
    );
    const afterTheChosenTime = added.slice(before, acknowledged);
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.filter((id) => !afterTheChosenTime.includes(id))).toEqual([]);
    await until(async () => (await connectionsOf(current)) === 0);
    expect(app.process.exitCode).toBeNull();
  });
});

function placeOf({ port }: MariaDb) {
  const names = { endpoint: "localhost", readerEndpoint: "localhost", name: "app", clients: 4 };
  return { engine: "aurora-mysql", port, ...names } as const;
}

/** AWS gives the master user of a restored cluster another password, in another secret. */
async function newLogin(server: MariaDb) {
  const login = { username: "app", password: randomUUID() };
  await server.root(`ALTER USER app@'%' IDENTIFIED BY '${login.password}' REQUIRE SSL`);
  return login;
}

/** In the server's log: what it has carried out until now. */
async function placeIn(server: MariaDb): Promise<string> {
  const [found] = await server.root("SELECT @@gtid_binlog_pos AS place");
  return String(found?.place);
}

async function connectionsOf(server: MariaDb): Promise<number> {
  const sql = "SELECT COUNT(*) AS n FROM information_schema.processlist WHERE user = 'app'";
  return Number((await server.root(sql))[0]?.n);
}
