import type { Database, ReadOptions } from "../database/database";
import type { Row, Session } from "../database/engine";
import { type Contact, type ContactFields, sameFields } from "./contact";

const COLUMNS = "id, name, email, phone, note, version";
export const PAGE_SIZE = 20;

export interface Page {
  readonly contacts: readonly Contact[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

/** `conflict`: something else is there, which `there` is; undefined if it was removed. */
export type Outcome =
  | { readonly kind: "done" }
  | { readonly kind: "conflict"; readonly there: Contact | undefined };

const DONE: Outcome = { kind: "done" };

/** Every change is idempotent, so that a lost answer or a second click does no harm. */
export class ContactStore {
  constructor(private readonly database: Database) {}

  /** The page asked for, or the last one if there are fewer. */
  list(search: string, wanted: number, options: ReadOptions): Promise<Page> {
    return this.database.read(async (session) => {
      const [where, values] = condition(search);
      const { rows } = await session.run(
        `SELECT COUNT(*) AS total FROM contacts${where}`,
        ...values,
      );
      const total = Number(rows[0]?.total);
      const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
      const page = Math.min(wanted, pages);
      const found = await session.run(
        `SELECT ${COLUMNS} FROM contacts${where} ORDER BY name, id LIMIT ? OFFSET ?`,
        ...values,
        PAGE_SIZE,
        (page - 1) * PAGE_SIZE,
      );
      return { contacts: found.rows.map(contactOf), page, pages, total };
    }, options);
  }

  find(id: string, options: ReadOptions): Promise<Contact | undefined> {
    return this.database.read((session) => findIn(session, id), options);
  }

  /** `id` comes with the form: the same form sent twice is one contact. */
  async add(id: string, fields: ContactFields): Promise<Outcome> {
    const { name, email, phone, note } = fields;
    return this.database.write(async (session) => {
      const there = await findIn(session, id);
      if (there !== undefined)
        return sameFields(there, fields) ? DONE : { kind: "conflict", there };
      const sql = `INSERT INTO contacts (${COLUMNS}) VALUES (?, ?, ?, ?, ?, 1)`;
      await session.run(sql, id, name, email, phone, note);
      return DONE;
    });
  }

  async change(id: string, version: number, fields: ContactFields): Promise<Outcome> {
    const { name, email, phone, note } = fields;
    return this.database.write(async (session) => {
      const { changed } = await session.run(
        "UPDATE contacts SET name = ?, email = ?, phone = ?, note = ?, version = version + 1 WHERE id = ? AND version = ?",
        ...[name, email, phone, note, id, version],
      );
      if (changed > 0) return DONE;
      const there = await findIn(session, id);
      return there && sameFields(there, fields) ? DONE : { kind: "conflict", there };
    });
  }

  async remove(id: string): Promise<void> {
    await this.database.write((session) => session.run("DELETE FROM contacts WHERE id = ?", id));
  }
}

async function findIn(session: Session, id: string): Promise<Contact | undefined> {
  const { rows } = await session.run(`SELECT ${COLUMNS} FROM contacts WHERE id = ?`, id);
  return rows[0] && contactOf(rows[0]);
}

function condition(search: string): [string, string[]] {
  if (search === "") return ["", []];
  const like = `%${search.replaceAll(/[!%_]/g, "!$&")}%`;
  const columns = ["name", "email", "phone", "note"];
  const tests = columns.map((column) => `LOWER(${column}) LIKE LOWER(?) ESCAPE '!'`);
  return [` WHERE ${tests.join(" OR ")}`, columns.map(() => like)];
}

function contactOf(row: Row): Contact {
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
