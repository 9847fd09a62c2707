import {
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lookAt } from "./processes";

const LOOK_AGAIN_MS = 50;

export type Lock = { readonly release: () => void } | { readonly holder: number };

/**
 * Takes the lock `file` until it is released or this process ends, killed or not. Nobody ever
 * removes a file of another: a dead holder's stays, and names the file that follows it. So of many
 * that find a holder dead in the same instant, one gets the lock.
 */
export function takeLock(file: string): Lock {
  const mine = `${file}.by-${process.pid}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, began: lookAt(process.pid)?.began }));
  try {
    for (let name = file; ; ) {
      if (linked(mine, name)) return { release: () => rmSync(name, { force: true }) };
      const holder = holderOf(name);
      if (holder === undefined) continue; // released since
      if (lookAt(holder.pid)?.began === holder.began) return { holder: holder.pid };
      name = `${file}.after-${holder.pid}-${holder.began}`;
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/**
 * Makes a folder that isn't there yet: once, however many processes ask, and whole or not at all.
 * @param make gets an empty folder, which becomes the one wanted
 */
export async function makeOnce(folder: string, make: (empty: string) => Promise<void>) {
  while (!existsSync(folder)) {
    const lock = takeLock(`${folder}.lock`);
    if ("holder" in lock) {
      await sleep(LOOK_AGAIN_MS);
      continue;
    }
    try {
      if (existsSync(folder)) return;
      removeUnfinished(folder);
      const empty = mkdtempSync(`${folder}${UNFINISHED}`);
      await make(empty);
      renameSync(empty, folder);
    } finally {
      lock.release();
    }
  }
}

// --- internal ---

const UNFINISHED = ".unfinished-";

/** A link is there with all that it says, or not at all. */
function linked(mine: string, file: string): boolean {
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function holderOf(file: string): { pid: number; began: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Of makers that were killed. The name is new each time, since what they started may still write. */
function removeUnfinished(folder: string): void {
  const start = `${basename(folder)}${UNFINISHED}`;
  for (const name of readdirSync(dirname(folder)).filter((each) => each.startsWith(start))) {
    rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}
