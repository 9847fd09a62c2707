/** Where an instance finds its settings, one KEY='value' a line. */
const ENVIRONMENT_FILE = "/etc/web.env";

/**
 * What a new instance runs once, as root: write the environment, then start the web server.
 *
 * The whole script is known at synth: what only AWS knows (endpoints, the secret's ARN) the app
 * reads from SSM parameters. So a plan never shows user data as "known after apply".
 * @param environment settings of the app; nothing secret, since anyone who may describe the
 *   launch template reads it
 * @param start how the web server comes up, which depends on the kind of image
 * @returns base64, as launch templates want it; AWS takes 16 KB
 */
export function userData(environment: Readonly<Record<string, string>>, start: string): string {
  const lines = Object.entries(environment).map(([key, value]) => {
    if (/['\n]/.test(value)) throw new Error(`user data: ${key} must be without ' and line breaks`);
    return `${key}='${value}'`;
  });
  const script = [
    "#!/usr/bin/env bash",
    "set -euo pipefail",
    `cat >${ENVIRONMENT_FILE} <<'ENVIRONMENT'`,
    ...lines,
    "ENVIRONMENT",
    start,
  ].join("\n");
  return Buffer.from(script).toString("base64");
}
