import { CORES, ensureCore } from "./core";

/**
 * Prints the folder of another Terraform, for a test run:
 * `PATH="$(node bin/run.mjs terraform/cores/cli.ts 1.15.5):$PATH" npm run test:acceptance`
 */
const wanted = process.argv.slice(2).join(" ");
const core = CORES.find((each) => each === wanted);
if (core === undefined) {
  console.error(`core: must be ${CORES.join(" or ")}, got "${wanted}"; name one of them`);
  process.exitCode = 2;
} else {
  ensureCore(core, process.env).then(console.log, (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
