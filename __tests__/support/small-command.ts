import { CommandLine, runCommand } from "../../terminal/command-line";
import { interrupts } from "../../terminal/interrupts";
import { Refusal } from "../../terminal/refusal";

/** A command with one of everything that the frame knows. */
const program = new CommandLine("small").description("Does little.").verbose();

program
  .command("add")
  .description("Adds numbers.")
  .argument("<first>", "a number")
  .argument("[second]", "another")
  .option("--json", "one JSON document")
  .option("--round <digits>", "how many digits stay")
  .closing({ "small add 1 2": "their sum" }, "0 small, 1 large, 2 could not tell")
  .work((first: string, second = "0") => {
    const sum = Number(first) + Number(second);
    console.log(sum);
    return sum > 10 ? 1 : 0;
  });

const TOO_WIDE = {
  "small refuse --verbose": "two faults at once, and then what was underneath of both of them",
};
const CODES =
  "0 never, 1 never, 2 refused, as each and every run of this command is, 130 interrupted";

program
  .command("refuse")
  .closing(TOO_WIDE, CODES)
  .work(() => {
    const faults = ["one", "two"].map((where) => ({ where, says: "must be there, got nothing" }));
    throw new Refusal(faults, undefined, new Error("what was underneath"));
  });

program.command("break").work(() => {
  throw new TypeError("nobody expected this");
});

program.command("wait").work((): Promise<0> => {
  const signal = interrupts(() => undefined);
  console.log("waiting");
  const running = setInterval(() => undefined, 1000);
  return new Promise((_, reject) =>
    signal.addEventListener("abort", () => {
      clearInterval(running);
      reject(signal.reason);
    }),
  );
});

program.command("write").work(() => {
  process.stdout.write("line\n".repeat(100_000));
  return 0;
});

void runCommand(program, process.env.FAILED === "2" ? 2 : 1);
