import { inspect } from "node:util";
import { Command, CommanderError, type ErrorOptions } from "commander";
import { unknown } from "./choose";
import { INTERRUPTED, interrupted } from "./interrupts";
import { type Fault, Refusal } from "./refusal";
import { layOut } from "./table";

/** 2 says that the arguments make no sense. What 1 says is up to the command. */
export type ExitCode = 0 | 1 | 2 | typeof INTERRUPTED;

/** A command of ours: commander parses, the messages are ours, and the work returns the exit code. */
export class CommandLine extends Command {
  constructor(name?: string) {
    super(name);
    this.exitOverride();
  }

  override createCommand(name?: string): CommandLine {
    return new CommandLine(name);
  }

  /**
   * The end of `--help`.
   * @param examples what each command line does, by command line
   * @param exitCodes a clause for each, such as `0 no drift, 1 drift`
   */
  closing(examples: Readonly<Record<string, string>>, exitCodes: string): this {
    const codes = this.createHelp().boxWrap(`Exit code: ${exitCodes}.`, COLUMNS);
    return this.addHelpText("after", `\nExamples:\n${shown(examples)}\n\n${codes}`);
  }

  /** Like commander's `action`, whose callback gets the arguments and then the options. */
  // biome-ignore lint/suspicious/noExplicitAny: only the declared arguments say what they are
  work(work: (...given: any[]) => ExitCode | Promise<ExitCode>): this {
    return this.action(async (...given) => {
      process.exitCode = await work(...given);
    });
  }

  /** Adds `--verbose`, which may stand anywhere on the line. */
  verbose(): this {
    this.on("option:verbose", () => (verbosely = true));
    return this.option("--verbose", "when something fails, print what was underneath, too");
  }

  /** Commander says only the first fault, in words of its own. */
  override error(message: string, { code = "" }: ErrorOptions = {}): never {
    throw new Refusal(this.faultsOf(code, message), 2);
  }

  private faultsOf(code: string, message: string): Fault[] {
    const [named = this.name()] = quotedIn(message);
    const [flag = ""] = named.split(" ");
    switch (code) {
      case "commander.unknownOption":
        return unknown(this.args.filter(isOption), optionsOf(this), "an option");
      case "commander.unknownCommand":
        return unknown(this.args.slice(0, 1), commandsOf(this), "a command");
      case "commander.excessArguments":
        return this.args.slice(this.registeredArguments.length).map((where) => {
          return { where, says: `is one argument too many; see ${fullName(this)} --help` };
        });
      case "commander.missingArgument":
        return [{ where: named, says: `must be given, got nothing; see ${fullName(this)} --help` }];
      case "commander.optionMissingArgument":
        return [{ where: flag, says: `must have a value, got none; write ${named}` }];
      default:
        return [{ where: fullName(this), says: message.replace(/^error: /, "") }];
    }
  }
}

/**
 * Runs what was typed, and sets the exit code. An unexpected error is thrown on, with its stack.
 * @param failed the exit code of what was refused or went wrong: 2 where 1 is an answer
 */
export async function runCommand(program: CommandLine, failed: 1 | 2 = 1): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", unlessClosed);
  try {
    await program.parseAsync();
  } catch (error) {
    const exitCode = exitCodeAfter(error, failed);
    process.once("exit", () => (process.exitCode = exitCode)); // thrown on, it would be 1
    if (interrupted() || error instanceof CommanderError) return; // all is said
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message.trimEnd());
    showCause(error.cause);
  }
}

/** With `--verbose`, prints what was underneath of something that failed. */
export function showCause(cause: unknown): void {
  if (!verbosely || cause === undefined) return;
  console.error(typeof cause === "string" ? cause.trimEnd() : inspect(cause));
}

// --- internal ---

const COLUMNS = 80;

/** In two columns, or each explanation below its command line where two would be too wide. */
function shown(examples: Readonly<Record<string, string>>): string {
  const rows = Object.entries(examples).map(([line, what]) => [[`  ${line}`], [what]]);
  const lines = layOut(rows).flat();
  if (lines.every((line) => line.length <= COLUMNS)) return lines.join("\n");
  return rows.map(([line, what]) => `${line}\n      ${what}`).join("\n");
}

let verbosely = false;

function exitCodeAfter(error: unknown, failed: 1 | 2): ExitCode {
  if (interrupted()) return INTERRUPTED;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // the help was shown
  return (error instanceof Refusal ? error.exitCode : undefined) ?? failed;
}

/** A reader that has seen enough (`| head -3`) or a closed terminal: the work goes on to its end. */
function unlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
}

function isOption(argument: string): boolean {
  return argument.startsWith("-");
}

function optionsOf(command: Command): string[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long }) => long ?? []);
}

function commandsOf(command: Command): string[] {
  return command.commands.map((each) => each.name());
}

function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}

function quotedIn(message: string): string[] {
  return [...message.matchAll(/'(.*?)'/g)].flatMap(([, quoted]) => quoted ?? []);
}
