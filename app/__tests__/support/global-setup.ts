import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emptyEmulator } from "../../../__tests__/support/empty-emulator";
import { emulatorFault } from "../../../emulator/python";
import { bundle } from "./running-app";
import { share } from "./shared";

/** Before the first test file: begins what all of them share, and waits for none of it. */
export default function setup(): void {
  const folder = mkdtempSync(join(tmpdir(), "web-app-shared-"));
  share(folder, "bundle", bundle(folder));
  // Without Python the tests that need it are skipped, and say why.
  const emulator = emulatorFault() === undefined ? emptyEmulator() : undefined;
  if (emulator)
    share(
      folder,
      "emulator",
      emulator.then(({ endpoint, env }) => ({ endpoint, env })),
    );
  Object.assign(globalThis, {
    async endShared() {
      await (await emulator?.catch(() => undefined))?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  });
}
