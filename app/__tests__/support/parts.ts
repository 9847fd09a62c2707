import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { needing } from "../../../__tests__/support/needing";
import { emulatorFault } from "../../../emulator/python";
import { mariaDbFault } from "../../dev/mariadb";
import { postgresFault } from "./postgres";

/** Starting a database and building an emulator's environment may take a minute on a slow machine. */
jest.setTimeout(180_000);

const FAULTS = {
  mariadb: mariaDbFault,
  postgres: postgresFault,
  emulator: emulatorFault,
  openssl: () => fault("openssl", "apt-get install openssl"),
  chromium: () => (chromium() ? undefined : "chromium not found; apt-get install chromium"),
};

export type Part = keyof typeof FAULTS;

/** A suite that needs real parts. */
export function onParts(title: string, parts: readonly Part[], suite: () => void): void {
  const missing = parts.map((part) => FAULTS[part]()).filter((each) => each !== undefined);
  needing(missing, title, suite);
}

export function chromium(): string | undefined {
  return onPath("chromium") ?? onPath("chromium-browser") ?? onPath("google-chrome");
}

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

function fault(name: string, install: string): string | undefined {
  return onPath(name) ? undefined : `${name} not found; ${install}`;
}
