import { readEnvironment } from "../environment";
import { serve } from "../server";
import { fleetIn, reportWork } from "./fleet";

/**
 * The server as a developer runs it: a local database, and no AWS. An entry of its own, so that what
 * goes to production holds no way around the secret.
 */
const { DEV_DATABASE_PORT, DEV_DATABASE_LOGIN = "{}" } = process.env;
const address = {
  engine: "aurora-mysql",
  endpoint: "localhost",
  readerEndpoint: "localhost",
  port: Number(DEV_DATABASE_PORT),
  name: "app",
  clients: 1,
  secret: "of no use here",
} as const;

serve({
  environment: readEnvironment(process.env),
  settings: { address: async () => address, login: async () => JSON.parse(DEV_DATABASE_LOGIN) },
  version: "development",
  host: "127.0.0.1",
});
const fleet = fleetIn(process.env);
if (fleet) reportWork(fleet, (line) => process.stdout.write(`  ${line}\n`));
