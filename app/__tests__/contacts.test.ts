import { randomUUID } from "node:crypto";
import { FIELDS } from "../contacts/contact";
import { MemoryContacts, quietApp } from "./support/quiet-services";

const refusals: [string, Record<string, string>, string][] = [
  ["no name", { name: "  " }, "Give a name."],
  ["an odd email", { name: "Ada", email: "ada" }, "Write it like ada@example.org."],
  ["letters in a phone", { name: "Ada", phone: "call me" }, "Use digits, spaces and"],
  ["a long name", { name: "x".repeat(101) }, "At most 100 characters; this has 101."],
  [
    "a long note",
    { name: "Ada", note: "😀".repeat(1001) },
    "At most 1000 characters; this has 1001.",
  ],
  ["a NUL", { name: "A\0da" }, "Has characters that can&#39;t be kept"],
  ["a line break in a name", { name: "A\nda" }, "Has characters that can&#39;t be kept"],
];

test.each(refusals)(
  "%s is refused beside its field, and nothing typed is lost",
  async (_, fields, says) => {
    const contacts = new MemoryContacts();
    const answer = await quietApp({ contacts }).post("/contacts", { note: "kept", ...fields });
    const text = await answer.text();
    expect(answer.status).toBe(400);
    expect(text).toContain(says);
    expect(text).toContain('aria-invalid="true"');
    if (!fields.note) expect(text).toContain("kept</textarea>");
    expect(contacts.all.size).toBe(0);
  },
);

test("a form full of the longest characters there are is not too large", async () => {
  const contacts = new MemoryContacts();
  const most = Object.fromEntries(FIELDS.map(({ name, most }) => [name, "😀".repeat(most)]));
  const answer = await quietApp({ contacts }).post("/contacts", { ...most, email: "", phone: "" });
  expect(answer.status).toBe(303);
});

test("a form sent a second time with other content is not lost, but asked about", async () => {
  const contacts = new MemoryContacts();
  const app = quietApp({ contacts });
  const id = randomUUID();
  await app.post("/contacts", { id, name: "Ada" });
  const answer = await app.post("/contacts", { id, name: "Grace" });
  const text = await answer.text();
  expect(answer.status).toBe(409);
  expect(text).toContain("This form was saved before, as Ada.");
  expect(text).toContain('value="Grace"');
  expect(text).not.toContain(id); // saving once more is another contact
});

test("a change of what somebody else changed meanwhile is shown, not overwritten", async () => {
  const contacts = new MemoryContacts();
  const id = contacts.put({ name: "Ada" });
  const app = quietApp({ contacts });
  await app.post(`/contacts/${id}`, { version: "1", name: "Ada Lovelace" });
  const answer = await app.post(`/contacts/${id}`, { version: "1", name: "Ada King" });
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain("Somebody changed this contact meanwhile");
  expect(contacts.all.get(id)?.name).toBe("Ada Lovelace");
});

test("a contact that was removed meanwhile can't be changed", async () => {
  const answer = await quietApp().post(`/contacts/${randomUUID()}`, { version: "1", name: "Ada" });
  expect(answer.status).toBe(404);
});

test("a book that is full says so, and what was typed is still there", async () => {
  const contacts = new MemoryContacts();
  contacts.most = 0;
  const answer = await quietApp({ contacts }).post("/contacts", { name: "Ada", note: "kept" });
  const text = await answer.text();
  expect(answer.status).toBe(507);
  expect(text).toContain("The address book is full: it holds 0 contacts at most. Remove one");
  expect(text).toContain("kept</textarea>");
});

describe("who has just written", () => {
  const contacts = new MemoryContacts();
  const id = contacts.put({ name: "Ada" });
  const app = quietApp({ contacts });
  const asked = jest.spyOn(contacts, "list");
  const found = jest.spyOn(contacts, "find");

  test("gets a cookie for 5 s with the time of the write", async () => {
    const https = { origin: "https://localhost", "x-forwarded-proto": "https" };
    const saved = await app.post("/contacts", { name: "Ada" }, https);
    expect(saved.headers.get("set-cookie")).toMatch(
      /^fresh=\d{13}; Max-Age=5; Path=\/contacts; HttpOnly; Secure; SameSite=Strict$/,
    );
  });

  test.each([
    ["a list", "writer", "/contacts", true],
    ["a search", "reader", `/contacts?added=${id}&search=ada`, false],
  ])("reads %s from the %s", async (_, __, path, fresh) => {
    await app.get(path, { cookie: `fresh=${Date.now()}` });
    expect(asked.mock.lastCall?.[2]).toMatchObject({ fresh });
  });

  // Made when it is sent: a busy machine takes seconds from here to there.
  test.each<[string, () => string, boolean]>([
    ["now", () => `fresh=${Date.now()}`, true],
    ["6 s ago", () => `fresh=${Date.now() - 6_000}`, false],
    ["an hour ahead", () => `fresh=${Date.now() + 3_600_000}`, false],
    ["no time", () => "fresh=1", false],
    ["never", () => "other=1", false],
  ])("reads a contact from the writer if the write was %s", async (_, cookie, fresh) => {
    await app.get(`/contacts/${id}`, { cookie: cookie() });
    expect(found.mock.lastCall?.[1]).toEqual({ fresh });
  });
});

test("contacts that were not looked at are a link away, and the text says which ones were", async () => {
  const contacts = new MemoryContacts();
  const next = contacts.put({ name: "Zoe" });
  contacts.list = async () => ({ contacts: [], page: 1, pages: 1, total: 0, next });
  const app = quietApp({ contacts });
  const text = await (await app.get("/contacts?search=ada")).text();
  expect(text).toContain("Nobody matches “ada”, looking at the first 2,000 by name.");
  expect(text).toContain(`<a href="/contacts?search=ada&amp;after=${next}">Search on →</a>`);
  const more = await (await app.get(`/contacts?search=ada&after=${next}`)).text();
  expect(more).toContain("looking at the next 2,000 by name");
});

test("search is kept from page to page, and shown as typed", async () => {
  const contacts = new MemoryContacts();
  contacts.list = async () => ({ contacts: [], page: 2, pages: 3, total: 41, next: undefined });
  const text = await (await quietApp({ contacts }).get("/contacts?search=a%26b&page=2")).text();
  expect(text).toContain('value="a&amp;b"');
  expect(text).toContain('href="/contacts?search=a%26b&amp;page=3"');
  expect(text).toContain("41 matches for “a&amp;b”");
});
