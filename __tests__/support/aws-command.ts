import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fakeProgram } from "../workflows/scripts";

/**
 * The environment of an emulator, with an `aws` on PATH that asks the emulator of everything. AWS's
 * command line, version 1, takes no AWS_ENDPOINT_URL for RDS in us-east-1: it would ask AWS itself.
 */
export function withAwsCommand(
  env: Readonly<Record<string, string>>,
  folder: string,
): Record<string, string> {
  const programs = join(folder, "programs");
  mkdirSync(programs, { recursive: true });
  const text = `PATH=\${PATH#*:} exec aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"`;
  fakeProgram(programs, "aws", text);
  return { ...env, PATH: `${programs}:${process.env.PATH}` };
}
