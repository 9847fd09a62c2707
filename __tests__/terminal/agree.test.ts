import { PassThrough } from "node:stream";
import { agree, type Terminal } from "../../terminal/agree";

const asked = {
  where: "the edit",
  question: "Apply it? Only yes does it: ",
  refused: "not agreed to",
};
const never = new AbortController().signal;

/** A terminal at which somebody types a line. */
function typing(line: string): Terminal {
  const input = new PassThrough();
  input.end(`${line}\n`);
  return { input, output: new PassThrough() } as unknown as Terminal;
}

test.each(["yes", " yes "])("%j agrees", async (line) => {
  await expect(agree(asked, typing(line), never)).resolves.toBeUndefined();
});

test.each(["", "y", "no", "Yes", "yes, but"])("%j does not", async (line) => {
  await expect(agree(asked, typing(line), never)).rejects.toThrow("the edit: not agreed to");
});

test("where nobody can be asked, the message says how to agree", async () => {
  await expect(agree(asked, undefined, never)).rejects.toThrow(
    "the edit: must be agreed to, got no terminal to ask on; add --yes",
  );
});
