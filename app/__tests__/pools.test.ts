import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { poolShare } from "../database/cluster";
import { Credentials } from "../database/credentials";
import { Database } from "../database/database";
import { patience } from "../database/patience";
import { jsonLog } from "../log";

const APP = join(__dirname, "..");

test.each([
  [90, 4, 10],
  [45, 4, 9],
  [45, 12, 3],
  [45, 100, 3],
  [5_000, 1, 10],
  [Number.NaN, 1, 3],
])("of %d connections and %d instances, one has %d", (connections, instances, share) => {
  expect(poolShare(connections, instances)).toBe(share);
});

test("PATIENCE_FACTOR multiplies every wait for the database", () => {
  const usual = Object.values(patience());
  expect(Object.values(patience(10))).toEqual(usual.map((ms) => ms * 10));
});

afterEach(() => jest.useRealTimers());

test("a login that was refused is asked for again once, and not at once if it was just fetched", async () => {
  jest.useFakeTimers({ now: 0, doNotFake: ["nextTick", "queueMicrotask"] });
  let fetches = 0;
  const credentials = new Credentials(async () => {
    fetches += 1;
    return { username: "app", password: `${fetches}` };
  });
  const first = await credentials.current();
  credentials.refused(first); // the secret is behind the database: asking at once is of no use
  expect(await credentials.current()).toBe(first);
  jest.advanceTimersByTime(300);
  jest.setSystemTime(-3_600_000); // the clock is set back meanwhile
  for (const _ of [1, 2, 3]) credentials.refused(first);
  const [second] = await Promise.all([1, 2, 3].map(() => credentials.current()));
  credentials.refused(first); // said late, of the old one
  expect(await credentials.current()).toBe(second);
  expect(fetches).toBe(2);
});

test("no elapsed time is measured by the clock on the wall, which may be set back", () => {
  const files = readdirSync(APP, { recursive: true, encoding: "utf8" });
  const code = files.filter((file) =>
    /^(?!.*(__tests__|node_modules)).*\.(tsx?|js|mjs)$/.test(file),
  );
  const asks = code.filter((file) => readFileSync(join(APP, file), "utf8").includes("Date.now"));
  // Its cookie carries a time from one instance to another.
  expect(asks).toEqual(["contacts/routes.tsx"]);
});

test("without TLS no database is connected to but one on this machine", async () => {
  const log = jsonLog(() => undefined);
  const address = async () => ({
    engine: "aurora-mysql" as const,
    endpoint: "127.0.0.1",
    readerEndpoint: "127.0.0.1.example.org",
    port: 3306,
    name: "app",
    clients: 1,
    secret: "the login",
  });
  const login = () => Promise.reject(new Error("nobody should ask"));
  const settings = { address, login };
  const database = new Database({ settings, tls: undefined, log, patience: patience() });
  await expect(database.ping("writer")).rejects.toThrow(
    "DATABASE_TLS=off is for a database on this machine",
  );
});
