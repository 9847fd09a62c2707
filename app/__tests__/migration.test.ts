import { MIGRATIONS } from "../database/migrations";
import { onParts } from "./support/parts";
import { RunningApp } from "./support/running-app";
import { wholeApp } from "./support/whole-app";

onParts("migration", ["mariadb", "emulator", "openssl"], () => {
  const whole = wholeApp();
  const names = MIGRATIONS.map(({ name }) => name);

  test("by four processes at once runs each step once", async () => {
    await whole.database.root("DROP TABLE app.contacts", "DROP TABLE app.migrations");
    const four = await Promise.all(
      [1, 2, 3, 4].map(() => RunningApp.start(whole.bundle, whole.env)),
    );
    const ran = await Promise.all(four.map((app) => app.said("schema is current")));
    await Promise.all(four.map((app) => app.stop("SIGKILL")));
    expect(ran.flatMap((line) => line.ran as string[])).toEqual(names);
    const done = await whole.database.root("SELECT name FROM app.migrations ORDER BY name");
    expect(done.map(({ name }) => name)).toEqual(names);
  });

  test("goes on where one died between a step and its record", async () => {
    await whole.database.root("DELETE FROM app.migrations");
    const app = await RunningApp.start(whole.bundle, whole.env);
    const { ran } = await app.said("schema is current");
    await app.stop("SIGKILL");
    expect(ran).toEqual(names);
  });
});
