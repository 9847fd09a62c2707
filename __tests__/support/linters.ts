import { ensureVenv, pythonFault } from "../../processes/python";

const LINTERS = { name: "linters", requirements: ".github/linters/requirements.txt" };

/** Why the linters that are written in Python can't run here; none where they can. */
export function missingLinters(): string[] {
  return [pythonFault(LINTERS, process.env) ?? []].flat();
}

/** The Python that has them. */
export function lintersPython(): Promise<string> {
  return ensureVenv(LINTERS, { env: process.env });
}
