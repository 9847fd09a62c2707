import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import { pressStart } from "../../__tests__/support/press-start";
import { httpServer } from "../http";
import { Load } from "../load/load";
import { quietApp } from "./support/quiet-services";

const MINUTE = 60_000;

describe("the load page", () => {
  test("is off until asked for: it says what turns it on, and takes no order", async () => {
    const app = quietApp();
    expect(await (await app.get("/load")).text()).toContain("<code>LOAD_PAGE=on</code>");
    expect((await app.post("/load/start", { minutes: "1" })).status).toBe(404);
    expect((await app.post("/load/stop", {})).status).toBe(404);
    expect(app.services.load.left).toBeUndefined();
  });

  test("starts and stops load on this instance, and answers meanwhile", async () => {
    const app = quietApp({ loadPage: true });
    expect(await (await app.post("/load/start", { minutes: "1" })).text()).toContain(
      "Load started on",
    );
    const { loadSeconds } = await (await app.get("/instance.json")).json();
    expect(loadSeconds).toBeGreaterThan(30); // of 60, on however busy a machine
    expect(loadSeconds).toBeLessThanOrEqual(60);
    expect(await (await app.post("/load/stop", {})).text()).toContain("Load stopped on");
    expect(app.services.load.left).toBeUndefined();
  });

  test.each([
    [true, { kind: "answered" }],
    [false, { kind: "failed", what: "HTTP 404" }],
  ])("takes what npm run ops -- load sends, if it is on: %s", async (loadPage, ending) => {
    const app = quietApp({ loadPage });
    const server = httpServer(app.fetch).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    expect(await pressStart(`http://127.0.0.1:${port}`)).toEqual(ending);
    expect(app.services.load.left !== undefined).toBe(loadPage);
    app.services.load.stop();
    server.closeAllConnections();
    server.close();
  });

  test.each(["0", "6", "1e9", "-1", "", "1.5", "NaN"])(
    "starts nothing for %j minutes",
    async (minutes) => {
      const app = quietApp({ loadPage: true });
      const answer = await app.post("/load/start", { minutes });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain("Nothing started: choose 1 to 5 minutes.");
      expect(app.services.load.left).toBeUndefined();
    },
  );
});

describe("load", () => {
  const load = new Load();
  afterEach(() => load.stop());

  test("is neither doubled nor prolonged by starting it again", () => {
    expect(load.start(2)).toBe(true);
    expect(load.start(5)).toBe(false);
    expect(load.left).toBeLessThanOrEqual(2 * MINUTE);
    expect(workersOf(load)).toBe(availableParallelism());
  });

  test("never lasts longer than the limit, whatever it is asked for", () => {
    load.start(1_000_000);
    expect(load.left).toBeLessThanOrEqual(5 * MINUTE);
  });

  test("ends by its own clock, even if nobody stops it", async () => {
    load.start(300 / MINUTE);
    await Promise.all(exitsOf(load));
    expect(load.left).toBeUndefined();
  });
});

const workers = (load: Load) => (load as unknown as { workers: NodeJS.EventEmitter[] }).workers;
const workersOf = (load: Load) => workers(load).length;
const exitsOf = (load: Load) =>
  workers(load).map((worker) => new Promise((resolve) => worker.once("exit", resolve)));
