import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders: string[] = [];

// Here and not below: hooks of a file come after those of its suites, which end what writes there.
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is gone after this file's tests. Databases run as users of their own: all may enter. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "web-app-"));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}
