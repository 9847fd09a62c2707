import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { DatabaseAway } from "../database/database";
import { readForm } from "../web/form";
import { page } from "../web/layout";
import type { Ctx, Env, Services } from "../web/services";
import { type Contact, type ContactFields, readContact } from "./contact";
import { ContactForm, type FormProps, RemovePage } from "./form";
import { ListPage } from "./list";

const ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const IS_ID = new RegExp(`^${ID}$`);
const MOST_SEARCHED = 100;
const EMPTY: ContactFields = { name: "", email: "", phone: "", note: "" };

/**
 * Who has just written reads what that was from the writer: readers are behind by less than 0.1 s.
 * Anyone can make this cookie, as anyone can write and be given one; a signature would not change
 * that. So it holds for what costs a moment, single contacts and lists, and never for a search; and
 * reads have few connections at the writer, which writes don't wait for: see Cluster.
 */
const FRESH = "fresh";
const FRESH_SECONDS = 5;

export function contactRoutes(services: Services): Hono<Env> {
  const { contacts } = services;
  return new Hono<Env>()
    .get("/contacts", (c) => list(c, services))
    .get("/contacts/new", (c) => form(c, services, { fields: EMPTY, id: randomUUID() }))
    .post("/contacts", (c) => add(c, services))
    .get(`/contacts/:id{${ID}}`, async (c) => {
      const contact = await contacts.find(c.req.param("id"), reading(c));
      return contact ? form(c, services, editing(contact)) : c.notFound();
    })
    .post(`/contacts/:id{${ID}}`, (c) => change(c, services, c.req.param("id")))
    .get(`/contacts/:id{${ID}}/remove`, async (c) => {
      const contact = await contacts.find(c.req.param("id"), reading(c));
      if (!contact) return c.notFound();
      return page(c, services, { title: "Remove", children: <RemovePage contact={contact} /> });
    })
    .post(`/contacts/:id{${ID}}/remove`, async (c) => {
      await contacts.remove(c.req.param("id"));
      return done(c, "removed");
    });
}

async function list(c: Ctx, services: Services) {
  const search = (c.req.query("search") ?? "").normalize("NFC").trim().slice(0, MOST_SEARCHED);
  const wanted = /^[1-9]\d{0,8}$/.test(c.req.query("page") ?? "") ? Number(c.req.query("page")) : 1;
  const told = { added: c.req.query("added"), changed: c.req.query("changed") };
  const id = told.added ?? told.changed ?? "";
  const asked = c.req.query("after") ?? "";
  const after = IS_ID.test(asked) ? asked : undefined;
  const [found, contact] = await Promise.all([
    // PostgreSQL takes no NUL, and no name here has one.
    services.contacts.list(search.replaceAll("\0", ""), wanted, {
      after,
      fresh: search === "" && reading(c).fresh,
    }),
    IS_ID.test(id) ? services.contacts.find(id, reading(c)) : undefined,
  ]);
  const notice = contact
    ? { did: told.added ? "Added" : "Saved", contact }
    : c.req.query("removed") !== undefined && { did: "Removed." };
  return page(c, services, {
    title: "Contacts",
    script: "contacts.js",
    children: <ListPage {...{ found, search, after, notice: notice || undefined }} />,
  });
}

async function add(c: Ctx, services: Services) {
  const sent = await readForm(c);
  const id = sent.get("id") ?? "";
  const { fields, faults } = readContact(sent);
  // A form that lost its id can still be sent, but not twice.
  const props = { fields, faults, id: IS_ID.test(id) ? id : randomUUID() };
  if (Object.keys(faults).length > 0) return form(c, services, props, 400);
  const outcome = await keepingWhatWasTyped(c, services, props, () =>
    services.contacts.add(props.id, fields),
  );
  if (outcome instanceof Response) return outcome;
  if (outcome.kind === "done") return done(c, "added", props.id);
  if (outcome.kind === "full") {
    const notice = `The address book is full: it holds ${outcome.most} contacts at most. Remove one, and save again in a minute.`;
    return form(c, services, { ...props, notice }, 507);
  }
  const notice = `This form was saved before, as ${outcome.there?.name}. Save once more to add another contact.`;
  return form(c, services, { fields, notice, id: randomUUID() }, 409);
}

async function change(c: Ctx, services: Services, id: string) {
  const sent = await readForm(c);
  const version = /^\d{1,9}$/.test(sent.get("version") ?? "") ? Number(sent.get("version")) : 0;
  const { fields, faults } = readContact(sent);
  const props = { fields, faults, id, version };
  if (Object.keys(faults).length > 0) return form(c, services, props, 400);
  const outcome = await keepingWhatWasTyped(c, services, props, () =>
    services.contacts.change(id, version, fields),
  );
  if (outcome instanceof Response) return outcome;
  if (outcome.kind === "done") return done(c, "changed", id);
  if (outcome.there === undefined) return c.notFound();
  const notice =
    "Somebody changed this contact meanwhile. Below is what you typed; save again to replace theirs.";
  return form(c, services, { fields, notice, id, version: outcome.there.version }, 409);
}

/** If the database is away, the form comes back as it was, to be sent again. */
async function keepingWhatWasTyped<T>(
  c: Ctx,
  services: Services,
  props: FormProps,
  save: () => Promise<T>,
): Promise<T | Response> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof DatabaseAway)) throw error;
    c.header("retry-after", "5");
    const notice =
      "The address book can't be reached just now. What you typed is still here: save again in a moment.";
    return form(c, services, { ...props, notice }, 503);
  }
}

function form(c: Ctx, services: Services, props: FormProps, status?: 400 | 409 | 503 | 507) {
  const name = props.version === undefined ? "New contact" : "Edit contact";
  const title = status === undefined ? name : `Not saved · ${name}`;
  return page(c, services, { title, status, children: <ContactForm {...props} /> });
}

function editing({ id, version, ...fields }: Contact): FormProps {
  return { fields, id, version };
}

function done(c: Ctx, did: "added" | "changed" | "removed", id = "") {
  // The time in it is the wall clock's: it is another instance that reads it.
  setCookie(c, FRESH, String(Date.now()), {
    path: "/contacts",
    maxAge: FRESH_SECONDS,
    httpOnly: true,
    sameSite: "Strict",
    secure: c.get("https"),
  });
  return c.redirect(`/contacts?${did}=${id}`, 303);
}

function reading(c: Ctx) {
  const age = Math.abs(Date.now() - Number(getCookie(c, FRESH)));
  return { fresh: age <= FRESH_SECONDS * 1_000 }; // without a cookie it is no number, and false
}
