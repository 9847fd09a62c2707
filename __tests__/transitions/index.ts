import { budget } from "./budget";
import { choices } from "./choices";
import { dashboard } from "./dashboard";
import { database } from "./database";
import { entry } from "./entry";
import { network } from "./network";
import { restore } from "./restore";
import { stage } from "./stage";
import type { Transition } from "./transition";
import { web } from "./web";

/** Every documented change of settings, in the order of the docs. */
export const transitions: readonly Transition[] = [
  ...web,
  ...database,
  ...restore,
  ...network,
  ...entry,
  ...stage,
  ...choices,
  ...dashboard,
  ...budget,
];
