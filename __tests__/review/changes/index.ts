import type { Change, Pair } from "../change";
import type { Applied } from "../form";
import { alarms } from "./alarms";
import { clearText } from "./clear-text";
import { data } from "./data";
import { database } from "./database";
import { doors } from "./doors";
import { fleet } from "./fleet";
import { later } from "./later";
import { protection } from "./protection";
import { rights } from "./rights";
import { service } from "./service";
import { truth } from "./truth";

/** By family, as the plans lie in `plans`. */
const pairs: Readonly<Record<string, readonly Pair[]>> = {
  data: [...data, ...protection],
  service: [...service, ...fleet, ...alarms],
  database,
  doors: [...doors, ...rights, ...clearText],
  truth,
};

/** A change, and the plan that is kept of it. */
export interface Case {
  /** `data/backups-shorter`, and of its twin `data/backups-shorter.twin`. */
  readonly name: string;
  readonly from: Applied;
  readonly change: Change;
}

export const cases: readonly Case[] = [
  ...Object.entries(pairs).flatMap(([family, list]) =>
    list.flatMap(({ twin, ...change }) => [
      { name: `${family}/${change.name}`, from: change.from, change },
      { name: `${family}/${change.name}.twin`, from: twin.from ?? change.from, change: twin },
    ]),
  ),
  ...later.map((change) => ({ name: `later/${change.name}`, from: change.from, change })),
];
