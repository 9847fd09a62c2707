import { type Break, breaks, type Look } from "../service/breaks";
import { scopeOf } from "../service/scope";
import { ask, type Emulator } from "./emulator";

/** Somebody who looks at the service of a stage after each call that an emulator carries out. */
export interface Watch {
  /** What it has seen: the state at its beginning, and the one after each call that changed it. */
  looks(): Promise<Look[]>;
  /** What broke since its beginning. */
  breaks(): Promise<Break[]>;
}

/** Begins to watch. An emulator has one watch: a second one ends the first. */
export async function watch(
  emulator: Pick<Emulator, "endpoint" | "env">,
  stage: string,
): Promise<Watch> {
  const scope = { ...scopeOf(stage), region: emulator.env.AWS_REGION };
  await ask(emulator, "POST", "/watch", JSON.stringify(scope));
  const looks = async () => {
    const seen = await ask<Look[]>(emulator, "GET", "/watch");
    return seen.map((look) => ({ ...look, after: look.after.replace(RECORDS, CHANGE) }));
  };
  return { looks, breaks: async () => breaks(await looks()) };
}

/** The calls that change something, of lines such as `ec2 CreateVpc`, each once. */
export function changesIn(calls: readonly string[]): string[] {
  const changes = calls.filter((call) => !READS.test(call));
  return [
    ...new Set(changes.map((call) => call.replace(RECORDS, CHANGE).replace(PATH, "$1$2"))),
  ].sort();
}

// --- internal ---

/** As in watching.py. */
const READS = /^\S+ (Describe|Get|List|Head|GET|HEAD)/;

/** Of services without names for their actions: what they do is in the method and the query. */
const PATH = /^(\S+ [A-Z]+) \/[^?]*(\?[\w-]*)?.*$/;

/** Route 53 has no names of actions in its calls, but a path with the zone's id. */
const RECORDS = /^route53 POST \S+\/rrset\/?$/;
const CHANGE = "route53 ChangeResourceRecordSets";
