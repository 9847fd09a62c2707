/** What a message says to any odd value: what the setting must be, and what to do. */
export const count = (most: number, like: string) => [
  `must be a whole number from 1 to ${most}`,
  `write a number of ${like}`,
];
export const oneOf = (...values: string[]) => [
  `must be one of ${values.join(", ")}`,
  "choose one of these",
];
export const like = (must: string, example: string) => [
  `must be ${must}`,
  `write it like ${example}`,
];
export const object = (keys: string) => ["must be an object", `give it ${keys}`];
export const kind = (...kinds: string[]) => object(`a kind, one of ${kinds.join(", ")}`);

export const AURORA_CLASS =
  "an instance class of Aurora: db.t… medium or large, db.r… or db.x… large or more";

/** The settings of the database. */
export const ODD_DATABASE: Record<string, readonly string[]> = {
  "lab.database": object(
    "engine, name, instances, backupDays, backupVault, windows, insights, backtrackHours, cluster, restore",
  ),
  "lab.database.engine": kind("aurora-mysql", "aurora-postgresql"),
  "lab.database.engine.kind": oneOf("aurora-mysql", "aurora-postgresql"),
  "lab.database.engine.version": like("a full Aurora MySQL version", '"8.0.mysql_aurora.3.10.0"'),
  "lab.database.name": like(
    "1 to 63 of a-z, 0-9 and _, starting with a letter, and not a name that the engine uses itself",
    '"immersionday"',
  ),
  "lab.database.instances": like(
    "an object of instances by name",
    '{ a: { class: "db.t4g.medium", zone: "a" } }',
  ),
  "lab.database.instances.a": object("class, zone"),
  "lab.database.instances.a.class": like(AURORA_CLASS, '"db.t4g.medium"'),
  "lab.database.instances.a.zone": like("a zone's letter, a to f", '"a"'),
  "lab.database.instances.b": object("class, zone"),
  "lab.database.instances.b.class": like(AURORA_CLASS, '"db.t4g.medium"'),
  "lab.database.instances.b.zone": like("a zone's letter, a to f", '"a"'),
  "lab.database.backupDays": count(35, "days, like 14"),
  "lab.database.backupVault": object("days, lock"),
  "lab.database.backupVault.days": [
    "must be a number of days from 1 to 36500",
    "write a number, like 35",
  ],
  "lab.database.backupVault.lock": oneOf("none", "governance"),
  "lab.database.insights": oneOf("standard", "advanced"),
  "lab.database.backtrackHours": [
    "must be a whole number of hours from 0 to 72",
    "write a number, like 24; 0 is none",
  ],
  "lab.database.cluster": [
    "must be 1 or 2, a place for a cluster",
    "write 1, or 2 where a restored cluster has place 2",
  ],
  "lab.database.restore": object("from, to, into"),
  "lab.database.restore.from": [
    "must be a cluster or a snapshot",
    'write an identifier like "lab-database", the resource id of a deleted cluster, or a snapshot\'s ARN',
  ],
  "lab.database.restore.to": [
    'must be "latest" or a time in UTC',
    'write "latest", or a time like "2026-11-29T10:00:00Z"; a snapshot has one time, so leave it out',
  ],
  "lab.database.restore.into": [
    "must be 1 or 2, a place for a cluster",
    "write 1, or 2 where a restored cluster has place 2",
  ],
  "lab.database.windows": object("backup, maintenance, apply"),
  "lab.database.windows.backup": like(
    "hours of a day in UTC, at least half an hour",
    '"03:00-04:00"',
  ),
  "lab.database.windows.maintenance": like(
    "hours of a week in UTC, at least half an hour and less than a day",
    '"sun:04:30-sun:05:30"',
  ),
  "lab.database.windows.apply": oneOf("now", "window"),
};
