import { createHash } from "node:crypto";
import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { copyOfProject, run } from "../support/project";

let project: string;
let packed: { sha256: string; archive: Buffer };

beforeAll(async () => {
  project = copyOfProject();
  packed = await release(project);
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

async function release(folder: string, command = "node bin/release.mjs web.tar.gz") {
  const { code, stdout, stderr } = await run(folder, {}, "bash", "-c", command);
  if (code !== 0) throw new Error(stderr);
  const archive = readFileSync(join(folder, "web.tar.gz"));
  return { sha256: stdout.slice(0, 64), archive };
}

async function listed(): Promise<Record<string, string>> {
  const { stdout } = await run(project, {}, "tar", "-tvzf", "web.tar.gz");
  const lines = stdout.trim().split("\n");
  return Object.fromEntries(lines.map((line) => [line.split(" ").at(-1), line.slice(0, 10)]));
}

test("the release is the app, RDS's certificates, and what puts them in place", async () => {
  expect(await listed()).toEqual({
    "agent.json": "-rw-r--r--",
    "agent.sh": "-rwxr-xr-x",
    "install.sh": "-rwxr-xr-x",
    "rds-ca.pem": "-rw-r--r--",
    "sbom.cdx.json": "-rw-r--r--",
    "server.cjs": "-rw-r--r--",
    "third-party-notices.txt": "-rw-r--r--",
    "verify.sh": "-rwxr-xr-x",
    "web-log.service": "-rw-r--r--",
    "web-log.sh": "-rwxr-xr-x",
    "web.service": "-rw-r--r--",
  });
});

test("its printed hash is the hash of the archive", () => {
  expect(packed.sha256).toBe(createHash("sha256").update(packed.archive).digest("hex"));
});

test("it is the same bytes in another folder, for another user's settings", async () => {
  const elsewhere = copyOfProject();
  const command = "umask 077; TZ=Asia/Tokyo LC_ALL=C node bin/release.mjs web.tar.gz";
  const { archive } = await release(elsewhere, command);
  rmSync(elsewhere, { recursive: true });
  expect(archive.equals(packed.archive)).toBe(true);
});

test("nothing in it depends on how zlib compresses", () => {
  const stored = packed.archive.length - gunzipSync(packed.archive).length;
  const blocks = Math.ceil(gunzipSync(packed.archive).length / 65_535);
  expect(stored).toBe(10 + 5 * blocks + 8);
});

test("its certificates are all of the commercial regions', in PEM", async () => {
  const { stdout } = await run(project, {}, "tar", "-xzOf", "web.tar.gz", "rds-ca.pem");
  const blocks = stdout.match(
    /^-----BEGIN CERTIFICATE-----\n[\w+/=\n]+\n-----END CERTIFICATE-----\n/gm,
  );
  expect(blocks?.join("")).toBe(stdout);
  expect(blocks?.length).toBeGreaterThan(100);
});

const inside = readdirSync(join(__dirname, "../../image")).filter(
  (name) => name !== "first-boot.sh",
);

test.each([...inside.map((name) => `image/${name}`), "app/web/style/base.css"])(
  "a change of %s is another release",
  async (file) => {
    const before = readFileSync(join(project, file));
    appendFileSync(join(project, file), file.endsWith(".css") ? "b{top:1px}" : "\n");
    const { sha256 } = await release(project);
    writeFileSync(join(project, file), before);
    expect(sha256).not.toBe(packed.sha256);
  },
);

test.each(["image/first-boot.sh", "image/.notes.swp", "README.md"])(
  "a change of %s is none",
  async (file) => {
    appendFileSync(join(project, file), "\n");
    expect((await release(project)).sha256).toBe(packed.sha256);
  },
);

test("the command asks for a file where it gets none", async () => {
  expect(await run(project, {}, "node", "bin/release.mjs")).toEqual({
    code: 2,
    stdout: "",
    stderr: 'release: must be given OUTFILE, got ""\n',
  });
});
