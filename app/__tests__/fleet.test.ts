import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { fleetIn, reportWork } from "../dev/fleet";
import { until } from "./support/until";

/** An emulator that knows one group, and keeps what it hears. */
async function emulator(answer: object) {
  const heard: { group: string; cpu: number; requests: number }[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    heard.push(JSON.parse(await text(request)));
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { heard, server, url: `http://127.0.0.1:${port}` };
}

test("without FLEET the app stands for no fleet", () => {
  expect(fleetIn({ AWS_ENDPOINT_URL: "http://127.0.0.1:5000" })).toBeUndefined();
});

test.each([
  [undefined, "nothing"],
  ["https://autoscaling.us-east-1.amazonaws.com", '"https://autoscaling.us-east-1.amazonaws.com"'],
])("reports to a local emulator alone, not to %s", (AWS_ENDPOINT_URL, got) => {
  expect(() => fleetIn({ FLEET: "lab-web", AWS_ENDPOINT_URL })).toThrow(
    `AWS_ENDPOINT_URL: must be a local emulator's address where FLEET is set, got ${got}; ` +
      "paste the lines that npm run try -- --keep prints",
  );
});

test.each([
  [{ size: 2, pace: 20 }, "lab-web: 2 instances, at 20 times the speed of the clock"],
  [{ size: 2, pace: 0 }, "lab-web: its time stands still; npm run try -- lab --keep --pace 20"],
  [{ size: null, pace: 20 }, "There is no Auto Scaling group lab-web on the emulator."],
])("says once what came of its reports: %j", async (answer, line) => {
  const { heard, server, url } = await emulator(answer);
  const said: string[] = [];
  const stop = reportWork({ group: "lab-web", emulator: url }, (each) => said.push(each));
  await until(() => heard.length > 1 && said.length > 0);
  stop();
  server.close();
  expect(said).toEqual([line]);
  expect(heard[0]).toEqual({
    group: "lab-web",
    cpu: expect.any(Number),
    requests: expect.any(Number),
  });
});

test("the processor time that it reports is what the process wants, and rises with what the process does", async () => {
  const { heard, server, url } = await emulator({ size: 2, pace: 20 });
  const stop = reportWork({ group: "lab-web", emulator: url }, () => undefined);
  // Waited for without looking, since each look would be work.
  const third = new Promise<void>((resolve) => {
    server.on("request", () => heard.length < 2 || resolve());
  });
  const began = performance.now();
  while (performance.now() - began < 900); // the rest of the first second is left to the timer
  await third;
  await until(() => heard.length > 2);
  stop();
  server.close();
  const [busy, idle] = [heard[0]?.cpu ?? 0, heard[2]?.cpu ?? 0];
  expect(busy).toBeGreaterThan(idle);
});

test("an emulator that doesn't answer is tried again", async () => {
  const said: string[] = [];
  const stop = reportWork({ group: "lab-web", emulator: "http://127.0.0.1:9" }, (each) =>
    said.push(each),
  );
  await until(() => said.length > 0);
  stop();
  expect(said).toEqual(["The emulator at http://127.0.0.1:9 doesn't answer; trying on."]);
});
