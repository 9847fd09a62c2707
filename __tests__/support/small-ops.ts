import { addResize } from "../../ops/resize/command";
import { CommandLine, runCommand } from "../../terminal/command-line";
import { type Instances, smallDatabase } from "./small-database";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** `npm run ops` on the stage `small`, whose settings are in SMALL_INSTANCES, and with less patience. */
const { env } = process;
const means = {
  synth: async (_: string, asked: NodeJS.ProcessEnv) => {
    const over = JSON.parse(asked.CDKTF_CONTEXT_JSON || "{}");
    const committed = JSON.parse(env.SMALL_INSTANCES ?? "{}") as Instances;
    const { text, files } = smallDatabase(over.settings?.small?.database?.instances ?? committed);
    return { json: text, files };
  },
  patience: { everyMs: 100, minuteMs: 1_000, applyMs: 600_000 },
};

const program = new CommandLine("npm run ops --");
addResize(program, env, means);
void runCommand(program, 2);
