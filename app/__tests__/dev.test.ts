import { existsSync } from "node:fs";
import { join } from "node:path";
import { lookAt } from "../dev/processes";
import { DevCommand, ended } from "./support/dev-command";
import { temporaryFolder } from "./support/folder";
import { onParts } from "./support/parts";

onParts("npm run dev", ["mariadb"], () => {
  const folder = temporaryFolder();
  const other = temporaryFolder();
  let dev: DevCommand;
  let url: string;

  const start = async () => {
    dev = new DevCommand(folder);
    url = await dev.url();
  };

  beforeAll(start);
  afterAll(async () => {
    const pid = dev.databasePid;
    dev.signal("SIGKILL");
    await ended(pid);
  });

  const add = (name: string) => {
    const body = new URLSearchParams({ name });
    return fetch(`${url}/contacts`, { method: "POST", body, headers: { origin: url } });
  };
  const contacts = async () => (await fetch(`${url}/contacts`)).text();

  test("is one command to a working address book", async () => {
    expect((await add("Ada Lovelace")).status).toBe(200);
    expect(await contacts()).toContain("Ada Lovelace");
  });

  test("refuses a folder that another one uses, which goes on as before", async () => {
    const second = new DevCommand(folder);
    expect(await second.exitCode).toBe(1);
    const got =
      /: must be used by one "npm run dev" at a time, got process \d+, which uses it; end/;
    expect(second.said).toMatch(got);
    expect(second.said).toContain("DEV_CACHE=/tmp/second PORT=8081 npm run dev -w app");
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  test.each([
    ["is taken", () => new URL(url).port, "on which another program listens; end that program, or"],
    ["is no number", () => "80a", ""],
  ])("says in a sentence that the port %s, and starts nothing", async (_, port, more) => {
    const second = new DevCommand(other, port());
    expect(await second.exitCode).toBe(1);
    expect(second.said).toMatch(/^PORT: must be [^\n]*\n$/);
    expect(second.said).toContain(more);
    expect(existsSync(join(other, "dev-database"))).toBe(false);
  });

  test.each(["SIGINT", "SIGHUP", "SIGTERM", "SIGKILL"] as const)(
    "leaves neither server nor database when it ends by %s",
    async (signal) => {
      const pid = dev.databasePid;
      expect(lookAt(pid)?.command).toContain("mariadbd");
      dev.signal(signal);
      await dev.groupEnded();
      await ended(pid);
      await start();
    },
  );

  test("ends the database that a killed one left, and goes on with its contacts", async () => {
    const leftOver = dev.databasePid;
    await add("Grace Hopper");
    dev.killGuards();
    dev.signal("SIGKILL");
    await dev.groupEnded();
    expect(lookAt(leftOver)?.command).toContain("mariadbd");
    await start();
    expect(await contacts()).toContain("Grace Hopper");
    expect(lookAt(leftOver)).toBeUndefined();
  });
});
