import type { Server } from "node:http";
import { ContactStore } from "./contacts/store";
import { Database } from "./database/database";
import { patience } from "./database/patience";
import type { DatabaseSettings } from "./database/settings";
import type { Environment } from "./environment";
import { httpServer } from "./http";
import { Cpu } from "./instance/cpu";
import { Metadata } from "./instance/metadata";
import { Load } from "./load/load";
import { jsonLog } from "./log";
import { listenFault } from "./port";
import { createApp } from "./web/app";

/** Less than the 30 s that the load balancer waits when it takes an instance out. */
const GRACE_MS = 25_000;
const IDLE_LOOK_MS = 100;

export interface ServerOptions {
  readonly environment: Environment;
  readonly settings: DatabaseSettings;
  readonly version: string;
  /** Default: any address, since the load balancer asks from outside. */
  readonly host?: string;
}

/** Serves until SIGTERM or SIGINT; then answers what has arrived, and ends the process. */
export function serve({ environment, settings, version, host }: ServerOptions): void {
  const { stage, loadPage, metadataUrl, patienceFactor } = environment;
  const log = jsonLog((line) => process.stdout.write(line));
  const tls = environment.databaseTls === "off" ? undefined : environment.databaseTls;
  const database = new Database({ settings, tls, log, patience: patience(patienceFactor) });
  const load = new Load();
  let stopping = false;
  const app = createApp({
    stage,
    version,
    startedAt: performance.now(),
    loadPage,
    metadata: new Metadata(metadataUrl, patienceFactor),
    cpu: new Cpu(),
    load,
    database,
    contacts: new ContactStore(database),
    log,
    stopping: () => stopping,
  });
  const server = httpServer(app.fetch);
  server.once("error", (error) => {
    process.stderr.write(`${listenFault(error, environment.port)}\n`);
    process.exit(1);
  });
  server.listen(environment.port, host, () =>
    log.info("listening", { ...portOf(server), version }),
  );
  void database.migrateInBackground();
  void database.followSettings();

  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info("stopping", { signal });
    load.stop();
    await drained(server);
    await database.close();
    log.info("stopped");
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

/** Takes no more connections, and waits for the answers under way. */
function drained(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearInterval(looking);
      clearTimeout(grace);
      resolve();
    };
    const looking = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
    const grace = setTimeout(end, GRACE_MS);
    server.close(end);
  });
}

function portOf(server: Server): { port?: number } {
  const address = server.address();
  return typeof address === "object" && address !== null ? { port: address.port } : {};
}
