import type { Pair } from "../change";
import { clearText } from "./clear-text";
import { data } from "./data";
import { database } from "./database";
import { doors } from "./doors";
import { fleet } from "./fleet";
import { protection } from "./protection";
import { rights } from "./rights";
import { service } from "./service";
import { truth } from "./truth";

/** By family, as the plans lie in `plans`. */
export const pairs: Readonly<Record<string, readonly Pair[]>> = {
  data: [...data, ...protection],
  service: [...service, ...fleet],
  database,
  doors: [...doors, ...rights, ...clearText],
  truth,
};
