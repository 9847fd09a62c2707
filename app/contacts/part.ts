import type { Row, Session, Value } from "../database/engine";
import type { Contact } from "./contact";

export const COLUMNS = "id, name, email, phone, note, version";
export const PAGE_SIZE = 20;

/** SQL that a contact must meet, and its values; undefined: every contact does. */
type Condition = { readonly sql: string; readonly values: readonly string[] } | undefined;

export function conditionOf(search: string): Condition {
  if (search === "") return undefined;
  const like = `%${search.replaceAll(/[!%_]/g, "!$&")}%`;
  const columns = ["name", "email", "phone", "note"];
  const tests = columns.map((column) => `LOWER(${column}) LIKE LOWER(?) ESCAPE '!'`);
  return { sql: tests.join(" OR "), values: columns.map(() => like) };
}

/**
 * `size` contacts in the order of their names, the first ones or those after one. Their ids come from
 * the index of names, and a subquery looks up each of these rows, which no planner turns into a walk
 * through the table: an answer costs the same however many contacts there are.
 */
export async function partOf(session: Session, size: number, after: string | undefined) {
  const [start, startValues] = await startOf(session, after);
  const ids = `SELECT id, name AS by_name FROM contacts${start} ORDER BY name, id LIMIT ? OFFSET ?`;
  const looked = (limit: number, offset: number): Value[] => [...startValues, limit, offset];
  const fits = (condition: NonNullable<Condition>) =>
    `(SELECT CASE WHEN ${condition.sql} THEN 1 ELSE 0 END FROM contacts WHERE contacts.id = part.id)`;
  return {
    async count(condition: Condition): Promise<{ looked: number; total: number }> {
      const total = condition ? `SUM(${fits(condition)})` : "COUNT(*)";
      const { rows } = await session.run(
        `SELECT COUNT(*) AS looked, ${total} AS total FROM (${ids}) AS part`,
        ...(condition?.values ?? []),
        ...looked(size, 0),
      );
      return { looked: Number(rows[0]?.looked), total: Number(rows[0]?.total) };
    },

    async page(condition: Condition, offset: number): Promise<Contact[]> {
      const [found, values] = condition
        ? [
            `SELECT id FROM (${ids}) AS part WHERE ${fits(condition)} = 1 ORDER BY by_name, id LIMIT ? OFFSET ?`,
            [...looked(size, 0), ...condition.values, PAGE_SIZE, offset],
          ]
        : [ids, looked(PAGE_SIZE, offset)];
      const sql = `SELECT ${COLUMNS} FROM (${found}) AS found JOIN contacts USING (id) ORDER BY name, id`;
      const { rows } = await session.run(sql, ...values);
      return rows.map(contactOf);
    },

    /** Id of the last contact of this part, if there are more. */
    async next(): Promise<string | undefined> {
      const { rows } = await session.run(ids, ...looked(2, size - 1));
      return rows.length > 1 ? String(rows[0]?.id) : undefined;
    },
  };
}

export function contactOf(row: Row): Contact {
  const text = (column: string) => String(row[column]);
  return {
    id: text("id"),
    name: text("name"),
    email: text("email"),
    phone: text("phone"),
    note: text("note"),
    version: Number(row.version),
  };
}

// --- internal ---

async function startOf(session: Session, after: string | undefined): Promise<[string, string[]]> {
  if (after === undefined) return ["", []];
  const { rows } = await session.run("SELECT name FROM contacts WHERE id = ?", after);
  if (rows[0] === undefined) return ["", []];
  const name = String(rows[0].name);
  // The first half is for MySQL, whose index doesn't serve the second.
  return [" WHERE name >= ? AND (name, id) > (?, ?)", [name, name, after]];
}
