import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { RunningApp } from "./support/running-app";
import { shared } from "./support/shared";

/** Nobody listens there. */
const NOBODY = "http://127.0.0.1:9";

const ENV = {
  AWS_ENDPOINT_URL: NOBODY,
  AWS_ACCESS_KEY_ID: "nobody",
  AWS_SECRET_ACCESS_KEY: "nobody",
  DATABASE_PARAMETERS: "/test/database",
};

let app: RunningApp;

beforeAll(async () => {
  app = await RunningApp.start(await shared("bundle"), ENV);
});

afterAll(() => app?.stop("SIGKILL"));

test("idle connections are kept for longer than the load balancer keeps its own, 60 s", async () => {
  const { headers } = await app.get("/healthz");
  expect(headers.get("keep-alive")).toBe("timeout=65");
});

test("a port that another program has is said in one sentence, with exit code 1", async () => {
  const { port } = new URL(app.url);
  const quiet = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };
  const env = { ...quiet, ...ENV, STAGE: "test", AWS_REGION: "us-east-1", PORT: port };
  const second = promisify(execFile)(process.execPath, [await shared("bundle")], { env });
  const got = `must be a port that is free to listen on, got ${port}, on which another program listens`;
  const stderr = `PORT: ${got}; end that program, or set another port\n`;
  await expect(second).rejects.toMatchObject({ code: 1, stderr });
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
});
