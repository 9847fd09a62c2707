import { accepts, put, refuses, saidTo, sound } from "../support/refusals";

const member = { class: "db.t4g.medium", zone: "a" };

describe("the engine", () => {
  const mysql =
    'must be a full Aurora MySQL version, got %s; write it like "8.0.mysql_aurora.3.10.0"';
  refuses("database.engine.version", mysql, {
    "a version of PostgreSQL's": "16.8",
    "a version of MySQL alone": "8.0",
    "a version without its last number": "8.0.mysql_aurora.3.10",
    "a number": 8,
    null: null,
    nothing: undefined,
  });
  test.each([
    { what: "a version of MySQL's", version: "8.0.mysql_aurora.3.10.0" },
    { what: "a major version alone", version: "16" },
    { what: "a version that PostgreSQL no longer has", version: "9.6.22" },
  ])("an engine of kind aurora-postgresql refuses $what", ({ version }) => {
    const engine = { kind: "aurora-postgresql", version };
    expect(saidTo({ lab: put(sound, "database.engine", engine) })).toEqual([
      `lab.database.engine.version: must be a full Aurora PostgreSQL version, got "${version}"; write it like "16.8"`,
    ]);
  });
  const kinds = "must be one of aurora-mysql, aurora-postgresql, got %s";
  refuses("database.engine.kind", `${kinds}; choose one of these`, {
    "another engine": "mariadb",
    "MySQL that isn't Aurora": "mysql",
    "PostgreSQL that isn't Aurora": "postgresql",
    "no kind": undefined,
    null: null,
  });
  refuses("database.engine.kind", `${kinds}; did you mean "aurora-postgresql"?`, {
    "PostgreSQL by its nickname": "aurora-postgres",
  });
  refuses(
    "database.engine",
    "must be an object, got %s; give it a kind, one of aurora-mysql, aurora-postgresql",
    { "a kind alone": "aurora-mysql", null: null, nothing: undefined },
  );
  accepts("database.engine", [
    { kind: "aurora-mysql", version: "5.7.mysql_aurora.2.11.5" },
    { kind: "aurora-postgresql", version: "16.8" },
  ]);
});

describe("the name", () => {
  refuses(
    "database.name",
    'must be 1 to 63 of a-z, 0-9 and _, starting with a letter, and not a name that the engine uses itself, got %s; write it like "immersionday"',
    {
      "a schema of MySQL's": "mysql",
      "a schema of every MySQL": "information_schema",
      "the database that PostgreSQL starts with": "postgres",
      "a template of PostgreSQL's": "template1",
      "the database of RDS itself": "rdsadmin",
      "an empty text": "",
      capitals: "ImmersionDay",
      "a dash": "immersion-day",
      "a digit in front": "2day",
      "64 characters": "a".repeat(64),
      "a line break": "day\n",
      "a number": 1,
      null: null,
      nothing: undefined,
    },
  );
  test.each([
    { kind: "aurora-mysql", version: "8.0.mysql_aurora.3.10.0", name: "order", free: "user" },
    { kind: "aurora-postgresql", version: "16.8", name: "user", free: "database" },
    { kind: "aurora-postgresql", version: "16.8", name: "admin", free: "rank" },
  ])("$name is a word of $kind, and $free is none", ({ name, free, ...engine }) => {
    const stage = (word: string) => ({
      lab: put(put(sound, "database.engine", engine), "database.name", word),
    });
    expect(saidTo(stage(free))).toEqual([]);
    expect(saidTo(stage(name))).toEqual([
      `lab.database.name: must not be a word that ${engine.kind} keeps for itself, got "${name}"; write it like "${name}_app"`,
    ]);
  });
  accepts("database.name", ["a", "immersion_day2", "mysql2", "a".repeat(63)]);
});

describe("the instances", () => {
  refuses(
    "database.instances.a.class",
    'must be an instance class of Aurora: db.t… medium or large, db.r… or db.x… large or more, got %s; write it like "db.t4g.medium"',
    {
      "a class without db.": "t4g.medium",
      "a size alone": "medium",
      "a size too small for Aurora": "db.t3.micro",
      "a size too large for its family": "db.t4g.xlarge",
      "a family that Aurora lacks": "db.m6g.large",
      "a size that isn't one": "db.r6g.2xxlarge",
      "a class without a size": "db.r6g",
      capitals: "db.R6g.large",
      "a number": 1,
      null: null,
      nothing: undefined,
    },
  );
  refuses(
    "database.instances.b.zone",
    "must be a zone of the network (a, b), got %s; add it to network.zones or choose one of these",
    {
      "a zone that the network hasn't": "c",
    },
  );
  refuses(
    "database.instances.b.zone",
    'must be a zone\'s letter, a to f, got %s; write it like "a"',
    {
      "a letter that no zone has": "z",
      "the zone's full name": "us-east-1b",
      nothing: undefined,
      null: null,
    },
  );
  refuses(
    "database.instances",
    "must be 1 to 16 instances, got 0; list one writer and up to 15 readers",
    {
      "none at all": {},
    },
  );
  test("database.instances refuses a seventeenth", () => {
    const many = Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`n${i}`, member]));
    expect(saidTo({ lab: put(sound, "database.instances", many) })).toEqual([
      "lab.database.instances: must be 1 to 16 instances, got 17; list one writer and up to 15 readers",
    ]);
  });
  refuses(
    "database.instances",
    'must be an object of instances by name, got %s; write it like { a: { class: "db.t4g.medium", zone: "a" } }',
    {
      "a list": [{ class: "db.t4g.medium", zone: "a" }],
      "a number of them": 2,
      null: null,
      nothing: undefined,
    },
  );
  refuses("database.instances.b", "must be an object, got %s; give it class, zone", {
    "a class alone": "db.t4g.medium",
    null: null,
    "a list": [],
  });
  accepts("database.instances", [
    { a: member },
    {
      "blue-1": { class: "db.r6gd.16xlarge", zone: "b" },
      constructor: { class: "db.r6g.xlarge", zone: "a" },
    },
    Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`n${i}`, member])),
  ]);
});

describe("an instance's name", () => {
  test.each([
    { what: "a capital", name: "Writer" },
    { what: "a digit in front", name: "1" },
    { what: "an underscore", name: "a_b" },
    { what: "two dashes", name: "a--b" },
    { what: "a dash at the end", name: "a-" },
    { what: "16 characters", name: "a".repeat(16) },
  ])("may not have $what", ({ name }) => {
    expect(saidTo({ lab: put(sound, `database.instances.${name}`, member) })).toEqual([
      `lab.database.instances.${name}: must be named in 1 to 15 of a-z, 0-9 and single dashes, starting with a letter, got "${name}"; name instances for good and not for their role, like "a"`,
    ]);
  });
  test("may not be empty, and is quoted where it couldn't be seen", () => {
    expect(saidTo({ lab: put(sound, "database.instances.", member) })).toEqual([
      'lab.database.instances."": must be named in 1 to 15 of a-z, 0-9 and single dashes, starting with a letter, got ""; name instances for good and not for their role, like "a"',
    ]);
  });
});

describe("the backups", () => {
  refuses(
    "database.backupDays",
    "must be a whole number from 1 to 35, got %s; write a number of days, like 14",
    {
      zero: 0,
      "less than nothing": -1,
      "a fraction": 0.5,
      "more than Aurora keeps": 36,
      text: "14",
      null: null,
      nothing: undefined,
    },
  );
  accepts("database.backupDays", [1, 35]);
});
