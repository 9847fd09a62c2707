import { randomUUID } from "node:crypto";
import autocannon from "autocannon";
import { AwsDatabase } from "./support/aws-database";
import { temporaryFolder } from "./support/folder";
import { type Pair, startPair } from "./support/mariadb-pair";
import { onParts } from "./support/parts";
import { RunningApp } from "./support/running-app";
import { shared } from "./support/shared";

/** A multiple of connections times ten, so that each connection sends whole rounds of requests. */
const REQUESTS = 6_000;
const CONNECTIONS = 20;

onParts("a rotation of the password", ["mariadb", "emulator", "openssl"], () => {
  const folder = temporaryFolder();
  let pair: Pair;
  let database: AwsDatabase;
  let app: RunningApp;

  beforeAll(async () => {
    pair = await startPair(folder);
    const address = { engine: "aurora-mysql", name: "app", port: pair.writer.port } as const;
    const both = { endpoint: "localhost", readerEndpoint: "localhost", clients: 4 };
    database = await AwsDatabase.of({ ...address, ...both }, pair.login);
    app = await RunningApp.start(await shared("bundle"), { ...database.env, DATABASE_CA: pair.ca });
    await app.said("schema is current");
  });

  afterAll(async () => {
    await app?.stop("SIGKILL");
    await pair?.stop();
  });

  test("under load fails no request, in whichever order AWS changes secret and database", async () => {
    let rotations = 0;
    const rotate = async () => {
      rotations += 1;
      const password = `password-${rotations}`;
      const steps = [
        () => pair.writer.root(`ALTER USER app@'%' IDENTIFIED BY '${password}'`),
        () => database.put({ username: "app", password }),
      ];
      for (const step of rotations % 2 === 0 ? steps.reverse() : steps) {
        await step();
        // Connections outlive their password. Without them, everyone needs the new one at once.
        await pair.writer.root("KILL HARD CONNECTION USER app").catch(() => undefined);
      }
    };
    let answered = 0;
    let rotating = Promise.resolve();
    const onAnswer = () => {
      answered += 1;
      if (answered % 1_000 === 0 && answered < REQUESTS) rotating = rotating.then(rotate);
    };
    const result = await fire(app, onAnswer);
    await rotating;
    const { statusCodeStats, errors, latency } = result;
    const statuses = Object.fromEntries(
      Object.entries(statusCodeStats ?? {}).map(([status, { count }]) => [status, count]),
    );
    console.log(`${rotations} rotations, ${JSON.stringify(statuses)}, longest ${latency.max} ms`);
    expect(statuses).toEqual({ 200: REQUESTS * 0.9, 303: REQUESTS * 0.1 });
    expect(errors).toBe(0);
    expect(rotations).toBeGreaterThanOrEqual(3);
    const saved = await pair.writer.root("SELECT COUNT(*) AS n FROM app.contacts");
    expect(saved).toEqual([{ n: REQUESTS * 0.1 + 1 }]);
  });
});

/** Nine times a contact is read for each one added. Lists would cost more, and need the login no more often. */
async function fire(app: RunningApp, onAnswer: () => void): Promise<autocannon.Result> {
  const { url } = app;
  const id = randomUUID();
  expect((await app.post("/contacts", { id, name: "Grace" })).status).toBe(303);
  const headers = { "content-type": "application/x-www-form-urlencoded", origin: url };
  const read = { method: "GET", path: `/contacts/${id}`, onResponse: onAnswer } as const;
  const setupRequest = (request: autocannon.Request) => ({
    ...request,
    body: new URLSearchParams({ id: randomUUID(), name: "Ada" }).toString(),
  });
  const add = {
    method: "POST",
    path: "/contacts",
    headers,
    setupRequest,
    onResponse: onAnswer,
  } as const;
  const requests = [...Array.from({ length: 9 }, () => read), add];
  return autocannon({ url, connections: CONNECTIONS, amount: REQUESTS, requests, timeout: 30 });
}
