import { spawn } from "node:child_process";
import { join } from "node:path";
import { freePort } from "../dev/mariadb";
import { temporaryFolder } from "./support/folder";
import { onParts } from "./support/parts";

const APP = join(__dirname, "..");

onParts("npm run dev", ["mariadb"], () => {
  const folder = temporaryFolder();

  test("is one command to a working address book, and leaves no process behind", async () => {
    const port = String(await freePort());
    const env = { ...process.env, PORT: port, DEV_CACHE: folder };
    // A group of its own: Ctrl-C goes to all in it.
    const dev = spawn("npm", ["run", "--silent", "dev"], { cwd: APP, env, detached: true });
    const group = -(dev.pid as number);
    const ended = new Promise((resolve) => dev.once("close", resolve));
    const page = await until(() => fetch(`http://localhost:${port}/contacts`));
    expect(page.status).toBe(200);
    process.kill(group, "SIGINT");
    await ended;
    await until(async () => !isThere(group) || undefined);
  });
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    const result = await attempt().catch(() => undefined as T);
    if (result !== undefined) return result;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
