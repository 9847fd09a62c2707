import { MIGRATIONS } from "../database/migrations";
import { onParts } from "./support/parts";
import { RunningApp } from "./support/running-app";
import { wholeApp } from "./support/whole-app";

onParts("migration", ["mariadb", "emulator", "openssl"], () => {
  const whole = wholeApp();
  const names = MIGRATIONS.map(({ name }) => name);

  test("by four processes at once is one's at a time, and runs each step once", async () => {
    const { root } = whole.database;
    await root("DROP TABLE app.contacts", "DROP TABLE app.migrations");
    const held = root("SELECT GET_LOCK('web-app-migrations', 0)", "SELECT SLEEP(3600)");
    const starting = [1, 2, 3, 4].map(() => RunningApp.start(whole.bundle, whole.env));
    const four = await Promise.all(starting);
    while ((await processes("state = 'User lock'")).length < 4) await root("SELECT SLEEP(0.05)");
    expect(await root("SHOW TABLES IN app")).toEqual([]);
    const [holder] = await processes("info LIKE 'SELECT SLEEP(3600)%'");
    await root(`KILL ${holder}`);
    await held.catch(() => undefined);
    const ran = await Promise.all(four.map((app) => app.said("schema is current")));
    await Promise.all(four.map((app) => app.stop("SIGKILL")));
    expect(ran.flatMap((line) => line.ran as string[])).toEqual(names);
    const done = await root("SELECT name FROM app.migrations ORDER BY name");
    expect(done.map(({ name }) => name)).toEqual(names);
  });

  test("goes on where one died between a step and its record", async () => {
    await whole.database.root("DELETE FROM app.migrations");
    const app = await RunningApp.start(whole.bundle, whole.env);
    const { ran } = await app.said("schema is current");
    await app.stop("SIGKILL");
    expect(ran).toEqual(names);
  });

  async function processes(condition: string): Promise<unknown[]> {
    const list = `SELECT id FROM information_schema.processlist WHERE ${condition}`;
    return (await whole.database.root(list)).map(({ id, ID }) => id ?? ID);
  }
});
