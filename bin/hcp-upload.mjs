#!/usr/bin/env node
/**
 * Uploads what a stage was synthesized to as a configuration version of its HCP Terraform workspace.
 *
 *   npm run synth -- lab                      first, and where no token is: npm packages run there
 *   node bin/hcp-upload.mjs lab               a run: planned, and applied once confirmed there
 *   node bin/hcp-upload.mjs lab --plan-only   a speculative plan, which nobody can apply
 *   node bin/hcp-upload.mjs lab --review      waits for the run's plan, and ends with its review: 0 safe,
 *                                             1 attention or danger, 2 can't tell; also with --plan-only
 *   node bin/hcp-upload.mjs lab --to FILE     uploads nothing; the archive, the same bytes always
 *
 * The review runs npm's packages, without the token but on the machine that has it, and gets the plan with
 * its secrets. So it is for people. For a job of a pipeline see bin/hcp-plan.mjs.
 *
 * Host, organization and workspace are the stage's own backend. Where the workspace's latest run
 * had the same files and went well so far, nothing is uploaded and no run is made.
 *
 * TFE_TOKEN: a team's or a user's (HCP refuses an organization's); without it Terraform's own variable
 * for the host, such as TF_TOKEN_app_terraform_io. TFE_ADDRESS: where the API is, if not at
 * https://<the backend's hostname>.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { pack, unpack } from "./archive.mjs";
import { apiOf, withoutTokens } from "./hcp-api.mjs";
import { planOf } from "./hcp-plan.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * States of a run that was applied, waits for somebody, or is on its way there. Any other, such as
 * discarded, policy_soft_failed, errored, or one that HCP adds, needs a new run.
 */
const WELL = new Set([
  ...["pending", "fetching", "fetching_completed", "queuing", "plan_queued", "planning", "planned"],
  ...["pre_plan_running", "pre_plan_completed", "post_plan_running", "post_plan_completed"],
  ...["cost_estimating", "cost_estimated", "policy_checking", "policy_checked", "confirmed"],
  ...["queuing_apply", "apply_queued", "pre_apply_running", "pre_apply_completed", "applying"],
  ...["applied", "planned_and_finished"],
]);
/** States of a run about which nobody has to decide any more. */
const OVER = new Set(["applied", "planned_and_finished"]);

/** What a synth wrote, and what `ops recover` has found; not a state or whatever else Terraform leaves. */
const STACK = /^(cdk\.tf\.json|recovered\.tf\.json|assets\/.*)$/;

try {
  process.exitCode = await main(...process.argv.slice(2));
} catch (error) {
  console.error(`hcp-upload: ${error.message}`);
  process.exitCode = process.argv.includes("--review") ? 2 : 1;
}

async function main(stage, ...options) {
  const target = options[0] === "--to" && options.length === 2 ? options[1] : undefined;
  const known = options.every((each) => each === "--plan-only" || each === "--review");
  if (stage === undefined || stage.startsWith("-") || !(known || target)) {
    const got = process.argv.slice(2).join(" ");
    throw new Error(
      `must be given STAGE [--plan-only] [--review], or STAGE --to FILE, got "${got}"; say node bin/hcp-upload.mjs lab`,
    );
  }
  const files = synthesized(stage);
  if (target) {
    writeFileSync(target, pack(files));
    return 0;
  }
  const { says, run, hcp } = await upload(stage, files, options.includes("--plan-only"));
  console.log(says);
  return options.includes("--review") && run ? review(await planOf(run, hcp)) : 0;
}

/** The exit code of `npm run review`. */
function review(input) {
  const stdio = ["pipe", "inherit", "inherit"];
  const args = [join(ROOT, "bin", "run.mjs"), "review/cli.ts", "-"];
  const { status } = spawnSync(process.execPath, args, {
    input,
    stdio,
    env: withoutTokens(process.env),
  });
  return status ?? 2;
}

