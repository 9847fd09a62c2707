import { temporaryFolder } from "./support/folder";
import { bundle, RunningApp } from "./support/running-app";

/** Nobody listens there. */
const NOBODY = "http://127.0.0.1:9";

const folder = temporaryFolder();

test("a database that is away keeps no server from starting, nor from being healthy", async () => {
  const file = await bundle(folder);
  const app = await RunningApp.start(file, {
    AWS_ENDPOINT_URL: NOBODY,
    AWS_ACCESS_KEY_ID: "nobody",
    AWS_SECRET_ACCESS_KEY: "nobody",
    DATABASE_PARAMETERS: "/test/database",
  });
  const statuses = ["/healthz", "/", "/load", "/readyz"].map(async (path) => {
    const { status } = await app.get(path);
    return [path, status];
  });
  expect(Object.fromEntries(await Promise.all(statuses))).toEqual({
    "/healthz": 200,
    "/": 200,
    "/load": 200,
    "/readyz": 503,
  });
  expect(await app.stop("SIGTERM")).toBe(0);
}, 60_000);
