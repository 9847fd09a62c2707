import { findPython } from "../processes/python";
import { Refusal } from "../terminal/refusal";

/** The Python that measures what a process took. */
export function pythonOf(env: NodeJS.ProcessEnv): string {
  const python = findPython(env);
  if (python === undefined) throw new Refusal([NO_PYTHON]);
  return python;
}

// --- internal ---

const NO_PYTHON = {
  where: "python3",
  says: "must be on PATH, got none; install Python 3.11 or newer",
};
