import type { Database, ReadOptions } from "../database/database";
import type { Session } from "../database/engine";
import { type Contact, type ContactFields, sameFields } from "./contact";
import { COLUMNS, conditionOf, contactOf, PAGE_SIZE, partOf } from "./part";
import { Room } from "./room";

/**
 * So many contacts are looked at for one answer, in the order of their names: whatever is searched
 * for, and whatever strangers have stored, that takes a moment. The next ones are a link away. Each may
 * be a page that the database has to fetch first: 10,000 took seconds in a book larger than its cache.
 */
export const MOST_LOOKED_AT = 2_000;
/** 6 GB if every field of each is full of the longest characters. */
export const MOST_CONTACTS = 1_000_000;

export interface Question extends ReadOptions {
  /** Id of the contact after which to begin. If it is gone, the first ones are looked at. */
  readonly after?: string;
}

export interface Page {
  readonly contacts: readonly Contact[];
  readonly page: number;
  readonly pages: number;
  /** Matches among the contacts looked at. */
  readonly total: number;
  /** Id of the last contact looked at, if there are more after it. */
  readonly next: string | undefined;
}

/** `conflict`: something else is there, which `there` is; undefined if it was removed. */
export type Outcome =
  | { readonly kind: "done" }
  | { readonly kind: "conflict"; readonly there: Contact | undefined };

/** There is room for no more than `most` contacts. */
export type Full = { readonly kind: "full"; readonly most: number };

const DONE: Outcome = { kind: "done" };

export interface StoreOptions {
  /** A multiple of PAGE_SIZE. */
  readonly lookedAt?: number;
  readonly room?: Room;
}

/** Every change is idempotent, so that a lost answer or a second click does no harm. */
export class ContactStore {
  private readonly lookedAt: number;
  private readonly room: Room;

  constructor(
    private readonly database: Database,
    { lookedAt = MOST_LOOKED_AT, room = new Room(database, MOST_CONTACTS) }: StoreOptions = {},
  ) {
    this.lookedAt = lookedAt;
    this.room = room;
  }

  /** The page asked for, or the last one if there are fewer. */
  list(search: string, wanted: number, { after, fresh }: Question): Promise<Page> {
    return this.database.read(
      async (session) => {
        const part = await partOf(session, this.lookedAt, after);
        const condition = conditionOf(search);
        const { looked, total } = await part.count(condition);
        const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
        const page = Math.min(wanted, pages);
        const contacts = total === 0 ? [] : await part.page(condition, (page - 1) * PAGE_SIZE);
        const next = looked < this.lookedAt ? undefined : await part.next();
        return { contacts, page, pages, total, next };
      },
      { fresh },
    );
  }

  find(id: string, options: ReadOptions): Promise<Contact | undefined> {
    return this.database.read((session) => findIn(session, id), options);
  }

  /** `id` comes with the form: the same form sent twice is one contact. */
  async add(id: string, fields: ContactFields): Promise<Outcome | Full> {
    const { name, email, phone, note } = fields;
    return this.database.write(async (session) => {
      const there = await findIn(session, id);
      if (there !== undefined)
        return sameFields(there, fields) ? DONE : { kind: "conflict", there };
      if (this.room.isTaken()) return { kind: "full", most: this.room.most };
      const sql = `INSERT INTO contacts (${COLUMNS}) VALUES (?, ?, ?, ?, ?, 1)`;
      await session.run(sql, id, name, email, phone, note);
      this.room.take(1);
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
    const { changed } = await this.database.write((session) =>
      session.run("DELETE FROM contacts WHERE id = ?", id),
    );
    this.room.take(-changed);
  }
}

async function findIn(session: Session, id: string): Promise<Contact | undefined> {
  const { rows } = await session.run(`SELECT ${COLUMNS} FROM contacts WHERE id = ?`, id);
  return rows[0] && contactOf(rows[0]);
}
