import { execFileSync, type SpawnSyncReturns } from "node:child_process";
import { dirname, join } from "node:path";
import { projectRoot } from "../../processes/project";
import { ensureVenv, pythonFault } from "../../processes/python";
import { needing } from "../support/needing";

const LINTERS = { name: "workflows", requirements: ".github/linters/requirements.txt" };
const fault = pythonFault(LINTERS, process.env);

needing(fault === undefined ? [] : [fault], "zizmor", () => {
  test("finds no weakness in workflows, actions and dependabot's settings", async () => {
    const zizmor = join(dirname(await ensureVenv(LINTERS, { env: process.env })), "zizmor");
    expect(findingsOf(zizmor)).toBe("");
  });
});

function findingsOf(zizmor: string): string {
  try {
    execFileSync(zizmor, ["--offline", "--no-progress", "--color=never", ".github"], {
      cwd: projectRoot(),
      stdio: "pipe",
    });
    return "";
  } catch (error) {
    const { stdout, stderr } = error as SpawnSyncReturns<Buffer>;
    return `${stdout}${stderr}`;
  }
}
