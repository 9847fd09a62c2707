import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { command } from "../support/command";

const folder = mkdtempSync(join(tmpdir(), "command-line-"));
const program = join(folder, "small.cjs");

beforeAll(() =>
  build({
    entryPoints: [join(__dirname, "../support/small-command.ts")],
    outfile: program,
    bundle: true,
    platform: "node",
    logLevel: "error",
  }),
);
afterAll(() => rmSync(folder, { recursive: true }));

const started = (args: string[], env: Record<string, string> = {}) =>
  command([program, ...args], env);
const small = (args: string[], env?: Record<string, string>) => started(args, env).ended;

test("the exit code is what the work returns", async () => {
  expect(await small(["add", "3"])).toEqual({ code: 0, out: "3\n", err: "" });
  expect(await small(["add", "8", "9"])).toEqual({ code: 1, out: "17\n", err: "" });
});

test("--help ends with examples and exit codes, on standard output, and is no error", async () => {
  const { code, out, err } = await small(["add", "--help"]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatch(/^Usage: small add \[options\] <first> \[second\]\n\nAdds numbers\.\n/);
  expect(out).toMatch(
    /\nExamples:\n {2}small add 1 2 {2}their sum\n\nExit code: 0 small, 1 large, 2 could not tell\.\n$/,
  );
});

test("examples and exit codes that are too wide for 80 columns are wrapped", async () => {
  const { out } = await small(["refuse", "--help"]);
  expect(out).toContain(
    "Examples:\n  small refuse --verbose\n      two faults at once, and then what was underneath of both of them\n",
  );
  expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("without a command the help is shown on standard error, and that is 2", async () => {
  const { code, out, err } = await small([]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(/^Usage: small /);
});

test.each([
  {
    what: "unknown options, all of them",
    args: ["add", "--jsn", "1", "-x"],
    says: [
      '--jsn: is not an option; did you mean "--json"?',
      "-x: is not an option; known are --json, --round, --help",
    ],
  },
  {
    what: "an unknown command",
    args: ["ad"],
    says: ['ad: is not a command; did you mean "add"?'],
  },
  {
    what: "arguments too many",
    args: ["add", "1", "2", "3", "4"],
    says: [
      "3: is one argument too many; see small add --help",
      "4: is one argument too many; see small add --help",
    ],
  },
  {
    what: "an argument that is missing",
    args: ["add"],
    says: ["first: must be given, got nothing; see small add --help"],
  },
  {
    what: "an option without its value",
    args: ["add", "1", "--round"],
    says: ["--round: must have a value, got none; write --round <digits>"],
  },
])("what makes no sense is said in our words, and is 2: $what", async ({ args, says }) => {
  expect(await small(args)).toEqual({ code: 2, out: "", err: `${says.join("\n")}\n` });
});

test("a refusal is printed without a stack, and is 1, or 2 where 1 is an answer", async () => {
  const err = "one: must be there, got nothing\ntwo: must be there, got nothing\n";
  expect(await small(["refuse"])).toEqual({ code: 1, out: "", err });
  expect(await small(["refuse"], { FAILED: "2" })).toEqual({ code: 2, out: "", err });
});

test("--verbose, before or after the command, also prints what was underneath", async () => {
  for (const args of [
    ["refuse", "--verbose"],
    ["--verbose", "refuse"],
  ]) {
    const { code, err } = await small(args);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^one: must be there, got nothing\ntwo: .*\nError: what was underneath\n {4}at /,
    );
  }
});

test("an error that nobody expected keeps its stack", async () => {
  const { code, err } = await small(["break"]);
  expect(code).toBe(1);
  expect(err).toMatch(/TypeError: nobody expected this\n {4}at /);
});

test("an error that nobody expected is 2 where 1 is an answer", async () => {
  expect(await small(["break"], { FAILED: "2" })).toMatchObject({ code: 2 });
});

test("what throws after an interrupt was interrupted: 130, and no message", async () => {
  const waiting = started(["wait"]);
  await waiting.says("waiting");
  waiting.child.kill("SIGINT");
  expect(await waiting.ended).toEqual({ code: 130, out: "waiting\n", err: "" });
});

test("a reader that has seen enough is no error", async () => {
  const writing = started(["write"]);
  writing.child.stdout?.destroy(); // long before a line is written
  expect(await writing.ended).toEqual({ code: 0, out: "", err: "" });
});
