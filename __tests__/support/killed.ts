import { spawn } from "node:child_process";
import { once } from "node:events";
import { devNull } from "node:os";
import { createInterface } from "node:readline";
import type { Tools } from "../../emulator/tools";
import type { AttachedWorkspace } from "./attached";

/**
 * Applies as a machine does that dies in the middle: Terraform and its provider get SIGKILL, at
 * once, when the resource number `after` is complete.
 */
export async function killedApply(
  { folder, env, kill }: AttachedWorkspace,
  { terraform }: Tools,
  after: number,
): Promise<void> {
  const args = ["apply", "-auto-approve", "-input=false", "-no-color", "-parallelism=4"];
  const child = spawn(terraform, args, {
    cwd: folder,
    env: { ...process.env, ...env, TF_CLI_CONFIG_FILE: devNull, CHECKPOINT_DISABLE: "1" },
    stdio: ["ignore", "pipe", "ignore"],
    detached: true, // a process group, to be killed as a whole
  });
  const ended = once(child, "close");
  let complete = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!/: Creation complete/.test(line)) continue;
    complete += 1;
    if (complete !== after || child.pid === undefined) continue;
    process.kill(-child.pid, "SIGKILL");
    kill();
  }
  const [, signal] = await ended;
  if (signal !== "SIGKILL") throw new Error(`ended before resource ${after} was complete`);
}
