import { ensureVenv, pythonFault } from "../processes/python";
import type { RunOptions } from "../processes/run";

const EMULATOR = { name: "emulator", requirements: "emulator/requirements.txt" };

/** Why the emulator can't run here, in one line; undefined if it can. */
export function emulatorFault(): string | undefined {
  return pythonFault(EMULATOR, process.env);
}

/**
 * The Python that the emulator runs in. Its first use on a machine installs some 60 packages, which
 * takes 20 s to three minutes.
 */
export function emulatorPython(
  options: Pick<RunOptions, "signal" | "onLine"> = {},
): Promise<string> {
  return ensureVenv(EMULATOR, { ...options, env: process.env });
}
