import { ask, type Emulator } from "./emulator";

type Server = Pick<Emulator, "endpoint">;

/**
 * Moves the time of an emulator's fleets. Until the first move everything is over at once: instances
 * serve when they are launched. From then on they take as long to start as their image kind does.
 */
export async function passTime(emulator: Server, seconds: number): Promise<void> {
  await ask(emulator, "POST", "/clock", JSON.stringify({ seconds }));
}

/** From here on so many of the instances that are launched never answer, as with a broken release. */
export async function deafen(emulator: Server, instances: number): Promise<void> {
  await ask(emulator, "POST", "/deaf", JSON.stringify({ instances }));
}