/** The stage's files by name, without what Terraform leaves in that folder, such as a state. */
function synthesized(stage) {
  const folder = join(process.env.CDKTF_OUTDIR || "cdktf.out", "stacks", stage);
  const at = resolve(ROOT, folder);
  if (!existsSync(join(at, "cdk.tf.json"))) {
    const must = `${join(folder, "cdk.tf.json")}: must be there, got nothing`;
    throw new Error(`${must}; run npm run synth -- ${stage}`);
  }
  const names = readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(at.length + 1))
    .filter((name) => STACK.test(name))
    .sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(at, name))]));
}

async function upload(stage, synthesizedFiles, planOnly) {
  const { cloud } = JSON.parse(synthesizedFiles["cdk.tf.json"]).terraform;
  if (!cloud) throw new Error(`${stage}.backend: must be of kind hcp; set it in config/stages.ts`);
  const { organization, hostname, workspaces } = cloud;
  const hcp = apiOf(hostname, "run terraform init once, which makes it");
  const runs = `${hcp.site}/app/${organization}/workspaces/${workspaces.name}/runs`;
  const { api } = hcp;

  const place = `organizations/${organization}/workspaces/${workspaces.name}`;
  const { id, attributes } = await api("GET", place);
  const files = below(attributes["working-directory"], synthesizedFiles);
  const latest = planOnly ? undefined : await latestRunWith(files, id, hcp);
  if (latest) {
    const run = OVER.has(latest.attributes.status) ? undefined : latest.id;
    return { says: `${workspaces.name}: as in its latest run, nothing uploaded`, run, hcp };
  }
  const version = await newVersion(files, id, planOnly, api);
  const run = await api("POST", "runs", {
    type: "runs",
    attributes: { message: commit(), "plan-only": planOnly },
    relationships: {
      workspace: { data: { type: "workspaces", id } },
      "configuration-version": { data: { type: "configuration-versions", id: version } },
    },
  });
  return { says: `${workspaces.name}: see ${runs}/${run.id}`, run: run.id, hcp };
}

/** The files where the workspace looks for them: at the top, or in its working directory. */
function below(folder, files) {
  if (!folder) return files;
  return Object.fromEntries(Object.entries(files).map(([name, to]) => [join(folder, name), to]));
}

/** The latest run that could change something, if it had these files and goes well. */
async function latestRunWith(files, workspace, { api, bytes }) {
  const runs = await api("GET", `workspaces/${workspace}/runs`);
  const latest = runs.find((run) => !run.attributes["plan-only"]);
  if (!latest || latest.attributes["is-destroy"]) return undefined;
  if (!WELL.has(latest.attributes.status)) return undefined;
  const version = latest.relationships["configuration-version"].data.id;
  const { attributes } = await api("GET", `configuration-versions/${version}`);
  if (attributes.status !== "uploaded") return undefined; // HCP keeps the files for a time only
  const had = unpack(await bytes(`configuration-versions/${version}/download`));
  // A lock file is there if Terraform's own command line made that run.
  const names = Object.keys(had).filter((name) => !name.endsWith(".terraform.lock.hcl"));
  const same =
    names.sort().join("\n") === Object.keys(files).join("\n") &&
    names.every((name) => had[name].equals(files[name]));
  return same ? latest : undefined;
}

async function newVersion(files, workspace, speculative, api) {
  const { id, attributes } = await api("POST", `workspaces/${workspace}/configuration-versions`, {
    type: "configuration-versions",
    attributes: { speculative, "auto-queue-runs": false },
  });
  const headers = { "Content-Type": "application/octet-stream" };
  const put = await fetch(attributes["upload-url"], { method: "PUT", headers, body: pack(files) });
  if (!put.ok) throw new Error(`upload of ${id}: must succeed, got ${put.status}; try again`);
  for (let second = 0; second < 60; second += 1) {
    const { status } = (await api("GET", `configuration-versions/${id}`)).attributes;
    if (status === "uploaded") return id;
    if (status !== "pending") throw new Error(`${id}: must become uploaded, got ${status}`);
    await sleep(1000);
  }
  throw new Error(`${id}: must be uploaded within a minute, is still pending; try again`);
}

function commit() {
  try {
    const args = ["log", "-1", "--format=%h %s"];
    return execFileSync("git", args, { cwd: ROOT, encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return undefined; // not a git repository
  }
}
