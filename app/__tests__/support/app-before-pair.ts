import { AwsDatabase } from "./aws-database";
import type { Pair } from "./mariadb-pair";
import { RunningApp } from "./running-app";
import { shared } from "./shared";
import { TcpProxy } from "./tcp-proxy";

/** The app in front of a writer and a reader, with what stands for the cluster's two endpoints. */
export interface AppBeforePair {
  readonly app: RunningApp;
  readonly endpoint: TcpProxy;
  readonly readerEndpoint: TcpProxy;
  /** Ends all of these; the servers stay. */
  stop(): Promise<void>;
}

/** Starts the app, and waits until its schema is current. */
export async function startBeforePair({ writer, reader, login, ca }: Pair): Promise<AppBeforePair> {
  const [endpoint, readerEndpoint] = await TcpProxy.pair(writer.port, reader.port);
  const address = { engine: "aurora-mysql", name: "app", port: endpoint.port, clients: 4 } as const;
  const names = { endpoint: "localhost", readerEndpoint: "127.0.0.2" };
  const { env } = await AwsDatabase.of({ ...address, ...names }, login);
  const app = await RunningApp.start(await shared("bundle"), { ...env, DATABASE_CA: ca });
  await app.said("schema is current");
  const stop = async () => {
    await app.stop("SIGKILL");
    endpoint.close();
    readerEndpoint.close();
  };
  return { app, endpoint, readerEndpoint, stop };
}
