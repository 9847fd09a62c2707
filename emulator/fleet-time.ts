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

/** From here on that time runs by itself, so many times as fast as the clock on the wall; 0 stops it. */
export async function setPace(emulator: Server, pace: number): Promise<void> {
  await ask(emulator, "POST", "/pace", JSON.stringify({ pace }));
}

/** What a fleet does, as the one app reports it that stands for all its instances. */
export interface Work {
  /** In percent of one processor: 200 keeps two of them busy. */
  readonly cpu: number;
  /** A second. */
  readonly requests?: number;
}

/** The work of a group from here on. Without a report it has none, and so no metrics: nothing scales. */
export async function reportWork(emulator: Server, group: string, work: Work): Promise<void> {
  await ask(emulator, "POST", "/work", JSON.stringify({ group, ...work }));
}
