import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pythonFault } from "../../../emulator/venv";
import { mariaDbFault } from "../../dev/mariadb";
import { postgresFault } from "./postgres";

/** Starting a database and building an emulator's environment may take a minute on a slow machine. */
jest.setTimeout(180_000);

const FAULTS = {
  mariadb: mariaDbFault,
  postgres: postgresFault,
  emulator: pythonFault,
  openssl: () => fault("openssl", "apt-get install openssl"),
  chromium: () => (chromium() ? undefined : "chromium not found; apt-get install chromium"),
};

export type Part = keyof typeof FAULTS;

/**
 * A suite that needs real parts. Where one of them is missing it is skipped by name and reason, and
 * in CI, where nothing may be skipped, it fails.
 */
export function onParts(title: string, parts: readonly Part[], suite: () => void): void {
  const missing = parts.map((part) => FAULTS[part]()).filter((each) => each !== undefined);
  if (missing.length === 0) {
    describe(title, suite);
  } else if (process.env.CI === "true") {
    test(title, () => {
      throw new Error(`cannot run: ${missing.join("; ")}`);
    });
  } else {
    describe.skip(`SKIPPED ${title}: ${missing.join("; ")}`, () => test("", () => undefined));
  }
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
