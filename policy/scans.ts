import { checkov } from "./checkov";
import { own } from "./own";
import { parliament } from "./parliament";
import type { Python } from "./python";
import type { Scan, Stack } from "./scan";

/** What every scanner says of these stacks. */
export async function scan(stacks: readonly Stack[], python: Python): Promise<Scan[]> {
  return [await checkov(stacks, python), parliament(stacks, python), own(stacks)];
}
