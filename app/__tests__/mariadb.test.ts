import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { endLeftOver } from "../dev/mariadb";
import { temporaryFolder } from "./support/folder";
import { startPrepared } from "./support/mariadb";
import { onParts } from "./support/parts";

onParts("a local MariaDB", ["mariadb"], () => {
  const folder = temporaryFolder();

  test("shares neither its socket nor its temporary files with another, and leaves none", async () => {
    const names = ["one", "other"].map((name) => join(folder, name));
    const servers = await Promise.all(names.map((name) => startPrepared(name)));
    const asked = servers.map(({ root }) => root("SELECT @@tmpdir AS tmp, @@socket AS socket"));
    const places = (await Promise.all(asked)).flat();
    expect(new Set(places.map(({ tmp }) => tmp)).size).toBe(2);
    expect(new Set(places.map(({ socket }) => socket)).size).toBe(2);
    await Promise.all(servers.map((server) => server.stop("SIGKILL")));
    expect(places.map(({ tmp }) => existsSync(tmp as string))).toEqual([false, false]);
  });

  test("that is long gone may have left its number to a program, which is left alone", async () => {
    const stranger = spawn("sleep", ["60"]);
    writeFileSync(join(folder, "pid"), String(stranger.pid));
    await endLeftOver(folder);
    expect([stranger.exitCode, stranger.signalCode]).toEqual([null, null]);
    stranger.kill();
  });
});
