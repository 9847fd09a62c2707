import fc from "fast-check";

const number = (min: number, max: number) => fc.integer({ min, max });
const matching = (pattern: RegExp, maxLength = 40) =>
  fc.stringMatching(pattern).filter((text) => text.length <= maxLength);

const engine = fc.oneof(
  fc.record({
    kind: fc.constant("aurora-mysql" as const),
    version: fc.constantFrom("8.0.mysql_aurora.3.10.0", "5.7.mysql_aurora.2.11.5"),
  }),
  fc.record({
    kind: fc.constant("aurora-postgresql" as const),
    version: fc.tuple(number(13, 17), number(1, 20)).map((version) => version.join(".")),
  }),
);

// Outside of what follows the zones: to make one of these takes 10 ms, to draw from it nothing.
const databaseName = matching(/^[a-z][a-z0-9_]{0,20}$/).map((name) => `db_${name}`);
const instanceName = matching(/^[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,4}){0,2}$/, 15);

const windows = fc.record({
  backup: fc.constantFrom("03:00-04:00", "23:45-00:15"),
  maintenance: fc.constantFrom("sun:04:30-sun:05:30", "sat:20:00-sat:23:45"),
  apply: fc.constantFrom("now" as const, "window" as const),
});

const place = fc.constantFrom(1 as const, 2 as const);
const restore = fc.oneof(
  fc.record(
    {
      from: fc.constantFrom("lab-database", "lab-database-2", "cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
      to: fc.constantFrom("latest", "2026-11-29T10:00:00Z"),
      into: place,
    },
    { requiredKeys: ["from", "to"] },
  ),
  fc.record({ from: fc.constantFrom("lab-before", "rds:lab-database-2026-11-29-03-05") }),
);

const backupVault = fc.record({
  days: number(1, 36_500),
  lock: fc.constantFrom("none" as const, "governance" as const),
});

/** Settings of a database in these zones. */
export const databaseIn = <Zone extends string>(zones: readonly Zone[]) =>
  anyDatabaseIn(zones).map(({ backtrackHours, insights, ...database }) => {
    const isMysql = database.engine.kind === "aurora-mysql";
    const isSmall = Object.values(database.instances).some(({ class: of }) =>
      of.startsWith("db.t"),
    );
    return {
      ...database,
      // AWS has the one for MySQL alone, and the other for no t class.
      ...(backtrackHours !== undefined && { backtrackHours: isMysql ? backtrackHours : 0 }),
      ...(insights && { insights: isSmall ? ("standard" as const) : insights }),
    };
  });

// --- internal ---

const anyDatabaseIn = <Zone extends string>(zones: readonly Zone[]) =>
  fc.record(
    {
      engine,
      name: databaseName,
      instances: fc.dictionary(
        instanceName,
        fc.record({
          class: fc.constantFrom("db.t4g.medium", "db.r6g.large", "db.r6gd.16xlarge"),
          zone: fc.constantFrom(...zones),
        }),
        { minKeys: 1, maxKeys: 6 },
      ),
      backupDays: number(1, 35),
      backupVault,
      windows,
      insights: fc.constantFrom("standard" as const, "advanced" as const),
      backtrackHours: number(0, 72),
      cluster: place,
      restore,
    },
    { requiredKeys: ["engine", "name", "instances", "backupDays"] },
  );
