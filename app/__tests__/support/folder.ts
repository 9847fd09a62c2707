import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder that is gone after this file's tests. Databases run as users of their own: all may enter. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "web-app-"));
  chmodSync(folder, 0o755);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
