import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, environment, forgetRepeats } from "../../emulator/emulator";
import type { State } from "../../terraform/plan";
import { onEmulator } from "../support/deployment";
import { emptyEmulator } from "../support/empty-emulator";
import { losingAnswers } from "../support/losing-answers";
import { missingCommands, needing } from "../support/needing";
import { fakeProgram, SCRIPTS, script, scriptLater, temporary } from "../workflows/scripts";

const { folder: root, remove } = temporary("pipeline");
const stack = join(root, "cdktf.out", "stacks", "lab");
const plans = join(root, "plans");
const scripts = join(root, "scripts");
const BUCKET = "pipeline-state";
/** The emulator takes any signature, but hands nothing to those without one. */
const SIGNED =
  "AWS4-HMAC-SHA256 Credential=emulator/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0";
const [STATE, LOCK] = [`${BUCKET}/lab.tfstate`, `${BUCKET}/lab.tfstate.tflock`] as const;

/** A stack of the size of a thought, with its state in S3: the scripts are what is tested. */
function write(resources: Record<string, unknown>): void {
  const s3 = {
    ...{ bucket: BUCKET, key: "lab.tfstate", region: "us-east-1", encrypt: true },
    ...{ use_lockfile: true, use_path_style: true, skip_credentials_validation: true },
  };
  const json = { terraform: { backend: { s3 } }, resource: { terraform_data: resources } };
  writeFileSync(join(stack, "cdk.tf.json"), JSON.stringify(json));
}

