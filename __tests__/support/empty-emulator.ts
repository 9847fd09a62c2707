import { aws } from "../../emulator/aws";
import { copyOf, type Emulator, startEmulator } from "../../emulator/emulator";
import { inventory } from "../../emulator/inventory";

/** Set by jest's own process, read by its workers: where the emulator is that is copied. */
const ENDPOINT = "EMPTY_EMULATOR";

/**
 * An emulator that holds nothing: a copy of the one that the run has started, in a tenth of a second.
 * A start costs 5 s of CPU, half of it when each of AWS's services is asked for the first time.
 */
export function emptyEmulator(): Promise<Emulator> {
  const { [ENDPOINT]: endpoint } = process.env;
  return endpoint === undefined ? startEmulator() : copyOf({ endpoint });
}

/** Starts the emulator that is copied, once for a run. It ends with jest. */
export async function startForCopies(): Promise<void> {
  if (process.env[ENDPOINT] !== undefined) return;
  const emulator = await startEmulator();
  await inventory(aws(emulator));
  process.env[ENDPOINT] = emulator.endpoint;
}
