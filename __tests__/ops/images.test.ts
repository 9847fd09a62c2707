import { tmpdir } from "node:os";
import { join } from "node:path";
import { choose, type Image, type Use } from "../../ops/images/choose";
import { render, renderGoing, renderNewer } from "../../ops/images/render";
import { command, runner } from "../support/command";

/** Images of the first days of March, made in the order of their names. */
const images = (...ids: string[]): Image[] =>
  ids.map((id, i) => ({
    id,
    created: `2026-03-0${i + 1}T10:00:00.000Z`,
    release: "0".repeat(16),
    architecture: "x86_64",
    snapshots: [`snap-of-${id}`],
  }));
const going = (all: Image[], uses: Record<string, Use[]>, keep: number) =>
  choose(all, uses, keep)
    .filter(({ goes }) => goes)
    .map(({ id }) => id);

describe("of a stage's images", () => {
  test("the newest comes first, whatever order AWS has", () => {
    const [a, b, c] = images("a", "b", "c") as [Image, Image, Image];
    expect(choose([b, c, a], {}, 3).map(({ id }) => id)).toEqual(["c", "b", "a"]);
  });

  test.each<[string, Record<string, Use[]>, number, string[]]>([
    ["nothing goes while there are no more than are kept", {}, 3, []],
    ["the oldest go, if nothing uses any", {}, 1, ["b", "a"]],
    ["all may go, if none is to be kept", {}, 0, ["c", "b", "a"]],
    ["what the launch template starts stays, however old", { a: ["current"] }, 0, ["c", "b"]],
    ["what an instance runs from stays", { a: ["running", "previous"] }, 0, ["c", "b"]],
    ["what the next deploy would take stays", { c: ["next"] }, 0, ["b", "a"]],
    ["what is used does not count as kept", { c: ["current"] }, 1, ["a"]],
    ["an earlier version of the template keeps nothing", { a: ["previous"] }, 2, ["a"]],
  ])("%s", (_, uses, keep, gone) => {
    expect(going(images("a", "b", "c"), uses, keep)).toEqual(gone);
  });
});

const BASE = {
  id: "ami-base",
  name: "al2023-ami-2023.9.20260201.0-kernel-6.12-x86_64",
  created: "2026-02-02T00:00:00.000Z",
};

test("each has two lines, what it is used for and what it is, and what may go is marked", () => {
  const [first, ...others] = images("ami-1", "ami-2", "ami-3") as [Image, ...Image[]];
  const all = [first, ...others.map((each) => ({ ...each, edition: "2", base: BASE }))];
  const listed = choose(all, { "ami-3": ["current", "next"] }, 1);
  expect(render("lab", listed, "2026-03-04T09:00:00.000Z")).toBe(
    [
      "lab: 3 images",
      "  ami-3  2026-03-03T10:00Z  0000000000000000  current, next",
      "    23 h old, edition 2, Amazon Linux 2023.9.20260201.0",
      "  ami-2  2026-03-02T10:00Z  0000000000000000  unused",
      "    47 h old, edition 2, Amazon Linux 2023.9.20260201.0",
      "  ami-1  2026-03-01T10:00Z  0000000000000000  unused; may go",
      "    2 d old, edition unknown, of an Amazon Linux that AWS doesn't name",
      "",
    ].join("\n"),
  );
  expect(renderGoing(listed)).toBe("--delete would remove, for good:\nami-1\n  snap-of-ami-1\n");
});

test("the newest image is behind where Amazon Linux has come out since, and only there", () => {
  const [image] = images("ami-1") as [Image];
  const newer = {
    id: "ami-2",
    name: BASE.name.replace("202602", "202603"),
    created: "2026-03-05T00:00:00Z",
  };
  expect(renderNewer({ ...image, base: BASE }, newer)).toBe(
    "a newer Amazon Linux came out on 2026-03-05: Amazon Linux 2023.9.20260301.0; raise image.edition and bake\n\n",
  );
  expect(renderNewer({ ...image, base: BASE }, BASE)).toBe("");
  expect(renderNewer(image, newer)).toBe("");
});

test("of a stage without images it prints that there are none, and nothing to remove", () => {
  expect(render("lab", [], "")).toBe("lab: no images; its image stack has baked none\n");
  expect(renderGoing([])).toBe("nothing to remove\n");
});

test.each([
  [
    ["lab"],
    /manifest\.json: must list the stacks of a synth, got no such file; run npm run synth$/m,
  ],
  [
    ["lab", "--keep", "few"],
    /^--keep: must be a whole number from 0 to 9999, got "few"; write it like --keep 3$/m,
  ],
  [[], /^stage: must be given, got nothing; see npm run ops -- images --help$/m],
])("ops images %j is answered with what is wrong, and 2", async (args, says) => {
  const env = { CDKTF_OUTDIR: join(tmpdir(), "no-such-folder") };
  const ended = command([runner, "ops/cli.ts", "images", ...args], env).ended;
  expect(await ended).toMatchObject({ code: 2, out: "", err: expect.stringMatching(says) });
});
