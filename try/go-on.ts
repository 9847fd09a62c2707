import { writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Tools } from "../emulator/tools";
import { namesOf } from "../names/stage";
import { quoted } from "../terminal/shell";
import { block } from "../terraform/document";
import { stackFolder, stackIn } from "../terraform/out";
import type { Stack, Trial } from "./trial";

/** What to type to go on with what is kept, in a shell in the project's folder. */
export function howToGoOn({ name: stack, env: own }: Stack, trial: Trial, tools: Tools): string {
  const outdir = join(relative("", trial.folder), "cdktf.out");
  const env = {
    ...trial.emulator.env,
    ...providersFrom(trial.folder, tools),
    ...own,
    CDKTF_OUTDIR: outdir,
  };
  const exports = Object.entries(env).map(([name, value]) => `  export ${name}=${quoted(value)}`);
  const offline = tools.providerMirror === undefined ? "" : " --skip-provider-lock";
  return `It stays, and so does its folder. To go on in this shell:

${exports.join("\n")}

  npx cdktf diff ${stack} --output "$CDKTF_OUTDIR"${offline}
  terraform -chdir="$CDKTF_OUTDIR/stacks/${stack}" plan
  npm run ops -- drift ${stack}
${ofService(stack, outdir)}  aws --endpoint-url "$AWS_ENDPOINT_URL" rds describe-db-clusters

  npm run try -- ${stack} --keep      after an edit: shows what the edit changes, and applies it
  npm run try -- ${stack} --destroy   takes the stack down, and the emulator with the last one
  npm run try -- --drop${" ".repeat(stack.length)}       ends the emulator with all that is in it`;
}

// --- internal ---

/** A stack with a fleet can be asked how it is, and its fleet scales if an app stands for it. */
function ofService(stack: string, outdir: string): string {
  const { output } = block(stackIn(stackFolder(outdir, stack)).document);
  const { web_group: group } = block(output);
  if (group === undefined) return "";
  return `  npm run ops -- status ${stack}
  FLEET=${namesOf(stack).web} npm run dev -w app # the fleet scales by it; docs/course.md says how
`;
}

/** Where the registry can't be reached, Terraform takes the provider from the mirror. */
function providersFrom(folder: string, { providerMirror, awsProviderVersion }: Tools) {
  if (providerMirror === undefined || awsProviderVersion === undefined) return {};
  const file = resolve(folder, "terraform.rc");
  const mirror = `filesystem_mirror {\n    path = ${JSON.stringify(providerMirror)}\n  }`;
  writeFileSync(file, `provider_installation {\n  ${mirror}\n}\n`);
  return { TF_CLI_CONFIG_FILE: file, AWS_PROVIDER_VERSION: awsProviderVersion };
}
