import { tryCommand, type Wish } from "../../try/arguments";

/** What the command line comes to. */
async function wishOf(args: readonly string[]): Promise<Wish | undefined> {
  let wish: Wish | undefined;
  const command = tryCommand(async (got) => {
    wish = got;
    return 0;
  });
  await command.parseAsync(args, { from: "user" });
  return wish;
}

test.each([
  [[], { stack: "lab", act: "show", yes: false }],
  [["prod-image"], { stack: "prod-image", act: "show", yes: false }],
  [["--keep"], { stack: "lab", act: "keep", yes: false }],
  [["state", "--keep", "--yes"], { stack: "state", act: "keep", yes: true }],
  [["--keep", "--pace", "20"], { stack: "lab", act: "keep", yes: false, pace: 20 }],
  [["--destroy"], { stack: "lab", act: "destroy", yes: false }],
  [["--drop"], { stack: "lab", act: "drop", yes: false }],
])("%j is understood", async (args, wish) => {
  expect(await wishOf(args)).toEqual(wish);
});

test.each([
  [
    ["--destroy", "--keep"],
    "--keep: must be alone, got --keep and --destroy; keep first, destroy or drop later",
  ],
  [
    ["--keep", "--pace", "61"],
    '--pace: must be a whole number from 1 to 60, got "61"; write --pace 20',
  ],
  [["--pace", "20"], "--pace: must be with --keep, got none; add --keep"],
  [["lab", "prod"], "prod: is one argument too many; see npm run try -- --help"],
])("%j makes no sense", async (args, says) => {
  await expect(wishOf(args)).rejects.toMatchObject({ message: says, exitCode: 2 });
});
