import { join } from "node:path";
import type { MariaDb } from "../../dev/mariadb";
import { AwsDatabase } from "./aws-database";
import { makeCertificate } from "./certificate";
import { temporaryFolder } from "./folder";
import { startPrepared } from "./mariadb";
import { startMetadataService } from "./metadata-service";
import { RunningApp } from "./running-app";
import { shared } from "./shared";

export interface WholeApp {
  readonly app: RunningApp;
  readonly database: MariaDb;
  readonly bundle: string;
  /** To start another one on the same database. */
  readonly env: Record<string, string>;
}

/** The bundle on one real MariaDB, told of it by the emulator: for all tests of a suite. */
export function wholeApp(env: Record<string, string> = {}): WholeApp {
  const folder = temporaryFolder();
  const whole = {} as { -readonly [Key in keyof WholeApp]: WholeApp[Key] };
  let metadata: Awaited<ReturnType<typeof startMetadataService>>;

  beforeAll(async () => {
    const { cert, key } = makeCertificate(folder);
    const tls = [`--ssl-cert=${cert}`, `--ssl-key=${key}`];
    whole.database = await startPrepared(join(folder, "mariadb"), ...tls);
    const login = { username: "app", password: "first-password" };
    await whole.database.root(
      "CREATE DATABASE app CHARACTER SET utf8mb4",
      `CREATE USER app@'%' IDENTIFIED BY '${login.password}' REQUIRE SSL`,
      "GRANT ALL ON app.* TO app@'%'",
    );
    const names = { endpoint: "localhost", readerEndpoint: "localhost", name: "app", clients: 4 };
    const { port } = whole.database;
    const aws = await AwsDatabase.of({ engine: "aurora-mysql", port, ...names }, login);
    whole.bundle = await shared("bundle");
    metadata = await startMetadataService();
    whole.env = { ...aws.env, DATABASE_CA: cert, METADATA_URL: metadata.url, ...env };
    whole.app = await RunningApp.start(whole.bundle, whole.env);
    await whole.app.said("schema is current");
  });

  afterAll(async () => {
    await whole.app?.stop("SIGKILL");
    metadata?.server.close();
    await whole.database?.stop("SIGKILL");
  });
  return whole;
}
