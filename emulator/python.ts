import { ensureVenv, pythonFault } from "../processes/python";

const EMULATOR = { name: "emulator", requirements: "emulator/requirements.txt" };

/** Why the emulator can't run here, in one line; undefined if it can. */
export function emulatorFault(): string | undefined {
  return pythonFault(EMULATOR, process.env);
}

/** The Python that the emulator runs in. Its first use on a machine installs it: about 20 s. */
export function emulatorPython(signal?: AbortSignal): Promise<string> {
  return ensureVenv(EMULATOR, process.env, signal);
}
