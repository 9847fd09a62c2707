import { Refusal } from "../terminal/refusal";
import { type AskedAt, awsFault } from "../terraform/aws-faults";

/**
 * Asks AWS. What AWS refuses, or this machine can't ask, is expected: it becomes a line with the
 * remedy, and the error itself stays for --verbose.
 * @throws Refusal
 */
export function asking<T>(at: AskedAt, question: () => Promise<T>): Promise<T> {
  return question().catch((error: Error) => {
    if (error instanceof Refusal || error.name === "AbortError") throw error;
    const where = at.region === undefined ? "AWS" : `AWS in ${at.region}`;
    throw new Refusal([{ where, says: reasonOf(error, at) }], undefined, error);
  });
}

/** Why AWS did not answer, in one line. */
export function reasonOf(error: Error, at: AskedAt): string {
  const { name, message } = error;
  const { code = "" } = error as NodeJS.ErrnoException;
  return awsFault(`${name} ${code}`, message, at) ?? message.replace(/\s+/g, " ").trim();
}
