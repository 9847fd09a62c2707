import { agree } from "../../../terminal/agree";
import type { ExitCode } from "../../../terminal/command-line";
import { interrupts } from "../../../terminal/interrupts";
import { Refusal } from "../../../terminal/refusal";
import { asking } from "../../asking";
import { clusterIdIn } from "../../database/instances";
import type { Means } from "../../means";
import { enter } from "../../place";
import type { Options } from "../run";
import { stackOf } from "../scene";
import { renderTable, tableOf } from "./table";

/** `ops restore --drill`: asks, restores a copy, removes it, and prints how long each part took. */
export async function runDrill(
  stage: string,
  { yes, ...others }: Options,
  means: Means,
): Promise<ExitCode> {
  refuseOthers(Object.keys(others));
  const { env, screen, terminal } = means;
  const giveUp = new AbortController();
  const signal = interrupts(() => giveUp.abort());
  const stack = stackOf(await means.synth(stage, env, signal));
  const { region = "" } = stack;
  const place = { stage, region, stack };
  const { clients } = await enter(place);
  const { drill } = await import("./drill"); // AWS's SDK, too
  const sourceId = clusterIdIn(stack);
  screen.print(`${whatItDoes(sourceId)}\n`);
  const asked = { where: `drill of ${stage}`, question: QUESTION, refused: "not agreed to" };
  if (!yes) await agree(asked, terminal, signal);
  const scene = { ...means, rds: clients.rds, at: place, sourceId, signal, giveUp: giveUp.signal };
  const measured = await asking(place, () => drill(scene));
  screen.print(`\n${renderTable(tableOf(measured))}\n\n${WHAT_IT_SHOWS}`);
  return 0;
}

// --- internal ---

const QUESTION = "Begin? Only yes does it: ";

/** A drill restores the latest time there is, and no plan is made. */
function refuseOthers(names: readonly string[]): void {
  if (names.length === 0) return;
  const flags = names.map((each) => `--${each.replace(/[A-Z]/g, (to) => `-${to.toLowerCase()}`)}`);
  const says = `must stand alone, or with --yes, got ${flags.join(", ")}; leave it out`;
  throw new Refusal([{ where: "--drill", says }], 2);
}

const whatItDoes = (id: string) =>
  `The drill restores a copy of ${id}, with one instance, and removes it again.
The app is not touched. AWS takes about an hour, and bills the instance for this time.`;

const WHAT_IT_SHOWS = `Paste this table below the estimates in docs/runbooks/database.md, with the day.
The drill doesn't look into the copy's tables.`;
