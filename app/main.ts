import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { AwsSettings } from "./aws-settings";
import { readEnvironment } from "./environment";
import { serve } from "./server";

/** Of this very file, so that two instances can be seen to run the same. */
function hashOfBundle(): string {
  return createHash("sha256").update(readFileSync(__filename)).digest("hex").slice(0, 12);
}

try {
  const environment = readEnvironment(process.env);
  const { region, databaseParameters } = environment;
  const settings = new AwsSettings(region, databaseParameters);
  serve({ environment, settings, version: hashOfBundle() });
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(78); // EX_CONFIG: systemd is told not to try again
}
