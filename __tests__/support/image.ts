import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../app/__tests__/support/free-port";
import { machineImage } from "../../constructs/machine-image";
import { userData } from "../../constructs/user-data";
import { Machine, missingForMachine } from "./machine";
import { missingCommands, needing } from "./needing";
import type { Ran } from "./project";

const ROOT = join(__dirname, "../..");

/** Where a release is unpacked in the machine. */
export const RELEASE = "/tmp/release";

/**
 * A new machine for each test, with a release unpacked in it.
 *
 * Real: systemd, the units in their sandbox, the scripts, the app in Node. Not real, and only where
 * a test says so: dnf and the CloudWatch agent, which Amazon Linux alone has. Around them is
 * whatever distribution this runs on.
 */
export class ImageTest {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "image-")));
  readonly archive = join(this.folder, "web.tar.gz");
  machine!: Machine;
  port = "";

  constructor() {
    chmodSync(this.folder, 0o755);
    mkdirSync(join(this.folder, "bin"));
    execFileSync(process.execPath, ["bin/release.mjs", this.archive], { cwd: ROOT });
    this.standIn("sleep", 'exec /bin/sleep "${SLEEP_SECONDS:-0.1}"');
  }

  /** A program of this name, for what is run with `hurried` and for nothing else. */
  standIn(name: string, text: string): void {
    writeFileSync(join(this.folder, "bin", name), `#!/bin/bash\n${text}\n`);
    chmodSync(join(this.folder, "bin", name), 0o755);
  }

  async boot(): Promise<void> {
    // The machine has the host's network.
    this.port = String(await freePort());
    this.machine = await Machine.start(this.folder);
    await this.machine.succeed(`mkdir ${RELEASE} && tar -xzf ${this.archive} -C ${RELEASE}`);
  }

  /** Runs a line with the stand-ins, among them a sleep that is short. */
  hurried(line: string, env: Record<string, string> = {}): Promise<Ran> {
    const PATH = `${this.folder}/bin:${process.env.PATH}:/usr/sbin:/sbin`;
    return this.machine.run(line, { ...env, PATH });
  }

  install(): Promise<Ran> {
    return this.machine.run(`${RELEASE}/install.sh`);
  }

  /** Runs the user data of a baked or a stock instance, whole, as cloud-init does. */
  userData(kind: "baked" | "stock", settings: Record<string, string>, env = {}): Promise<Ran> {
    const all = { PORT: this.port, ...SETTINGS, ...settings };
    const { start } = machineImage(kind === "stock" ? { kind } : { kind, edition: 1 });
    // It asks the server 60 times, here for half a minute: on a busy machine it takes ten seconds to start.
    const line = `base64 -d <<<'${userData(all, start)}' | bash`;
    return this.hurried(line, { SLEEP_SECONDS: "0.5", ...env });
  }

  get(path: string, init?: RequestInit): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.port}${path}`, init);
  }
}

/** Skipped, or failed in CI, where there can't be a machine. */
export function onMachine(title: string, suite: (at: ImageTest) => void, more: string[] = []) {
  const missing = [...missingForMachine(), ...missingCommands("curl", "openssl"), ...more];
  needing(missing, title, () => {
    const at = new ImageTest();
    beforeEach(() => at.boot());
    afterEach(() => at.machine?.stop());
    afterAll(() => rmSync(at.folder, { recursive: true, force: true }));
    suite(at);
  });
}

// --- internal ---

const SETTINGS = { STAGE: "lab", AWS_REGION: "us-east-1", DATABASE_PARAMETERS: "/lab/database" };
