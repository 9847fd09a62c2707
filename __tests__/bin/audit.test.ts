import { spawnSync } from "node:child_process";
import { join } from "node:path";

function audit(report: object) {
  const input = JSON.stringify(report);
  const script = join(__dirname, "../../bin/audit.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { input });
  return { status, said: `${stdout}${stderr}` };
}

test("a known weakness without a waiver fails, once, with where to read about it", () => {
  const weakness = { severity: "high", name: "y", title: "Reads too much", url: "https://a/1" };
  const report = { vulnerabilities: { x: { via: ["y", weakness] }, y: { via: [weakness] } } };
  expect(audit(report)).toEqual({
    status: 1,
    said: "::error::high y: Reads too much (https://a/1)\n",
  });
});

test("no weakness passes", () => {
  expect(audit({ vulnerabilities: {} })).toEqual({ status: 0, said: "" });
});

test("what is no report is not taken for a good one", () => {
  const { status, said } = audit({ message: "405 Method Not Allowed" });
  expect(status).toBe(2);
  expect(said).toBe('npm audit: must be a report, got {"message":"405 Method Not Allowed"}\n');
});
