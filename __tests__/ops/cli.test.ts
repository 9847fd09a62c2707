import { command, runner } from "../support/command";
import { home, ops, synthesized } from "./commands";

test("--help lists the commands, and the help of each its exit codes", async () => {
  expect(await ops(["--help"])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^ {2}drift /m),
  });
  const { code, out } = await ops(["drift", "--help"]);
  expect(code).toBe(0);
  expect(out).toContain("Exit code: 0 no drift, 1 drift, 2 could not tell, 130 interrupted.");
});

test.each([
  [["drfit"], 'drfit: is not a command; did you mean "drift"?'],
  [
    ["status", "lab", "--watch", "often"],
    '--watch: must be a whole number of seconds, 1 to 9999, got "often"; write it like --watch 30',
  ],
  [["drift", "--jsn"], '--jsn: is not an option; did you mean "--json"?'],
  [
    ["drift", "lab", "prod", "--folder", "x"],
    "--folder: must be for one stage, got 2; name one, or none",
  ],
  [
    ["drift", "lab", "--folder", "x", "--plan", "y", "prod"],
    "--folder: must be for one stage, got 2; name one, or none",
  ],
])("%j makes no sense, and that is no drift: 2", async (args, says) => {
  expect(await ops(args)).toEqual({ code: 2, out: "", err: `${says}\n` });
});

test.each([["drift"], ["recover"], ["images"], ["status"]])(
  "%s of a stack that was never synthesized names the stacks there are, or the nearest",
  async (name) => {
    synthesized("lab", "prod");
    expect(await ops([name, "lba"])).toEqual({
      code: 2,
      out: "",
      err: 'lba: is not a stack of the last synth; did you mean "lab"?\n',
    });
    expect(await ops([name, "nosuch"])).toEqual({
      code: 2,
      out: "",
      err: "nosuch: is not a stack of the last synth; known are lab, prod\n",
    });
  },
);

test.each([["drift"], ["recover"], ["images"]])(
  "%s takes a CDKTF_OUTDIR that is set but empty for the default",
  async (name) => {
    const args = [runner, "ops/cli.ts", name, "lab"];
    const err =
      "cdktf.out/manifest.json: must list the stacks of a synth, got no such file; run npm run synth\n";
    expect(await command(args, { CDKTF_OUTDIR: "" }, home).ended).toEqual({
      code: 2,
      out: "",
      err,
    });
  },
);
