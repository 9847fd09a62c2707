import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { onPath } from "./needing";

/**
 * Puts an `aws` first on PATH that is AWS's own command line, and has it loaded already: a start costs a
 * second of CPU, and the tests make a hundred. Where `aws` isn't a version 1 that Python finds, it stays
 * what it is. Ends with this process.
 */
export async function loadAws(): Promise<void> {
  const python = pythonOfAws();
  if (python === undefined) return;
  const folder = mkdtempSync(join(tmpdir(), "aws-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const socket = join(folder, "socket");
  const server = spawn(python, [join(__dirname, "aws_server.py"), socket], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await Promise.race([once(server.stdout, "data"), once(server, "exit")]);
  if (server.exitCode !== null) throw new Error(`aws_server.py: exit code ${server.exitCode}`);
  for (const each of [server, server.stdin as Socket, server.stdout as Socket]) each.unref();
  writeFileSync(join(folder, "aws"), programFor(python, socket), { mode: 0o755 });
  process.env.PATH = `${folder}${delimiter}${process.env.PATH}`;
}

// --- internal ---

/** The Python that can load the `aws` on PATH. */
function pythonOfAws(): string | undefined {
  if (onPath("aws") === undefined) return undefined;
  const ask = "import sys, awscli; print(sys.executable, awscli.__version__)";
  const said = (file: string, ...args: string[]) =>
    execFileSync(file, args, { encoding: "utf8", stdio: "pipe" });
  try {
    const [python, version] = said("python3", "-c", ask).trim().split(" ");
    return said("aws", "--version").startsWith(`aws-cli/${version} `) ? python : undefined;
  } catch {
    return undefined; // version 2 is no package of Python's
  }
}

/** Hands all that it was called with to the server. */
function programFor(python: string, server: string): string {
  return [
    `#!${python} -IS`,
    "import json, os, socket, sys",
    "server = socket.socket(socket.AF_UNIX)",
    `server.connect(${JSON.stringify(server)})`,
    "call = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()",
    'socket.send_fds(server, [len(call).to_bytes(4, "big")], [0, 1, 2])',
    "server.sendall(call)",
    "sys.exit(int(server.recv(3) or 255))",
    "",
  ].join("\n");
}
