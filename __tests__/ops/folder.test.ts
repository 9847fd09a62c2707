import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Folder } from "../../ops/folder";

/** What Terraform leaves when the bucket of the state answers no more in the middle of an apply. */
const TERRAFORM = `#!/bin/sh
case "$1" in
  show) echo "{}" ;;
  apply) echo "{}" > errored.tfstate; exit 1 ;;
esac`;

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "resize-unsaved-"))));
afterEach(() => rmSync(root, { recursive: true }));

test("a state that no backend took stays, alone, and the message says how to push it", async () => {
  const terraform = join(root, "terraform");
  writeFileSync(terraform, TERRAFORM);
  chmodSync(terraform, 0o755);
  const env = { PATH: process.env.PATH ?? "" };
  const home = join(root, "home");
  const folder = new Folder({ terraform, env, home, signal: new AbortController().signal });
  await folder.plan({ json: "{}" });
  const error: Error = await folder.apply(60_000).catch((it) => it);
  const state = /terraform state push (\S+),/.exec(error.message)?.[1] ?? "";
  expect(error.message).toBe(
    `the state: must be saved by Terraform, got a backend that refused it; in ${home} (npm run synth writes it) run terraform init and terraform state push ${state}, then remove that file`,
  );
  folder.remove();
  expect(existsSync(state)).toBe(true);
  expect(readdirSync(dirname(state))).toEqual(["errored.tfstate"]);
  rmSync(dirname(state), { recursive: true });
});

test("what Terraform wants to be run is named in the stage's own folder, and not in this one", async () => {
  const terraform = join(root, "terraform");
  const script =
    "#!/bin/sh\n[ $1 = plan ] || exit 0\necho 'run: terraform init -upgrade' >&2; exit 1\n";
  writeFileSync(terraform, script, { mode: 0o755 });
  const env = { PATH: process.env.PATH ?? "" };
  const home = join(root, "home");
  const folder = new Folder({ terraform, env, home, signal: new AbortController().signal });
  const error: Error = await folder.plan({ json: "{}" }).then(
    () => new Error("nothing"),
    (it) => it,
  );
  folder.remove();
  expect(error.message).toContain(`; run ${terraform} -chdir=${home} init -upgrade`);
});
