import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../processes/project";
import { faultIn, Refusal } from "../../terminal/refusal";
import { findTerraform } from "../../terraform/find";
import { watches } from "./measure";
import { page } from "./page";

/** Watches `npx cdktf` until Terraform begins; returns the page, and writes it if asked to. */
export async function benchDeploy(asked: {
  readonly count: number;
  readonly writes: boolean;
  readonly env: NodeJS.ProcessEnv;
}): Promise<string> {
  const { count, writes, env } = asked;
  const terraform = findTerraform(env);
  if (terraform.kind === "missing") throw new Refusal([faultIn(terraform.sentence)]);
  const root = projectRoot();
  const cli = readFileSync(join(root, "node_modules", "cdktf-cli", "package.json"), "utf8");
  const npm = execFileSync("npm", ["--version"], { encoding: "utf8", env });
  const text = page({
    count,
    day: new Date().toISOString().slice(0, 10),
    watches: await watches(count, terraform.path, env, (line) => console.error(line)),
    versions: {
      node: process.versions.node,
      npm: npm.trim(),
      cdktf: (JSON.parse(cli) as { version: string }).version,
      terraform: terraform.version,
    },
  });
  if (writes) writeFileSync(join(root, "docs", "bench-deploy.md"), text);
  return text;
}
