import { missingCommands, needing, onPath } from "../../../__tests__/support/needing";
import { emulatorFault } from "../../../emulator/python";
import { mariaDbFault } from "../../dev/mariadb";
import { postgresFault } from "./postgres";

/** Real parts of the app's tests, and why each can't be had here: a sentence, or undefined. */
export const PARTS = {
  mariadb: mariaDbFault,
  postgres: postgresFault,
  emulator: emulatorFault,
  openssl: () => missingCommands("openssl")[0],
  chromium: () => (chromium() ? undefined : "chromium not found; apt-get install chromium"),
};

export type Part = keyof typeof PARTS;

/** A suite that needs real parts. */
export function onParts(title: string, parts: readonly Part[], suite: () => void): void {
  const missing = parts.map((part) => PARTS[part]()).filter((each) => each !== undefined);
  needing(missing, title, suite);
}

export function chromium(): string | undefined {
  return onPath("chromium") ?? onPath("chromium-browser") ?? onPath("google-chrome");
}
