import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { COMMANDS, missingCommands, needing, onPath } from "../support/needing";

const SCRIPT = "bin/install-test-tools.sh";
const IT_USES = ["bash", "dirname", "id", "env", "mkdir", "ln", "uname", "grep"];
const HAS = ["git", "jq", "openssl", "shellcheck", "chromium", "iconv", "sha256sum", "unshare"];

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "install-"));
  mkdirSync(join(home, "path"));
  mkdirSync(join(home, "node_modules"));
  writeFileSync(join(home, "node_modules", ".package-lock.json"), "{}");
  cpSync(join(__dirname, "../..", SCRIPT), join(home, SCRIPT));
  for (const name of IT_USES) symlinkSync(onPath(name) as string, join(home, "path", name));
  program("apt-get", 'echo "apt-get $*" >> "$HOME/asked"');
  program("sudo", 'exec "$@"');
  program("true");
  program("python3", PYTHON);
  program("node", 'echo "node $*" >> "$HOME/asked"; echo "$HOME/core"');
  program("npm", 'echo "npm $*" >> "$HOME/asked"');
});
afterEach(() => rmSync(home, { recursive: true }));

/** Makes an environment whose pip installs nothing. */
const PYTHON = `[ "$2" != venv ] || { mkdir -p "$3/bin"; ln -s "$HOME/path/true" "$3/bin/pip"; }`;

function program(name: string, script = ""): void {
  writeFileSync(join(home, "path", name), `#!/usr/bin/env bash\n${script}\n`);
  chmodSync(join(home, "path", name), 0o755);
}

function install(): string[] {
  const env = { HOME: home, PATH: join(home, "path") };
  execFileSync(join(home, SCRIPT), { env, stdio: "pipe" });
  return readFileSync(join(home, "asked"), "utf8").trim().split("\n");
}

needing(
  missingCommands("bash"),
  "install-test-tools.sh, among stand-ins for apt, pip and npm,",
  () => {
    test("installs what the PATH lacks, by apt and into .cache/tools", () => {
      const asked = install();
      expect(asked).toContainEqual(
        expect.stringMatching(
          /apt-get install -y -qq curl git jq openssl shellcheck chromium libc-bin coreutils /,
        ),
      );
      expect(asked).toContain("node bin/run.mjs terraform/cores/cli.ts 1.15.5");
      expect(asked).toContain("node bin/run.mjs emulator/install.ts");
      expect(asked).toContain("node bin/run.mjs __tests__/support/install-linters.ts");
      expect(asked.at(-1)).toBe("npm run --silent preflight");
      expect(existsSync(join(home, ".cache/tools"))).toBe(true);
    });

    test("installs nothing that is there", () => {
      for (const name of [...HAS, "curl", "nsenter", "aws", "terraform"]) program(name);
      const looks = /^(npm run --silent (preflight|policy)|node bin\/run.mjs .*\/install)/;
      const asked = install().filter((line) => !looks.test(line));
      const elsewhere = /mariadb-server|postgresql|systemd/; // looked for where Debian has them
      expect(asked.filter((line) => !elsewhere.test(line) && !/update/.test(line))).toEqual([]);
    });
  },
);

test.each(Object.entries(COMMANDS).filter(([name]) => !["bash", "sudo"].includes(name)))(
  "the script knows how to get %s",
  (_, remedy) => {
    const text = readFileSync(join(__dirname, "../..", SCRIPT), "utf8");
    expect(text).toContain(remedy.split(" ").at(-1));
  },
);
