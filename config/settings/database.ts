import { z } from "zod";
import { sentence } from "../../terminal/refusal";
import { choice, kinds, named, rule, says, strict } from "../schema";
import { RESERVED_WORDS } from "./reserved-words";
import { place, restore } from "./restore";
import { windows } from "./windows";
import { count, text, whole, zone } from "./words";

const engine = kinds([
  strict({
    kind: z.literal("aurora-mysql"),
    version: text(
      "must be a full Aurora MySQL version",
      'write it like "8.0.mysql_aurora.3.10.0"',
      /^\d+\.\d+\.mysql_aurora\.\d+\.\d+\.\d+$/,
    ),
  }),
  strict({
    kind: z.literal("aurora-postgresql"),
    version: text("must be a full Aurora PostgreSQL version", 'write it like "16.8"', /^\d+\.\d+$/),
  }),
]);

const RESERVED = [
  "information_schema",
  "mysql",
  "performance_schema",
  "postgres",
  "rdsadmin",
  "sys",
  "template0",
  "template1",
];
const DATABASE_SAYS = says(
  "must be 1 to 63 of a-z, 0-9 and _, starting with a letter, and not a name that the engine uses itself",
  'write it like "immersionday"',
);

const instance = strict({
  class: text(
    // "Supported DB engines for DB instance classes" in the Aurora user guide.
    "must be an instance class of Aurora: db.t… medium or large, db.r… or db.x… large or more",
    'write it like "db.t4g.medium"',
    /^db\.(t[a-z0-9]+\.(medium|large)|[rx][a-z0-9]+\.(large|([1-9][0-9]*)?xlarge))$/,
  ),
  zone,
});

const vault = strict({
  /** Days that a backup is kept in the vault. */
  days: whole(1, 36_500, "must be a number of days from 1 to 36500", "write a number, like 35"),
  /** governance: no backup is deleted before its days, unless somebody takes the lock off first. */
  lock: choice(["none", "governance"]).default("none"),
});

const NAME_SAYS = says(
  "must be named in 1 to 15 of a-z, 0-9 and single dashes, starting with a letter",
  'name instances for good and not for their role, like "a"',
);

export const database = strict({
  engine,
  /** The database inside the cluster. Changing it replaces the cluster. */
  name: z
    .string(DATABASE_SAYS)
    .regex(/^[a-z][a-z0-9_]{0,62}$/, DATABASE_SAYS)
    .refine((name) => !RESERVED.includes(name), DATABASE_SAYS),
  /** Role-neutral names: any instance may be the writer, and a failover changes who is. */
  instances: named(
    /^(?!.{16})[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    NAME_SAYS,
    instance,
    says(
      "must be an object of instances by name",
      'write it like { a: { class: "db.t4g.medium", zone: "a" } }',
    ),
  ).check(
    rule([], (all) => {
      const size = Object.keys(all).length;
      const remedy = "list one writer and up to 15 readers";
      return size >= 1 && size <= 16
        ? []
        : [{ path: [], says: sentence("must be 1 to 16 instances", size, remedy) }];
    }),
  ),
  /** Days that automatic backups reach back. */
  backupDays: count(35, "a number of days, like 14"),
  /** A backup a day in a vault of AWS Backup, on top; left out, none. */
  backupVault: vault.optional(),
  /** Left out, they are what the construct says, and changes are made by the apply. */
  windows: windows.optional(),
  /** Left out, AWS's default: a week of history for nothing. "advanced" is paid by vCPU and hour. */
  insights: choice(["standard", "advanced"]).optional(),
  /** Settled when the cluster is made. How far back it can be turned in place; paid by what changes. */
  backtrackHours: whole(
    0,
    72,
    "must be a whole number of hours from 0 to 72",
    "write a number, like 24; 0 is none",
  ).default(0),
  /** The place of the cluster that the app uses; left out, the first one. */
  cluster: place.optional(),
  /** While it is there, so is a second cluster. Taken out, the second one is forgotten, never deleted. */
  restore: restore.optional(),
}).check(
  rule(["insights", "instances"], ({ insights, instances }) => {
    const classes: unknown[] = Object.values(instances).map((each) => each?.class);
    const isSmall = classes.some((each) => typeof each === "string" && each.startsWith("db.t"));
    if (insights !== "advanced" || !isSmall) return [];
    const must =
      'must be "standard" while an instance has a db.t class: AWS has no "advanced" for it';
    const remedy = "choose db.r… classes, or leave insights out";
    return [{ path: ["insights"], says: sentence(must, insights, remedy) }];
  }),
  rule(["engine.kind", "backtrackHours"], ({ engine: { kind }, backtrackHours = 0 }) => {
    if (kind === "aurora-mysql" || backtrackHours === 0) return [];
    const must = "must be 0, since AWS has backtrack for aurora-mysql alone";
    return [{ path: ["backtrackHours"], says: sentence(must, backtrackHours, "leave it out") }];
  }),
  rule(["engine.kind", "name"], ({ engine: { kind }, name }) => {
    if (!RESERVED_WORDS[kind].has(name)) return [];
    const must = `must not be a word that ${kind} keeps for itself`;
    return [{ path: ["name"], says: sentence(must, name, `write it like "${name}_app"`) }];
  }),
);
