import type { Aws } from "../../../emulator/aws";
import type { State } from "../../../terraform/plan";

/** One call of an operator's, and the attributes of ours that it changes. */
export interface ChangeByHand {
  readonly address: string;
  readonly attributes: readonly string[];
  readonly call: (cloud: Aws, known: Known) => Promise<unknown>;
}

/** A text that the state holds: `known("aws_vpc.network", "id")`. */
export type Known = (address: string, attribute: string) => string;

export function knownIn(state: State): Known {
  return (address, attribute) => {
    const [type, name] = address.split(".");
    const found = state.resources.find((each) => each.type === type && each.name === name);
    const value = found?.instances[0]?.attributes[attribute];
    if (typeof value !== "string") throw new Error(`${address}: has no text ${attribute}`);
    return value;
  };
}
