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

test("who has just written reads from the writer for a moment, and nobody else", async () => {
  const asked: boolean[] = [];
  const contacts = new MemoryContacts();
  const list = contacts.list.bind(contacts);
  contacts.list = ((search: string, page: number, { fresh }: { fresh: boolean }) => {
    asked.push(fresh);
    return list(search, page);
  }) as never;
  const app = quietApp({ contacts });
  const https = { origin: "https://localhost", "x-forwarded-proto": "https" };
  const saved = await app.post("/contacts", { name: "Ada" }, https);
  const cookie = saved.headers.get("set-cookie") ?? "";
  expect(cookie).toBe("fresh=1; Max-Age=5; Path=/contacts; HttpOnly; Secure; SameSite=Strict");
  await app.get("/contacts", { cookie: "fresh=1" });
  await app.get("/contacts");
  expect(asked).toEqual([true, false]);
});

test("search is kept from page to page, and shown as typed", async () => {
  const contacts = new MemoryContacts();
  contacts.list = async () => ({ contacts: [], page: 2, pages: 3, total: 41 });
  const text = await (await quietApp({ contacts }).get("/contacts?search=a%26b&page=2")).text();
  expect(text).toContain('value="a&amp;b"');
  expect(text).toContain('href="/contacts?search=a%26b&amp;page=3"');
  expect(text).toContain("41 matches for “a&amp;b”");
});
