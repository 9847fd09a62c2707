import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { Road } from "./support/road";

test("a road that turns ends what leads elsewhere, and nothing else", async () => {
  const [one, other] = [await place("one"), await place("other")];
  let to = one.endpoint;
  const road = await Road.open(() => to);
  const port = Number(new URL(road.endpoint).port);
  const first = connect(port);
  expect(String(await once(first, "data"))).toBe("one");
  road.turn();
  const second = connect(port);
  expect(String(await once(second, "data"))).toBe("one");
  expect(first.destroyed).toBe(false);
  to = other.endpoint;
  road.turn();
  await Promise.all([once(first, "close"), once(second, "close")]);
  const third = connect(port);
  expect(String(await once(third, "data"))).toBe("other");
  third.destroy();
  for (const each of [road, one, other]) each.close();
});

/** A server that says its name to whoever comes. */
async function place(name: string) {
  const server = createServer((socket) => {
    socket.on("error", () => undefined).write(name);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { endpoint, close: () => server.close() };
}
