import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { missingCommands, needing } from "../support/needing";
import { run } from "../support/project";

const ROOT = join(__dirname, "../..");
const read = (name: string) => readFileSync(join(ROOT, "image", name), "utf8");
const scripts = ["image", "bin", "__tests__/support"].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".sh"))
    .map((name) => join(folder, name)),
);
scripts.push(".ci/run");

needing(missingCommands("shellcheck"), "shellcheck", () => {
  test("finds nothing in the scripts of image, bin, tests and CI", async () => {
    expect(scripts).toContain("image/install.sh");
    expect(await run(ROOT, {}, "shellcheck", ...scripts)).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
  });
});

test.each(scripts)("%s stops at the first fault", (script) => {
  expect(readFileSync(join(ROOT, script), "utf8")).toContain("\nset -euo pipefail\n");
});

// Judged by systemd's own table, from 0 to 10. The rest is what a web server can't be without: the
// network, and memory that V8 writes and runs.
needing(missingCommands("systemd-analyze"), "systemd's judgement of the sandbox", () => {
  test.each([
    { unit: "web.service", most: 15 },
    { unit: "web-log.service", most: 40 },
  ])("finds $unit exposed by no more than $most tenths", async ({ unit, most }) => {
    const args = ["security", "--offline=true", "--no-pager", `--threshold=${most}`];
    const { code, stdout } = await run(join(ROOT, "image"), {}, "systemd-analyze", ...args, unit);
    expect({ code, overall: stdout.match(/Overall exposure.*/)?.[0] }).toMatchObject({ code: 0 });
  });
});

test("the server may write the code that it runs, as V8 does", () => {
  expect(read("web.service")).not.toMatch(/^MemoryDenyWriteExecute/m);
});
