import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { OwnEmulator } from "../emulator/emulator";
import { type KeptEmulator, keptEmulator } from "../emulator/kept";
import { Refusal } from "../terminal/refusal";
import type { Inventory, Trial } from "./trial";

/** What `--keep` leaves to the next run, in a file: where all is, and what it began with. */
interface Kept extends KeptEmulator {
  /** Terraform's folder, with the state. */
  readonly folder: string;
  readonly before: Inventory;
}

export type Found =
  | { readonly kind: "none" }
  | { readonly kind: "kept"; readonly trial: Trial }
  /** Its emulator is gone, by a restart of the machine for instance. Nothing of it is left now. */
  | { readonly kind: "stale"; readonly was: string };

/** What was kept in `home`. A stale record is cleaned away, with the folder that it names. */
export async function findKept(home: string): Promise<Found> {
  const record = recordIn(home);
  const kept = readRecord(record);
  if (kept === "none") return { kind: "none" };
  const emulator = kept === "unreadable" ? undefined : await keptEmulator(record, kept);
  if (kept !== "unreadable" && emulator !== undefined) {
    return { kind: "kept", trial: { emulator, folder: kept.folder, before: kept.before } };
  }
  rmSync(record, { force: true });
  if (kept === "unreadable") return { kind: "stale", was: "an unreadable record" };
  // A folder of elsewhere was not made here, whatever the record says.
  if (dirname(kept.folder) === home) rmSync(kept.folder, { recursive: true, force: true });
  return { kind: "stale", was: kept.endpoint };
}

/** From here on the emulator outlives this process. Refused if another was kept meanwhile. */
export async function keep(home: string, trial: Trial, emulator: OwnEmulator): Promise<void> {
  const { endpoint, log, pid } = emulator;
  const kept: Kept = { endpoint, log, pid, folder: trial.folder, before: trial.before };
  const record = recordIn(home);
  const mine = `${record}.${process.pid}`;
  writeFileSync(mine, JSON.stringify(kept, null, 2));
  try {
    linkSync(mine, record); // unlike a rename, it fails where there is one
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const says = "must not be there yet, got one of another run; try again";
    throw new Refusal([{ where: record, says }]);
  } finally {
    rmSync(mine);
  }
  try {
    await emulator.keep(record);
  } catch (error) {
    rmSync(record);
    throw error;
  }
}

/** Notes another beginning of what is kept: it has been given something that no stack of it has made. */
export function began(home: string, { before }: Trial): void {
  const record = recordIn(home);
  const mine = `${record}.${process.pid}`;
  const kept = JSON.parse(readFileSync(record, "utf8"));
  writeFileSync(mine, JSON.stringify({ ...kept, before }, null, 2));
  renameSync(mine, record);
}

// --- internal ---

function recordIn(home: string): string {
  return join(home, "kept.json");
}

function readRecord(record: string): Kept | "none" | "unreadable" {
  try {
    const kept = JSON.parse(readFileSync(record, "utf8")) as Partial<Kept> | null;
    const { endpoint, log, pid, folder, before } = kept ?? {};
    if (!endpoint || !log || !pid || !folder || !before) return "unreadable";
    return { endpoint, log, pid, folder, before };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? "none" : "unreadable";
  }
}
