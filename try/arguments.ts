import { CommandLine, type ExitCode } from "../terminal/command-line";
import { Refusal, sentence } from "../terminal/refusal";

export interface Wish {
  readonly stack: string;
  /** show: deploy and leave nothing. drop: end what is kept, whatever is in there. */
  readonly act: "show" | (typeof ACTS)[number];
  /** Agreed in advance to what deletes or replaces. */
  readonly yes: boolean;
  /** How many times as fast as the clock the time of the kept fleets runs; undefined leaves it as it is. */
  readonly pace?: number;
}

/** The command line of `npm run try`. */
export function tryCommand(work: (wish: Wish) => Promise<ExitCode>): CommandLine {
  return new CommandLine("npm run try --")
    .description(WHAT_IT_DOES)
    .argument("[stack]", "the stack to deploy", "lab")
    .option("--keep", KEEP)
    .option("--yes", "with --keep: apply without a question what deletes or replaces something")
    .option("--pace <times>", PACE)
    .option("--destroy", "take down a kept stack with terraform destroy, and show what is left")
    .option("--drop", "end what is kept with all that is in it")
    .closing(
      {
        "npm run try": "lab, for a look: it leaves nothing",
        "npm run try -- prod --keep": "prod, to go on with",
        "npm run try -- --keep --pace 20": "lab, whose fleet scales: 1 minute of its time is 3 s",
        "npm run try -- --drop": "the end of what is kept",
      },
      "0 done, 1 it failed, 2 the arguments make no sense, 130 interrupted",
    )
    .work((stack: string, options: Options) => work(wishOf(stack, options)));
}

// --- internal ---

const WHAT_IT_DOES =
  "Deploys a stack to a local AWS with real Terraform, and shows the plan, the outputs and what that " +
  "AWS holds then. Needs no account, costs nothing, and leaves nothing behind. CDKTF_CONTEXT_JSON " +
  "overrides settings, as it does for npm run synth.";
const KEEP =
  "leave it running, and say how to go on with cdktf, terraform and aws; once more after an edit, " +
  "or with another stack, show the plan and apply it to what is kept";

const PACE =
  "with --keep: let the fleet's time run, so many times as fast as the clock, 1 to 60: instances take " +
  "their time to start, and the group scales by the load of the app that stands for it";
const FASTEST = 60; // a minute of the fleet's is a second then, and its app reports each second

const ACTS = ["keep", "destroy", "drop"] as const;
interface Options extends Readonly<Partial<Record<(typeof ACTS)[number] | "yes", true>>> {
  readonly pace?: string;
}

function wishOf(stack: string, options: Options): Wish {
  const acts = ACTS.filter((act) => options[act]);
  const [act = "show", ...others] = acts;
  if (others.length > 0) {
    const got = acts.map((each) => `--${each}`).join(" and ");
    const says = `must be alone, got ${got}; keep first, destroy or drop later`;
    throw new Refusal([{ where: `--${act}`, says }], 2);
  }
  const pace = paceOf(options.pace, act);
  return { stack, act, yes: options.yes === true, ...(pace !== undefined && { pace }) };
}

function paceOf(text: string | undefined, act: Wish["act"]): number | undefined {
  if (text === undefined) return undefined;
  const refused = (says: string) => new Refusal([{ where: "--pace", says }], 2);
  const pace = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (pace < 1 || pace > FASTEST) {
    throw refused(sentence(`must be a whole number from 1 to ${FASTEST}`, text, "write --pace 20"));
  }
  if (act !== "keep") throw refused("must be with --keep, got none; add --keep");
  return pace;
}
