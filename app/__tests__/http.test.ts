import type { Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { httpServer, TIMEOUTS } from "../http";
import { quietApp } from "./support/quiet-services";

const FORM = [
  "POST /contacts HTTP/1.1",
  "Host: localhost",
  "Origin: http://localhost",
  "Content-Type: application/x-www-form-urlencoded",
  "Content-Length: 1000",
  "",
  "name=Ada",
].join("\r\n");
/** The ones in use, a hundred times as short. */
const SHORT = Object.fromEntries(
  Object.entries(TIMEOUTS).map(([name, ms]) => [name, ms / 100]),
) as typeof TIMEOUTS;

const open: { socket?: Socket; server: Server }[] = [];

afterEach(() => {
  for (const { socket, server } of open.splice(0)) {
    socket?.destroy();
    server.close();
  }
});

/** Sends a text to a server, which isn't a whole request. */
async function send(text: string) {
  const server = httpServer(quietApp().fetch, SHORT);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  open.push({ socket, server });
  let answer = "";
  socket.on("data", (data) => {
    answer += data;
  });
  const closed = new Promise<string>((resolve) => socket.once("close", () => resolve(answer)));
  socket.write(text);
  return { socket, closed };
}

test("a slow form is cut off with 408, however it trickles in", async () => {
  const { socket, closed } = await send(FORM);
  const trickle = setInterval(() => socket.write("x"), 20);
  const answer = await closed;
  clearInterval(trickle);
  expect(answer).toMatch(/^HTTP\/1\.1 408/);
});

test("slow headers are cut off with 408", async () => {
  const { closed } = await send("GET / HTTP/1.1\r\nHost: localhost\r\n");
  expect(await closed).toMatch(/^HTTP\/1\.1 408/);
});

test("a request has 30 s, its headers less, and what is late is looked for each second", () => {
  const server = httpServer(quietApp().fetch);
  open.push({ server });
  expect(server.requestTimeout).toBe(30_000);
  expect(server.headersTimeout).toBeLessThan(server.requestTimeout);
  expect(TIMEOUTS.connectionsCheckingInterval).toBe(1_000);
});
