import { unknown } from "../../terminal/choose";
import { Refusal } from "../../terminal/refusal";
import type { Cluster } from "../database/cluster";
import type { Instance } from "../database/instances";
import type { Classes } from "./steps";

/** What was typed: a class for all, or `a=CLASS` for some. */
export interface Wish {
  readonly all: string | undefined;
  readonly some: readonly string[];
}

/** The classes that were asked for, by instance. @throws Refusal of names that no instance has */
export function targetOf({ all, some }: Wish, instances: readonly Instance[]): Classes {
  if ((all === undefined) === (some.length === 0)) {
    const must = `must be given for all instances or by --instance, got ${all === undefined ? "none" : "both"}`;
    throw new Refusal([{ where: "class", says: `${must}; write resize lab db.r6g.large` }], 2);
  }
  if (all !== undefined) return Object.fromEntries(instances.map(({ name }) => [name, all]));
  const pairs = some.map((each) => each.split("=") as [string, string?]);
  const unclear = some.filter((_, i) => !pairs[i]?.[1] || pairs[i].length > 2);
  const names = pairs.map(([name]) => name);
  const twice = names.filter((name, i) => names.indexOf(name) < i);
  const faults = [
    ...unclear.map((where) => ({
      where,
      says: "must be an instance and its class; write --instance a=db.r6g.large",
    })),
    ...twice.map((where) => ({
      where,
      says: "must have one class, got more than one; name the instance once",
    })),
    ...unknown(
      names,
      instances.map(({ name }) => name),
      "an instance",
    ),
  ];
  if (faults.length > 0) throw new Refusal(faults, 2);
  return Object.fromEntries(pairs) as Classes;
}

/** The words with which the same is typed again, in the same folder. */
export function typed({ all, some }: Wish, folder?: string): string[] {
  const classes = all === undefined ? some.flatMap((each) => ["--instance", each]) : [all];
  return [...classes, ...(folder === undefined ? [] : ["--folder", folder])];
}

/** AWS has a class in some zones and with some versions only. @throws Refusal with all that lack it */
export async function refuseMissing(
  cluster: Pick<Cluster, "zonesOffering">,
  region: string,
  instances: readonly Instance[],
  target: Classes,
): Promise<void> {
  const classes = [...new Set(Object.values(target))];
  const offers = await Promise.all(classes.map((each) => cluster.zonesOffering(each)));
  const faults = instances.flatMap(({ name, zone, class: now }) => {
    const wanted = target[name];
    const zones = offers[classes.indexOf(wanted ?? "")] ?? [];
    if (wanted === undefined || wanted === now || zones.includes(`${region}${zone}`)) return [];
    const where = zones.length === 0 ? "nowhere with the version that runs" : zones.join(", ");
    const must = `must be in a zone that offers ${wanted}, got ${region}${zone}`;
    return [{ where: name, says: `${must}; choose another class, AWS has this one ${where}` }];
  });
  if (faults.length > 0) throw new Refusal(faults);
}
