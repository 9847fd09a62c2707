import { type CommandLine, type ExitCode, showCause } from "../../terminal/command-line";
import { Refusal, sentence } from "../../terminal/refusal";
import { asking, reasonOf } from "../asking";
import { enter, type Place, placeOf } from "../place";
import type { Account } from "./account";
import { choose, type Listed } from "./choose";
import { render, renderGoing, renderNewer } from "./render";

interface Options {
  readonly keep: number;
  readonly delete?: true;
}

/** Adds `images` to the commands. */
export function addImages(program: CommandLine, env: NodeJS.ProcessEnv): void {
  program
    .command("images")
    .summary("list the images that bakes have left, and remove old ones")
    .description(WHAT_IT_DOES)
    .argument("<stage>", "the stage that they were baked for")
    .option("--keep <number>", "how many of those that nothing needs stay", count, 3)
    .option("--delete", "remove the others, with their snapshots, for good")
    .closing(
      {
        "npm run ops -- images prod": "what there is, and what may go",
        "npm run ops -- images prod --keep 1 --delete": "removes all spare images but the newest",
      },
      "0 nothing to remove, or all of it removed, 1 something may go, 2 could not tell or remove",
    )
    .work((stage: string, options: Options) => run(stage, options, env));
}

// --- internal ---

const WHAT_IT_DOES =
  "Lists a stage's images, newest first: date, release, and what each is used for (current: by the " +
  "launch template; running: by an instance; next: by the next deploy; previous: by an earlier " +
  "version of the template). Those that are current, running or next always stay, and so do the " +
  "newest of the others, as a way back. Without --delete it only says what would go.";

function count(text: string): number {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  const says = sentence("must be a whole number from 0 to 9999", text, "write it like --keep 3");
  throw new Refusal([{ where: "--keep", says }], 2);
}

async function run(stage: string, options: Options, env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const place = placeOf(stage, env);
  const { clients } = await enter(place);
  const { Account } = await import("./account"); // AWS's SDK takes longer to load than all the rest
  const account = new Account(stage, clients);
  const images = await asking(place, async () => {
    return choose(await account.images(), await account.uses(), options.keep);
  });
  const [latest] = images;
  const newest = latest && (await asking(place, () => account.newestBase(latest)));
  process.stdout.write(`${render(stage, images, new Date().toISOString())}\n`);
  if (latest) process.stdout.write(renderNewer(latest, newest));
  const going = images.filter(({ goes }) => goes);
  if (options.delete && going.length > 0) return await remove(going, account, place);
  process.stdout.write(renderGoing(images));
  return going.length > 0 ? 1 : 0;
}

/** Oldest first; one that can't go does not keep the others. */
async function remove(
  images: readonly Listed[],
  account: Account,
  place: Place,
): Promise<ExitCode> {
  let code: ExitCode = 0;
  const say = (id: string, removal: Promise<void>) =>
    removal.then(
      () => console.log(`removed ${id}`),
      (error: Error) => {
        console.error(`${id}: could not be removed: ${reasonOf(error, place)}`);
        showCause(error);
        code = 2;
      },
    );
  for (const { id, snapshots } of images.toReversed()) {
    await say(id, account.removeImage(id));
    // AWS refuses the snapshot of an image that is still there.
    for (const snapshot of snapshots) await say(snapshot, account.removeSnapshot(snapshot));
  }
  return code;
}
