import { addRestore } from "../../ops/restore/command";
import { CommandLine, runCommand } from "../../terminal/command-line";
import { type Instances, smallDatabase } from "./small-database";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/**
 * `npm run ops` on the stage `small`, whose settings are in SMALL_DATABASE, and with less patience. As in
 * an override of a stage, null takes a setting out.
 */
const { env } = process;
const means = {
  synth: async (_: string, asked: NodeJS.ProcessEnv) => {
    const over = JSON.parse(asked.CDKTF_CONTEXT_JSON || "{}").settings?.small?.database ?? {};
    const all = { ...JSON.parse(env.SMALL_DATABASE ?? "{}"), ...over };
    const { instances, ...more } = Object.fromEntries(
      Object.entries(all).filter(([, value]) => value !== null),
    );
    const { text, files } = smallDatabase(instances as Instances, more);
    return { json: text, files };
  },
  patience: { everyMs: 100, minuteMs: 1_000, applyMs: 600_000 },
};

const program = new CommandLine("npm run ops --");
addRestore(program, env, means);
void runCommand(program, 2);
