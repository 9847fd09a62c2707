import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { outputFolder } from "../../terraform/out";

const place = mkdtempSync(join(tmpdir(), "out-"));
afterAll(() => rmSync(place, { recursive: true }));

test.each([
  ["is not set", {}, "cdktf.out"],
  ["is empty", { CDKTF_OUTDIR: "" }, "cdktf.out"],
  ["names a folder", { CDKTF_OUTDIR: place }, place],
  ["names nothing yet", { CDKTF_OUTDIR: join(place, "new") }, join(place, "new")],
])("where CDKTF_OUTDIR %s", (_, env, folder) => {
  expect(outputFolder(env)).toBe(folder);
});

test.each(["file", "file/below"])("a CDKTF_OUTDIR that names a %s is refused", (name) => {
  const CDKTF_OUTDIR = join(place, name);
  writeFileSync(join(place, "file"), "");
  expect(() => outputFolder({ CDKTF_OUTDIR })).toThrow(
    `CDKTF_OUTDIR: must be a folder, got "${CDKTF_OUTDIR}"; that is a file, so name another`,
  );
});
