import { choices } from "./choices";
import { database } from "./database";
import { entry } from "./entry";
import { network } from "./network";
import { stage } from "./stage";
import type { Transition } from "./transition";
import { web } from "./web";

/** Every documented change of settings, in the order of the docs. */
export const transitions: readonly Transition[] = [
  ...web,
  ...database,
  ...network,
  ...entry,
  ...stage,
  ...choices,
];
