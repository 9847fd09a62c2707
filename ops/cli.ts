import { Command } from "commander";
import { addDrift } from "./drift/command";
import { addImages } from "./images/command";
import { addRecover } from "./recover/command";

// The SDK announces the end of Node 20 at every start.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const program = new Command("npm run ops --")
  .description("Operations on what is deployed.")
  .showHelpAfterError()
  // 1 is an answer here, as in "there is drift": what makes no sense is 2.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

addDrift(program, process.env);
addRecover(program, process.env);
addImages(program, process.env);

void program.parseAsync();
