import { execFile } from "node:child_process";
import { connect } from "node:net";
import { promisify } from "node:util";
import { RunningApp } from "./support/running-app";
import { shared } from "./support/shared";
import { until } from "./support/until";

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

test.each([
  ["with a length", "Content-Length: 1000", "name=Ada"],
  ["in chunks", "Transfer-Encoding: chunked", "8\r\nname=Ada\r\n"],
])("a form %s whose sender went away is no error of ours", async (_, size, start) => {
  const { host, port, origin } = new URL(app.url);
  const type = "Content-Type: application/x-www-form-urlencoded";
  const head = ["POST /contacts HTTP/1.1", `Host: ${host}`, `Origin: ${origin}`, type, size];
  const id = size.replaceAll(/\W/g, "-");
  const socket = connect(Number(port), "127.0.0.1");
  // The server has read the headers, once it asks for the rest.
  socket.write([...head, `X-Amzn-Trace-Id: ${id}`, "Expect: 100-continue", "", ""].join("\r\n"));
  await new Promise((resolve) => socket.once("data", resolve));
  socket.write(start, () => socket.resetAndDestroy());
  const ours = () => app.lines.filter((line) => line.id === id);
  await until(() => ours().length >= 2);
  expect(ours()).toMatchObject([
    { level: "info", message: "request cut off" },
    { level: "info", message: "request", method: "POST", path: "/contacts", status: 400 },
  ]);
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
