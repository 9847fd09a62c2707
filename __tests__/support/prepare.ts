import { findTools } from "../../emulator/tools";
import { startForCopies } from "./empty-emulator";
import { loadAws } from "./loaded-aws";
import { bundleCommands } from "./project";
import { preparedProvider } from "./provider-binary";

/** Before the acceptance tests, once: what each of their workers would install or bundle at the same time. */
export default async function prepare(): Promise<void> {
  const tools = findTools();
  if (tools.kind === "found")
    await Promise.all([startForCopies(), preparedProvider(tools), loadAws(), bundleCommands()]);
}
