import { type IncomingHttpHeaders, request } from "node:http";
import { onParts } from "./support/parts";
import { RunningApp } from "./support/running-app";
import { until } from "./support/until";
import { wholeApp } from "./support/whole-app";

const HOLD = "SELECT SLEEP(60)";

onParts("SIGTERM", ["mariadb", "emulator", "openssl"], () => {
  const whole = wholeApp();

  test("lets every request that has arrived be answered, and then ends the process", async () => {
    const app = await RunningApp.start(whole.bundle, whole.env);
    await app.said("schema is current");
    const { root } = whole.database;
    // The table is locked, so that these are still under way when the signal comes.
    const lock = root("LOCK TABLES app.contacts WRITE", HOLD).catch(() => undefined);
    const sleeping = `SELECT id AS holder FROM information_schema.processlist WHERE info = '${HOLD}'`;
    const { holder } = await until(async () => (await root(sleeping))[0]);
    // All of them write: the app asks again for 15 s, where a read ends after 2 s on a busy machine.
    const arrivals = Array.from({ length: 11 }, (_, n) => arrive(app, { name: `Ada ${n}` }));
    const answers = (await Promise.all(arrivals)).map(({ answer }) => answer);
    const ended = app.stop("SIGTERM");
    await app.said("stopping");
    await root(`KILL ${holder}`);
    await expect(app.get("/healthz")).rejects.toThrow(); // no connection is taken any more
    const answered = await Promise.all(answers);
    expect(answered.map(({ status }) => status)).toEqual(Array(11).fill(303));
    expect(answered.at(-1)?.headers.connection).toBe("close");
    expect(await ended).toBe(0);
    await lock;
    expect(app.lines.at(-1)?.message).toBe("stopped");
  });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** Sends a contact and waits until the server has the request, not until it has an answer. */
function arrive(app: RunningApp, form: Record<string, string>) {
  const type = "application/x-www-form-urlencoded";
  const headers = { expect: "100-continue", origin: app.url, "content-type": type };
  const sent = request(`${app.url}/contacts`, { method: "POST", headers });
  const answer = new Promise<Answer>((resolve, reject) => {
    sent.once("error", reject);
    sent.once("response", (response) => {
      response.resume();
      resolve({ status: response.statusCode, headers: response.headers });
    });
  });
  sent.flushHeaders();
  return new Promise<{ answer: Promise<Answer> }>((resolve) => {
    sent.once("continue", () => {
      sent.end(new URLSearchParams(form).toString());
      resolve({ answer });
    });
  });
}
