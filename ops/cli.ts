import { CommandLine, runCommand } from "../terminal/command-line";
import { addDrift } from "./drift/command";
import { addFailover } from "./failover/command";
import { addImages } from "./images/command";
import { addLoad } from "./load/command";
import { addRecover } from "./recover/command";
import { addResize } from "./resize/command";
import { addRestore } from "./restore/command";
import { addStatus } from "./status/command";

// The SDK announces the end of Node 20 at every start.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const program = new CommandLine("npm run ops --")
  .description("Operations on what is deployed.")
  .verbose();
addStatus(program, process.env);
addDrift(program, process.env);
addRecover(program, process.env);
addImages(program, process.env);
addResize(program, process.env);
addFailover(program, process.env);
addLoad(program, process.env);
addRestore(program, process.env);

void runCommand(program, 2); // 1 is an answer here, as in "there is drift"
