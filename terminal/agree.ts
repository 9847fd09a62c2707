import { createInterface } from "node:readline/promises";
import { Refusal } from "./refusal";

/** Where people are asked: a terminal, or nowhere. */
export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

export interface Asked {
  /** What has to be agreed to, for messages. */
  readonly where: string;
  /** Says what `yes` does. */
  readonly question: string;
  /** What a message says of any other answer. */
  readonly refused: string;
}

/**
 * Goes on if people answer `yes`.
 * @param terminal undefined where nobody can be asked
 * @throws Refusal of any other answer, and where nobody can be asked
 */
export async function agree(
  { where, question, refused }: Asked,
  terminal: Terminal | undefined,
  signal: AbortSignal,
): Promise<void> {
  if (terminal === undefined) {
    const says = "must be agreed to, got no terminal to ask on; add --yes";
    throw new Refusal([{ where, says }]);
  }
  const asking = createInterface(terminal);
  const answer = await asking.question(question, { signal }).finally(() => asking.close());
  if (answer.trim() !== "yes") throw new Refusal([{ where, says: refused }]);
}