needing(missingCommands("aws", "bash", "jq", "sha256sum"), "the pipeline", () => {
  onEmulator("on an emulator's S3", () => {
    let emulator: Emulator;

    beforeAll(async () => {
      emulator = await emptyEmulator();
      mkdirSync(stack, { recursive: true });
      // These stacks are none of ours, which known.sh would say; it has tests of its own.
      cpSync(SCRIPTS, scripts, { recursive: true });
      fakeProgram(scripts, "known.sh", "exit 0");
      await s3(BUCKET, { method: "PUT" });
    });
    afterAll(async () => {
      await emulator?.stop();
      remove();
    });

    const s3 = (path: string, request: RequestInit = {}, { endpoint } = emulator) =>
      fetch(`${endpoint}/${path}`, { ...request, headers: { authorization: SIGNED } });
    const run = (name: string, args: string[], env: Record<string, string> = {}) =>
      script(name, args, {
        from: scripts,
        cwd: root,
        env: { ...emulator.env, LOCK_TIMEOUT: "0s", ...env },
      });
    const plan = (lock = "false") => {
      const { code, stdout, stderr } = run("plan.sh", ["lab", lock, plans]);
      const outputs = stdout.trim().split("\n").filter(Boolean);
      return { code, stderr, ...Object.fromEntries(outputs.map((line) => line.split("="))) };
    };
    const apply = (APPROVED: string, PLANNED: string) =>
      run("apply.sh", ["lab", plans], { APPROVED, PLANNED });
    const state = async () => {
      const got = await s3(STATE);
      return got.ok ? ((await got.json()) as State) : undefined;
    };

    test("two plans of the same have the same digest, and only the owner can read the plan", () => {
      write({ page: { input: "one" } });
      const first = plan();
      expect(first).toMatchObject({ code: 0, folder: plans, changes: "true" });
      expect(first.digest).toMatch(/^[0-9a-f]{64}$/);
      expect(plan().digest).toBe(first.digest);
      expect(readFileSync(join(plans, "plan.txt"), "utf8")).toContain(
        "# terraform_data.page will be created",
      );
      expect(statSync(join(plans, "plan.bin")).mode & 0o077).toBe(0);
    });

    test("applies nothing that wasn't approved", async () => {
      const { digest } = plan("true");
      for (const approved of ["", "0".repeat(64)]) {
        const { code, stdout } = apply(approved, digest);
        expect(code).toBe(1);
        expect(stdout).toBe(
          "::error::lab: must be planned as it was approved, and something changed in between; run the workflow again and approve its new plan\n",
        );
      }
      expect(await state()).toBeUndefined();
    });

    test("applies what was approved, and has nothing to do then", async () => {
      const approved = plan();
      const { digest } = plan("true");
      expect(apply(approved.digest, digest).code).toBe(0);
      expect((await state())?.resources).toHaveLength(1);
      expect(plan()).toMatchObject({ code: 0, changes: "false" });
    });

    test("leaves of a plan for drift what the comparison reads, and nothing else", () => {
      expect(run("drift-read.sh", ["lab", join(root, "drift.json")])).toMatchObject({ code: 0 });
      const kept = JSON.parse(readFileSync(join(root, "drift.json"), "utf8"));
      const page = { address: "terraform_data.page", type: "terraform_data", values: {} };
      expect(kept.prior_state.values.root_module.resources).toEqual([page]);
      expect([kept.account, kept.surroundings.policies]).toEqual(["123456789012", []]);
    });

    test("refuses what was approved once somebody else has applied something else", async () => {
      write({ page: { input: "two" } });
      const approved = plan();
      write({ page: { input: "three" } });
      const other = plan("true");
      expect(apply(other.digest, other.digest).code).toBe(0);

      write({ page: { input: "two" } });
      const again = plan("true");
      expect(again.digest).not.toBe(approved.digest);
      expect(apply(approved.digest, again.digest).code).toBe(1);
      expect(JSON.stringify(await state())).toContain("three");
    });

    test("refuses a plan that became stale, if the next one does something else", () => {
      write({ page: { input: "four" } });
      const { digest } = plan("true");
      const kept = readFileSync(join(plans, "plan.bin"));
      expect(apply(digest, digest).code).toBe(0);
      writeFileSync(join(plans, "plan.bin"), kept);
      const { code, stdout, stderr } = apply(digest, digest);
      expect(code).toBe(1);
      expect(stderr).toContain("Saved plan is stale");
      expect(stdout).toContain("::error::lab: must be planned as it was approved");
    });

    test("plans again what became stale by a state that says the same, and applies it", async () => {
      write({ page: { input: "again" } });
      const { digest } = plan("true");
      const { serial, ...same } = (await state()) as State;
      await s3(STATE, { method: "PUT", body: JSON.stringify({ ...same, serial: serial + 1 }) });
      const { code, stdout } = apply(digest, digest);
      expect(code).toBe(0);
      expect(stdout).toContain(
        "::notice::lab: the state was written again since the plan was made, so it is planned again\n",
      );
      expect(JSON.stringify(await state())).toContain("again");
    });

    test("tells that the lock is its own if the answer to it was lost, and how to remove it", async () => {
      write({ page: { input: "lost" } });
      const copy = await emulator.copy(); // for the tests that follow repeats must count
      await forgetRepeats(copy);
      const locks = (method: string, path: string) => method === "PUT" && path.endsWith(".tflock");
      const losing = await losingAnswers(copy, locks);
      try {
        const { code, stderr } = await scriptLater("plan.sh", ["lab", "true", plans], {
          cwd: root,
          from: scripts,
          env: { LOCK_TIMEOUT: "5m", ...environment(losing.endpoint) },
        });
        expect(code).toBe(1);
        const { ID } = (await (await s3(LOCK, {}, copy)).json()) as { ID: string };
        expect(stderr.trim().split("\n").at(-1)).toBe(
          `::error::lab: must get the state's lock, got word that it is taken, by this very run: S3's answer was lost. Nothing was changed. Remove the lock, then run the workflow again: terraform -chdir=cdktf.out/stacks/lab force-unlock ${ID}`,
        );
        expect(losing.lost()).toBe(1);
      } finally {
        losing.close();
        await copy.stop();
      }
    });

    test("plans a proposal while an apply runs, and a second apply is refused by its lock", async () => {
      const holder = { ID: "8d7c", Operation: "OperationTypeApply", Who: "runner@prod" };
      await s3(LOCK, { method: "PUT", body: JSON.stringify(holder) });
      try {
        expect(plan("false").code).toBe(0);
        const { code, stderr } = plan("true");
        expect(code).toBe(1);
        expect(stderr).toContain("runner@prod");
      } finally {
        await s3(LOCK, { method: "DELETE" });
      }
    });

    test("fails where Terraform can't plan, and says nothing to the next job", () => {
      write({ page: { input: "${terraform_data.missing.output}" } });
      const { code, stdout, stderr } = run("plan.sh", ["lab", "false", plans]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toContain("Reference to undeclared resource");
    });

    test("takes a committed lock file as it is", () => {
      write({ page: { input: "five" } });
      const before = plan().digest;
      writeFileSync(join(root, ".terraform.lock.hcl"), "# of every platform\n");
      const after = plan();
      expect(after.code).toBe(0);
      expect(after.digest).not.toBe(before);
      expect(readFileSync(join(stack, ".terraform.lock.hcl"), "utf8")).toContain("every platform");
    });

    /** Applies a resource that takes as long as a command, and does something once Terraform is at it. */
    const applySlowly = async (command: string, then: (child: ChildProcess) => unknown) => {
      write({ page: { input: "four" }, slow: { provisioner: [{ "local-exec": { command } }] } });
      const { digest } = plan("true");
      const env = { ...process.env, ...emulator.env, APPROVED: digest, PLANNED: digest };
      const child = spawn(join(SCRIPTS, "apply.sh"), ["lab", plans], { cwd: root, env });
      let said = "";
      for await (const text of child.stdout.setEncoding("utf8")) {
        const isAtIt = !said.includes("Executing") && `${said}${text}`.includes("Executing");
        said += text;
        if (isAtIt) await then(child);
      }
      return said;
    };

    test("hands a cancelled run's signal to Terraform, which gives the lock back", async () => {
      const said = await applySlowly("sleep 600", async (child) => {
        expect((await s3(LOCK)).status).toBe(200);
        child.kill("SIGINT");
      });
      expect(said).toContain("Interrupt received");
      expect((await s3(LOCK)).status).toBe(404);
    });

    test("saves late what the bucket didn't take, and else does nothing", async () => {
      const left = "lab: Terraform left no state behind\n";
      expect(run("save-state.sh", ["lab"])).toMatchObject({ code: 0, stdout: left });

      await applySlowly("timeout 300 sh -c 'until [ -e gate ]; do sleep 0.1; done'", async () => {
        // Terraform may write the state meanwhile.
        while ((await s3(BUCKET)).ok)
          for (const path of [LOCK, STATE, BUCKET]) await s3(path, { method: "DELETE" });
        writeFileSync(join(stack, "gate"), "");
      });
      expect(existsSync(join(stack, "errored.tfstate"))).toBe(true);
      await s3(BUCKET, { method: "PUT" });
      const late = "::warning::lab: the state of an apply that failed was written late";
      const stdout = expect.stringContaining(late);
      expect(run("save-state.sh", ["lab"])).toMatchObject({ code: 0, stdout });
      expect((await state())?.resources.map(({ name }) => name)).toEqual(["page", "slow"]);
      expect(existsSync(join(stack, "errored.tfstate"))).toBe(false);
    });
  });
});
