import { RunningApp } from "./support/running-app";
import { shared } from "./support/shared";

/** Nobody listens there. */
const NOBODY = "http://127.0.0.1:9";

let app: RunningApp;

beforeAll(async () => {
  app = await RunningApp.start(await shared("bundle"), {
    AWS_ENDPOINT_URL: NOBODY,
    AWS_ACCESS_KEY_ID: "nobody",
    AWS_SECRET_ACCESS_KEY: "nobody",
    DATABASE_PARAMETERS: "/test/database",
  });
}, 60_000);

afterAll(() => app?.stop("SIGKILL"));

test("idle connections are kept for longer than the load balancer keeps its own, 60 s", async () => {
  const { headers } = await app.get("/healthz");
  expect(headers.get("keep-alive")).toBe("timeout=65");
});

test("a database that is away keeps no server from starting, nor from being healthy", async () => {
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
