import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { onParts } from "./support/parts";
import { RunningApp } from "./support/running-app";
import { wholeApp } from "./support/whole-app";

/**
 * Four people who search without a pause, and one who adds contacts. The storm of the measurement is
 * the same test: PATIENCE_FACTOR=1 STORM_CONTACTS=300000 STORM_SECONDS=24; STORM_BUNDLE names the
 * build, if it is another.
 */
const CONTACTS = Number(process.env.STORM_CONTACTS ?? 30_000);
const SECONDS = Number(process.env.STORM_SECONDS ?? 4);
const BUNDLE = process.env.STORM_BUNDLE;
const SEARCHERS = 4;

onParts("four who search a large book", ["mariadb", "emulator", "openssl"], () => {
  const whole = wholeApp();
  let app: RunningApp;

  beforeAll(async () => {
    const text = "CONCAT(MD5(seq), ' ', MD5(-seq), ' ', REPEAT('lorem ipsum ', 12))";
    await whole.database.root(
      "USE app",
      `INSERT INTO contacts SELECT UUID(), CONCAT('Ada ', seq), CONCAT(MD5(seq), '@example.org'), '+1 555 0100', ${text}, 1 FROM seq_1_to_${CONTACTS}`,
      "ANALYZE TABLE contacts",
    );
    app = BUNDLE ? await RunningApp.start(BUNDLE, whole.env) : whole.app;
    if (app !== whole.app) await whole.app.stop();
  });

  afterAll(async () => {
    if (app !== whole.app) await app?.stop(); // the other one is its suite's to end
  });

  test("keep nobody from adding a contact, and few connections busy", async () => {
    const { connections, added, searched } = await storm();
    const took = added.map(({ ms }) => ms).sort((one, other) => one - other);
    const of = (share: number) => Math.round(took[Math.ceil(took.length * share) - 1] ?? 0);
    const accepted = added.filter(({ status }) => status === 303);
    const inTime = accepted.filter(({ ms }) => ms <= 1_000).length / added.length;
    console.log(
      `${CONTACTS} contacts, ${SECONDS} s: ${Math.max(...connections)} connections at most; ` +
        `${accepted.length} of ${added.length} contacts added, ${(100 * inTime).toFixed(1)} % within 1 s, ` +
        `median ${of(0.5)} ms, 99 % ${of(0.99)} ms; ${JSON.stringify(searched)} searches`,
    );
    expect(Math.max(...connections)).toBeLessThanOrEqual(10);
    expect(accepted.length).toBe(added.length);
    expect(Object.keys(searched)).toEqual(["200"]);
  });

  async function storm() {
    const connections: number[] = [];
    const added: { status: number; ms: number }[] = [];
    const searched: Record<string, number> = {};
    const until = performance.now() + SECONDS * 1_000;
    const repeat = async (work: () => Promise<unknown>) => {
      while (performance.now() < until) await work();
    };
    const search = async () => {
      const { status } = await app.get(`/contacts?search=${randomUUID().slice(0, 13)}`);
      searched[status] = (searched[status] ?? 0) + 1;
    };
    const add = async () => {
      const start = performance.now();
      const { status } = await app.post("/contacts", { name: "Grace" });
      added.push({ status, ms: performance.now() - start });
      await sleep(100);
    };
    const count = async () => {
      const list = "SELECT COUNT(*) AS n FROM information_schema.processlist WHERE user = 'app'";
      const rows = await whole.database.root(list);
      connections.push(Number(rows[0]?.n));
      await sleep(50);
    };
    const searchers = Array.from({ length: SEARCHERS }, () => repeat(search));
    await Promise.all([...searchers, repeat(add), repeat(count)]);
    return { connections, added, searched };
  }
});
