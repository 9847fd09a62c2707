import firstBoot from "../image/first-boot.sh";
import type { MachineImage } from "./machine-image";

/** Where an instance finds its settings, one KEY='value' a line. */
const ENVIRONMENT_FILE = "/etc/web.env";

/** How the web server comes up, by kind of image: docs/decisions/0005 says what each must have. */
const START: Readonly<Record<MachineImage["kind"], string>> = {
  stock: firstBoot.replace(/^#!.*\n/, ""),
  // The agent comes last: where it fails, the server is up. Where none is chosen it does nothing.
  baked: "systemctl restart web.service\n/opt/web/agent.sh\n",
  ami: "systemctl restart web.service\n",
};

/**
 * What a new instance runs once, as root: write the environment, then start the web server.
 *
 * It is known at synth, whole: what only AWS knows (endpoints, the secret's ARN) is read by the app
 * from SSM parameters. So a plan never shows it as "known after apply".
 * @param environment settings of the app; nothing secret, since anyone who may describe the
 *   launch template reads it
 * @returns base64, as launch templates want it; AWS takes 16 KB
 */
export function userData(
  environment: Readonly<Record<string, string>>,
  image: MachineImage["kind"],
): string {
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
    START[image],
  ].join("\n");
  return Buffer.from(script).toString("base64");
}
