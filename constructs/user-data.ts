import firstBoot from "../image/first-boot.sh";

/** Where an instance finds its settings, one KEY='value' a line. */
const ENVIRONMENT_FILE = "/etc/web.env";

/**
 * What a new instance runs once, as root: write the environment, then start the web server.
 *
 * It is known at synth, whole: what only AWS knows (endpoints, the secret's ARN) is read by the app
 * from SSM parameters. So a plan never shows it as "known after apply".
 * @param environment settings of the app; nothing secret, since anyone who may describe the
 *   launch template reads it
 * @param setUp whether the image is stock and still has to be set up
 * @returns base64, as launch templates want it; AWS takes 16 KB
 */
export function userData(environment: Readonly<Record<string, string>>, setUp: boolean): string {
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
    setUp ? firstBoot.replace(/^#!.*\n/, "") : "systemctl restart web.service\n",
  ].join("\n");
  return Buffer.from(script).toString("base64");
}
