import { join } from "node:path";
import type { Login } from "../database/engine";
import { AwsDatabase } from "./support/aws-database";
import { makeCertificate } from "./support/certificate";
import { KINDS, type Kind, type Server } from "./support/engines";
import { temporaryFolder } from "./support/folder";
import { onParts } from "./support/parts";
import { RunningApp } from "./support/running-app";
import { shared } from "./support/shared";
import { until } from "./support/until";

const [MYSQL, POSTGRES] = KINDS as [Kind, Kind];
const FIRST = { username: "app", password: "first" };

onParts("a database that is replaced", ["mariadb", "postgres", "emulator", "openssl"], () => {
  const folder = temporaryFolder();
  let mysql: Server;
  let postgres: Server;
  let database: AwsDatabase;
  let app: RunningApp;

  beforeAll(async () => {
    const certificate = makeCertificate(folder);
    [mysql, postgres] = (await Promise.all(
      [MYSQL, POSTGRES].map((kind) => kind.start(join(folder, kind.part), certificate)),
    )) as [Server, Server];
    await mysql.root(...MYSQL.setUp);
    await postgres.root(...POSTGRES.setUp);
    database = await AwsDatabase.of(placeOf(MYSQL, mysql, "app"), FIRST);
    const env = { ...database.env, DATABASE_CA: certificate.cert };
    app = await RunningApp.start(await shared("bundle"), env);
    await app.said("schema is current");
    await addOne();
  });

  afterAll(async () => {
    await app?.stop("SIGKILL");
    await Promise.all([mysql?.stop(), postgres?.stop()]);
  });

  test("by one whose secret has another ARN is found without a restart", async () => {
    const second = { username: "app", password: "second" };
    await mysql.root(MYSQL.password("second"));
    await replacedBy(placeOf(MYSQL, mysql, "app"), second, () => mysql.root(MYSQL.killAll));
    expect(await contacts()).toBe("1 contact");
  });

  test("by one with another name is found, and gets its table", async () => {
    const second = { username: "app", password: "second" };
    await mysql.root(
      "CREATE DATABASE book CHARACTER SET utf8mb4",
      "GRANT ALL ON book.* TO app@'%'",
    );
    const gone = () => mysql.root("DROP DATABASE app", MYSQL.killAll);
    await replacedBy(placeOf(MYSQL, mysql, "book"), second, gone);
    await addOne();
  });

  test("by another engine on another host and port is found, and gets its table", async () => {
    await replacedBy(placeOf(POSTGRES, postgres, "app"), FIRST, () => mysql.stop());
    await addOne();
    expect(
      await postgres.root("SELECT datname FROM pg_stat_activity WHERE usename = 'app'"),
    ).toContainEqual({ datname: "app" });
  });

  /** As Terraform does it: the new one is there, the old one goes, and the app is not asked. */
  async function replacedBy(place: Place, login: Login, gone: () => Promise<unknown>) {
    const before = app.lines.length;
    await database.become(place, login);
    await gone().catch(() => undefined); // a killed connection may be the one that kills
    await until(async () => (await app.get("/contacts")).status === 200);
    const said = app.lines.slice(before).map(({ message }) => message);
    expect(said).toContain("database: its settings have changed");
  }

  async function addOne(): Promise<void> {
    expect((await app.post("/contacts", { name: "Ada" })).status).toBe(303);
    expect(await contacts()).toBe("1 contact");
  }

  async function contacts(): Promise<string | undefined> {
    const text = await (await app.get("/contacts")).text();
    return /data-count[^>]*>([^<]*)</.exec(text)?.[1];
  }
});

type Place = ReturnType<typeof placeOf>;

function placeOf({ engine }: Kind, { port }: Server, name: string) {
  return { engine, port, name, endpoint: "localhost", readerEndpoint: "127.0.0.2", clients: 4 };
}
