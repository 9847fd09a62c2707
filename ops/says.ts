import { Refusal } from "../terminal/refusal";
import type { AskedAt } from "../terraform/aws-faults";
import { reasonOf as awsReason } from "./asking";

/** Why something went wrong, on one line: AWS's errors with the remedy, and a lock by its holder. */
export function reasonOf(error: unknown, at: AskedAt = {}): string {
  if (!(error instanceof Refusal)) {
    return `AWS in ${at.region ?? "the region"}: ${awsReason(error as Error, at)}`;
  }
  const said = error.message.replace(/\s+/g, " ").trim();
  return heldLock(said) ?? said;
}

// --- internal ---

/** Of a lock Terraform says a paragraph, in which the holder is in the middle. */
function heldLock(said: string): string | undefined {
  if (!said.includes("Error acquiring the state lock")) return undefined;
  const value = (key: string) =>
    new RegExp(`\\b${key}: (.*?) (?=[A-Z]\\w+:|Terraform )`).exec(said)?.[1];
  const [id, who, since] = ["ID", "Who", "Created"].map(value);
  if (id === undefined) return undefined;
  return `the state's lock: must be free, got one that ${who} holds since ${since}; wait for the end of that run, or if there is none run terraform init and terraform force-unlock ${id} in the stage's folder`;
}
