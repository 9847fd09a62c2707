import type { Engine, Session } from "./engine";

const LOCK = "web-app-migrations";

interface Migration {
  readonly name: string;
  readonly sql: (engine: Engine) => string;
}

/**
 * In order, one statement each, never edited once released. During a rollout the old version runs
 * on the new schema, so add only what it can ignore; remove in a later release.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    name: "0001-contacts",
    sql: ({ sql }) => `CREATE TABLE contacts (
      id CHAR(36) PRIMARY KEY,
      name VARCHAR(100) NOT NULL,
      email VARCHAR(254) NOT NULL,
      phone VARCHAR(40) NOT NULL,
      note VARCHAR(1000) NOT NULL,
      version INTEGER NOT NULL
    ) ${sql.tableOptions}`,
  },
  {
    name: "0002-contacts-by-name",
    sql: () => "CREATE INDEX contacts_by_name ON contacts (name, id)",
  },
];

/** Runs what is missing, and says what that was. Of many instances at once, one does it. */
export async function migrate(session: Session, engine: Engine): Promise<string[]> {
  const { rows } = await session.run(engine.sql.tryLock, LOCK);
  if (Number(rows[0]?.got) !== 1) throw new Error("another instance is at it");
  try {
    const done = await namesDone(session, engine);
    const missing = MIGRATIONS.filter(({ name }) => !done.has(name));
    for (const { name, sql } of missing) {
      await unlessThere(engine, session.run(sql(engine)));
      await session.run("INSERT INTO migrations (name) VALUES (?)", name);
    }
    return missing.map(({ name }) => name);
  } finally {
    await session.run(engine.sql.unlock, LOCK).catch(() => undefined); // goes with the session
  }
}

async function namesDone(session: Session, { sql }: Engine): Promise<Set<unknown>> {
  await session.run(
    `CREATE TABLE IF NOT EXISTS migrations (name VARCHAR(100) PRIMARY KEY) ${sql.tableOptions}`,
  );
  const { rows } = await session.run("SELECT name FROM migrations");
  return new Set(rows.map((row) => row.name));
}

/** MySQL can't undo DDL: whoever died between a statement and its record left it done. */
async function unlessThere(engine: Engine, statement: Promise<unknown>): Promise<void> {
  try {
    await statement;
  } catch (error) {
    if (engine.faultOf(error) !== "exists") throw error;
  }
}
