import { ensureVenv, pythonFault } from "../processes/python";

const SCANNERS = { name: "policy", requirements: "policy/requirements.txt" };

/** A Python that has the scanners, and the environment that it is run in. */
export interface Python {
  readonly python: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Why the scanners can't run here, in one line; undefined if they can. */
export function scannersFault(env: NodeJS.ProcessEnv): string | undefined {
  return pythonFault(SCANNERS, env);
}

/** Its first use on a machine installs about 100 packages, 300 MB. */
export async function scanners(
  env: NodeJS.ProcessEnv,
  onLine?: (line: string) => void,
): Promise<Python> {
  return { python: await ensureVenv(SCANNERS, { env, onLine }), env };
}
