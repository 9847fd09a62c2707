#!/usr/bin/env node
/**
 * Uploads what a stage was synthesized to as a configuration version of its HCP Terraform workspace.
 *
 *   npm run synth -- lab                      first, and where no token is: npm packages run there
 *   node bin/hcp-upload.mjs lab               a run: planned, and applied once confirmed there
 *   node bin/hcp-upload.mjs lab --plan-only   a speculative plan, which nobody can apply
 *   node bin/hcp-upload.mjs lab --to FILE     uploads nothing; the archive, the same bytes always
 *
 * Host, organization and workspace are the stage's own backend. Where the workspace's latest run
 * had the same files and went well so far, nothing is uploaded and no run is made.
 *
 * TFE_TOKEN: a team's or a user's (HCP refuses an organization's); without it Terraform's own variable
 * for the host, such as TF_TOKEN_app_terraform_io. TFE_ADDRESS: where the API is, if not at
 * https://<the backend's hostname>.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { pack, unpack } from "./archive.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const { TFE_ADDRESS } = process.env;

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

try {
  await main(...process.argv.slice(2));
} catch (error) {
  console.error(`hcp-upload: ${error.message}`);
  process.exitCode = 1;
}

async function main(stage, option, target) {
  const known = { undefined: 1, "--plan-only": 2, "--to": 3 }[option];
  if (stage === undefined || process.argv.length - 2 !== known) {
    const got = process.argv.slice(2).join(" ");
    throw new Error(`must be given STAGE [--plan-only | --to FILE], got "${got}"`);
  }
  const files = synthesized(stage);
  if (option === "--to") writeFileSync(target, pack(files));
  else console.log(await upload(stage, files, option === "--plan-only"));
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
    .filter((name) => name === "cdk.tf.json" || name.startsWith("assets/"))
    .sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(at, name))]));
}

async function upload(stage, synthesizedFiles, planOnly) {
  const { cloud } = JSON.parse(synthesizedFiles["cdk.tf.json"]).terraform;
  if (!cloud) throw new Error(`${stage}.backend: must be of kind hcp; set it in config/stages.ts`);
  const { organization, hostname, workspaces } = cloud;
  const token = tokenOf(hostname);
  if (!token) throw new Error("TFE_TOKEN: must be set; make a team token in HCP Terraform");
  const site = TFE_ADDRESS ?? `https://${hostname}`;
  const api = apiAt(`${site}/api/v2/`, token);

  const place = `organizations/${organization}/workspaces/${workspaces.name}`;
  const { id, attributes } = await api("GET", place);
  const files = below(attributes["working-directory"], synthesizedFiles);
  if (!planOnly && (await latestRunHad(files, id, api))) {
    return `${workspaces.name}: as in its latest run, nothing uploaded`;
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
  return `${workspaces.name}: see ${site}/app/${organization}/workspaces/${workspaces.name}/runs/${run.id}`;
}

/** Terraform writes a host's dots as `_` and its dashes as `__`. */
function tokenOf(hostname) {
  const name = hostname.replaceAll("-", "__").replaceAll(".", "_");
  return process.env.TFE_TOKEN || process.env[`TF_TOKEN_${name}`];
}

/** The files where the workspace looks for them: at the top, or in its working directory. */
function below(folder, files) {
  if (!folder) return files;
  return Object.fromEntries(Object.entries(files).map(([name, to]) => [join(folder, name), to]));
}

/** Whether the latest run that could change something had these files, and goes well. */
async function latestRunHad(files, workspace, api) {
  const runs = await api("GET", `workspaces/${workspace}/runs`);
  const latest = runs.find((run) => !run.attributes["plan-only"]);
  if (!latest || latest.attributes["is-destroy"]) return false;
  if (!WELL.has(latest.attributes.status)) return false;
  const version = latest.relationships["configuration-version"].data.id;
  const { attributes } = await api("GET", `configuration-versions/${version}`);
  if (attributes.status !== "uploaded") return false; // HCP keeps the files for a time only
  const had = unpack(await api("GET", `configuration-versions/${version}/download`));
  // A lock file is there if Terraform's own command line made that run.
  const names = Object.keys(had).filter((name) => !name.endsWith(".terraform.lock.hcl"));
  return (
    names.sort().join("\n") === Object.keys(files).join("\n") &&
    names.every((name) => had[name].equals(files[name]))
  );
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

/** Calls the API: what is under `data` in its answer, or the bytes where it is no JSON. */
function apiAt(base, token) {
  const headers = {
    Authorization: `Bearer ${token}`,
    "Content-Type": "application/vnd.api+json",
  };
  return async (method, path, data) => {
    const body = data && JSON.stringify({ data });
    const answer = await fetch(base + path, { method, headers, body }).catch((error) => {
      throw new Error(`${base}: ${error.cause?.message ?? error.message}`);
    });
    if (answer.status === 404) {
      throw new Error(`${path}: not found at ${base}; run terraform init once, which makes it`);
    }
    if (!answer.ok)
      throw new Error(`${method} ${path}: ${answer.status} ${(await answer.text()).trim()}`);
    const isJson = answer.headers.get("content-type")?.includes("json");
    return isJson ? (await answer.json()).data : Buffer.from(await answer.arrayBuffer());
  };
}

function commit() {
  try {
    const args = ["log", "-1", "--format=%h %s"];
    return execFileSync("git", args, { cwd: ROOT, encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return undefined; // not a git repository
  }
}
