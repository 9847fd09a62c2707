import { onParts } from "./support/parts";
import { RunningApp } from "./support/running-app";
import { wholeApp } from "./support/whole-app";

onParts("SIGTERM", ["mariadb", "emulator", "openssl"], () => {
  const whole = wholeApp();

  test("lets every request that has arrived be answered, and then ends the process", async () => {
    const app = await RunningApp.start(whole.bundle, whole.env);
    await app.said("schema is current");
    // The table is locked, so that these are still under way when the signal comes.
    const lock = whole.database.root("LOCK TABLES app.contacts WRITE", "SELECT SLEEP(1.5)");
    await new Promise((resolve) => setTimeout(resolve, 300));
    const reads = Array.from({ length: 10 }, () => app.get("/contacts"));
    const write = app.post("/contacts", { name: "Ada" });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const ended = app.stop("SIGTERM");
    await app.said("stopping");
    await expect(app.get("/healthz")).rejects.toThrow(); // no connection is taken any more
    expect((await Promise.all(reads)).map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect((await write).status).toBe(303);
    expect((await write).headers.get("connection")).toBe("close");
    expect(await ended).toBe(0);
    await lock;
    expect(app.lines.at(-1)?.message).toBe("stopped");
  });
});
