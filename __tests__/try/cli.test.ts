import { command, runner } from "../support/command";

const run = (args: string[], env: Record<string, string> = {}) =>
  command([runner, "try/cli.ts", ...args], env).ended;

test("--help explains how to use it, and runs nothing", async () => {
  const { code, out, err } = await run(["--help"], { PATH: "/nowhere" });
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatch(/^Usage: npm run try -- \[options\] \[stack\]\n/);
});

test("what it doesn't know is refused, with the nearest", async () => {
  const { code, out, err } = await run(["--kep"]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toBe('--kep: is not an option; did you mean "--keep"?\n');
});

test("missing tools are reported all at once, each with how to install it", async () => {
  const { code, out, err } = await run([], { PATH: "/nowhere", TF_PLUGIN_MIRROR: "/nowhere" });
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toMatch(
    /^terraform: not found on PATH, .*; install Terraform 1\.15\.5, at least 1\.10 /m,
  );
  expect(err).toMatch(
    /^terraform provider mirror: no hashicorp\/aws .* in TF_PLUGIN_MIRROR \(\/nowhere\), .*; run /m,
  );
});
