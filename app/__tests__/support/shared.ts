import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "./until";

/** Set by jest's own process, read by its workers: the folder of what a run makes once for all files. */
const FOLDER = "APP_TESTS_SHARED";

/** The emulator: how to reach it, without the right to stop it. */
export interface SharedEmulator {
  readonly endpoint: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface Shared {
  readonly emulator: SharedEmulator;
  /** The file of the app's bundle. */
  readonly bundle: string;
}

/** Makes each known as soon as it is there: no test waits for what it doesn't need. */
export function share<Name extends keyof Shared>(
  folder: string,
  name: Name,
  making: Promise<Shared[Name]>,
): void {
  process.env[FOLDER] = folder;
  const file = join(folder, `${name}.json`);
  const tell = (what: object) => {
    writeFileSync(`${file}.new`, JSON.stringify(what));
    renameSync(`${file}.new`, file); // whole, or not there
  };
  making.then(
    (value) => tell({ value }),
    (error) => tell({ error: String(error) }),
  );
}

export async function shared<Name extends keyof Shared>(name: Name): Promise<Shared[Name]> {
  const file = join(process.env[FOLDER] ?? "", `${name}.json`);
  await until(() => existsSync(file));
  const { value, error } = JSON.parse(readFileSync(file, "utf8"));
  if (error !== undefined) throw new Error(error);
  return value;
}
