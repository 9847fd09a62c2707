import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readWaivers } from "../../policy/waivers";

const folder = mkdtempSync(join(tmpdir(), "waivers-"));
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string) {
  const file = join(folder, "waivers.yaml");
  writeFileSync(file, text);
  return readWaivers(file);
}

test("every waiver says why it is one, what would meet it and what that costs", () => {
  const waivers = readWaivers();
  expect(waivers.length).toBeGreaterThan(10);
});

test("all faults of the file are refused at once", () => {
  const wrong = `
- check: CKV_AWS_91
  at: { prod: [no-address] }
  reason: short
  price: none
  metby: logs
`;
  expect(() => read(wrong)).toThrow(
    [
      "policy/waivers.yaml 0 at prod 0: must be an address",
      "policy/waivers.yaml 0 reason: must be a sentence",
    ].join("\n"),
  );
});
