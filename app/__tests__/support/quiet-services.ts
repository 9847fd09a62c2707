import { randomUUID } from "node:crypto";
import type { Contact, ContactFields } from "../../contacts/contact";
import type { Page, Question } from "../../contacts/store";
import { Database, DatabaseAway, type ReadOptions } from "../../database/database";
import { patience } from "../../database/patience";
import { Cpu } from "../../instance/cpu";
import { Metadata } from "../../instance/metadata";
import { Load } from "../../load/load";
import { jsonLog } from "../../log";
import { createApp } from "../../web/app";
import type { Services } from "../../web/services";

export const ORIGIN = "http://localhost";

/** The app without a port, its contacts in memory; what it logs is kept. */
export function quietApp(changes: Partial<Services> = {}) {
  const lines: string[] = [];
  const log = jsonLog((line) => lines.push(line));
  const cpu = new Cpu();
  cpu.stop();
  const services: Services = {
    stage: "test",
    version: "1",
    startedAt: performance.now(),
    loadPage: false,
    metadata: new Metadata("http://127.0.0.1:9"), // nobody is there
    cpu,
    load: new Load(),
    database: awayDatabase(),
    contacts: new MemoryContacts(),
    log,
    stopping: () => false,
    ...changes,
  };
  const app = createApp(services);
  return {
    lines,
    services,
    get: async (path: string, headers: Record<string, string> = {}) =>
      app.request(path, { headers: { host: "localhost", ...headers } }),
    post: async (path: string, fields: Record<string, string>, headers = {}) =>
      app.request(path, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: { host: "localhost", origin: ORIGIN, ...headers },
      }),
    fetch: app.fetch,
    request: (path: string, init: RequestInit) => app.request(path, init),
  };
}

/** A database that is asked for nothing, or is not there. */
function awayDatabase(): Database {
  const away = () => Promise.reject(new Error("nobody should ask"));
  const log = jsonLog(() => undefined);
  const settings = { address: away, login: away };
  return new Database({ settings, tls: {}, log, patience: patience() });
}

export class MemoryContacts implements Pick<Services["contacts"], keyof Services["contacts"]> {
  readonly all = new Map<string, Contact>();
  away = false;
  most = 10;

  async list(search: string, page: number, _: Question): Promise<Page> {
    this.check();
    const contacts = [...this.all.values()].filter(({ name }) => name.includes(search));
    return { contacts, page, pages: 1, total: contacts.length, next: undefined };
  }

  async find(id: string, _: ReadOptions) {
    this.check();
    return this.all.get(id);
  }

  async add(id: string, fields: ContactFields) {
    this.check();
    const there = this.all.get(id);
    if (there !== undefined) return { kind: "conflict", there } as const;
    if (this.all.size >= this.most) return { kind: "full", most: this.most } as const;
    this.all.set(id, { id, version: 1, ...fields });
    return { kind: "done" } as const;
  }

  async change(id: string, version: number, fields: ContactFields) {
    this.check();
    const there = this.all.get(id);
    if (there?.version !== version) return { kind: "conflict", there } as const;
    this.all.set(id, { id, version: version + 1, ...fields });
    return { kind: "done" } as const;
  }

  async remove(id: string) {
    this.check();
    this.all.delete(id);
  }

  put(fields: Partial<ContactFields>): string {
    const id = randomUUID();
    this.all.set(id, { id, version: 1, name: "", email: "", phone: "", note: "", ...fields });
    return id;
  }

  private check(): void {
    if (this.away) throw new DatabaseAway("it is away");
  }
}
