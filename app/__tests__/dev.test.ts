import { existsSync } from "node:fs";
import { join } from "node:path";
import { lookAt } from "../dev/processes";
import { DevCommand, ended } from "./support/dev-command";
import { temporaryFolder } from "./support/folder";
import { prepare } from "./support/mariadb";
import { onParts } from "./support/parts";
import { until } from "./support/until";

const SIGNALS = ["SIGINT", "SIGHUP", "SIGTERM", "SIGKILL"] as const;

onParts("npm run dev", ["mariadb"], () => {
  const folder = temporaryFolder();
  const other = temporaryFolder();
  /** One that finds nothing prepared and one for each way to end, all started at once: they wait a lot. */
  const devs: DevCommand[] = [];
  const begin = (cache: string) => {
    const dev = new DevCommand(cache);
    devs.push(dev);
    return dev;
  };
  let dev: DevCommand;
  let url: string;
  let toEnd: Map<NodeJS.Signals, DevCommand>;

  beforeAll(async () => {
    dev = begin(folder);
    const starts = SIGNALS.map(async (signal) => {
      const cache = join(other, signal);
      await prepare(join(cache, "dev-database"));
      return [signal, begin(cache)] as const;
    });
    toEnd = new Map(await Promise.all(starts));
    url = await dev.url();
  });

  afterAll(async () => {
    const pids = devs.map(({ databasePid }) => databasePid);
    for (const each of devs) each.signal("SIGKILL");
    await Promise.all(pids.map(ended));
  });

  const contacts = async () => (await fetch(`${url}/contacts`)).text();

  test("is one command to a working address book", async () => {
    const init = { method: "POST", headers: { origin: url } };
    const body = new URLSearchParams({ name: "Ada Lovelace" });
    expect((await fetch(`${url}/contacts`, { ...init, body })).status).toBe(200);
    expect(await contacts()).toContain("Ada Lovelace");
  });

  test("refuses a folder that another one uses, which goes on as before", async () => {
    const second = new DevCommand(folder);
    expect(await second.exitCode).toBe(1);
    const got =
      /: must be used by one "npm run dev" at a time, got process \d+, which uses it; end/;
    expect(second.said).toMatch(got);
    expect(second.said).toContain("DEV_CACHE=/tmp/second PORT=8081 npm run dev -w app");
    await until(async () => (await fetch(`${url}/readyz`)).status === 200);
  });

  test.each([
    ["is taken", () => new URL(url).port, "on which another program listens; end that program, or"],
    ["is no number", () => "80a", ""],
  ])("says in a sentence that the port %s, and starts nothing", async (_, port, more) => {
    const cache = join(other, "refused");
    const second = new DevCommand(cache, port());
    expect(await second.exitCode).toBe(1);
    expect(second.said).toMatch(/^PORT: must be [^\n]*\n$/);
    expect(second.said).toContain(more);
    expect(existsSync(join(cache, "dev-database"))).toBe(false);
  });

  describe("leaves neither server nor database when it ends", () => {
    const serving = new Map<NodeJS.Signals, { url: string; databasePid: number }>();

    beforeAll(async () => {
      for (const [signal, ending] of toEnd) {
        serving.set(signal, { url: await ending.url(), databasePid: ending.databasePid });
        expect(lookAt(ending.databasePid)?.command).toContain("mariadbd");
        devs.splice(devs.indexOf(ending), 1);
        ending.signal(signal);
      }
    });

    test.each(SIGNALS)("by %s", async (signal) => {
      const { url, databasePid } = serving.get(signal) as { url: string; databasePid: number };
      await toEnd.get(signal)?.groupEnded();
      await ended(databasePid);
      await expect(fetch(url)).rejects.toThrow("fetch failed");
    });
  });

  test("ends the database that a killed one left, and goes on with its contacts", async () => {
    const leftOver = dev.databasePid;
    const before = await contacts();
    dev.killGuards();
    dev.signal("SIGKILL");
    await dev.groupEnded();
    expect(lookAt(leftOver)?.command).toContain("mariadbd");
    devs.splice(devs.indexOf(dev), 1);
    dev = begin(folder);
    url = await dev.url();
    await until(async () => (await contacts()) === before); // once the database is ready
    expect(lookAt(leftOver)).toBeUndefined();
  });
});
