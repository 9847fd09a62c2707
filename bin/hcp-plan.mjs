#!/usr/bin/env node
/**
 * Waits for the plan of a run in HCP Terraform, and prints what `terraform show -json` would.
 *
 *   node bin/hcp-plan.mjs run-CZcmD7eagjhyX0vN > plan.json
 *
 * It has secrets in clear. In a pipeline hand it on as the one for GitHub Actions does:
 *
 *   node bin/hcp-plan.mjs RUN | jq -L .github/scripts --from-file .github/scripts/redact.jq
 *
 * TFE_TOKEN: of a user or team that may administer the workspace; without it Terraform's own variable
 * for app.terraform.io. TFE_ADDRESS: where the API is, if not at https://app.terraform.io.
 * Exit code: 0, or 2 if there is no plan to print.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { apiOf } from "./hcp-api.mjs";

const LONGEST = 30 * 60; // seconds; a run may wait for others first
const ENDED = new Set(["errored", "canceled", "unreachable"]);
const RIGHTS = "only who may administer its workspace can read the JSON of a plan";

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.stdout.write(
      await planOf(runIn(process.argv.slice(2)), apiOf("app.terraform.io", RIGHTS)),
    );
  } catch (error) {
    console.error(`hcp-plan: ${error.message}`);
    process.exitCode = 2;
  }
}

/** The plan of a run as JSON, once it is made. */
export async function planOf(run, { api, bytes }) {
  const { id } = (await api("GET", `runs/${run}`)).relationships.plan.data;
  for (let second = 0; second < LONGEST; second += 1) {
    const { status } = (await api("GET", `plans/${id}`)).attributes;
    if (ENDED.has(status))
      throw new Error(`${run}: must have a plan, got one that is ${status}; see the run`);
    const json = status === "finished" ? await bytes(`plans/${id}/json-output`) : "";
    if (json.length > 0) return json;
    await sleep(1000);
  }
  throw new Error(`${run}: must be planned within half an hour, and is not; try again`);
}

function runIn(given) {
  const [run = ""] = given;
  if (given.length === 1 && /^run-[A-Za-z0-9]+$/.test(run)) return run;
  throw new Error(`must be given a run, such as run-CZcmD7eagjhyX0vN, got "${given.join(" ")}"`);
}
