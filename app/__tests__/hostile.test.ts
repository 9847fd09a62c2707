import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { onParts } from "./support/parts";
import { wholeApp } from "./support/whole-app";

const INJECTION = `'; DROP TABLE contacts; -- " \\' OR 1=1 #`;
const SCRIPT = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
const FORM = { "content-type": "application/x-www-form-urlencoded" };

onParts("hostile input", ["mariadb", "emulator", "openssl"], () => {
  const whole = wholeApp();
  const count = async () =>
    Number((await whole.database.root("SELECT COUNT(*) AS n FROM app.contacts"))[0]?.n);

  /** A contact that is there, for what follows to harm. */
  const add = async (fields: Record<string, string>): Promise<string> => {
    const id = randomUUID();
    const { status } = await whole.app.post("/contacts", { id, ...fields });
    expect(status).toBe(303);
    return id;
  };

  test("1. SQL in a field is text, and in a search finds that text alone", async () => {
    const id = await add({ name: INJECTION, note: INJECTION });
    const before = await count();
    const found = await whole.app.get(`/contacts?${new URLSearchParams({ search: INJECTION })}`);
    expect(await found.text()).toContain("1 match for");
    const all = await whole.app.get("/contacts?search=%25&page=1%20UNION%20SELECT%201");
    expect(await all.text()).toContain("Nobody matches"); // no name has a % in it
    expect((await whole.app.get(`/contacts/${id}'%20OR%201=1`)).status).toBe(404);
    expect(await count()).toBe(before);
  });

  test("2. a script in every field is shown as text on every page", async () => {
    // Email and phone refuse it, and show it again to be mended.
    const every = { name: SCRIPT, email: SCRIPT, phone: SCRIPT, note: `</textarea>${SCRIPT}` };
    const id = await add({ name: every.name, note: every.note });
    const pages = [
      await whole.app.post("/contacts", every),
      await whole.app.get(`/contacts?added=${id}&search=${encodeURIComponent(SCRIPT)}`),
      await whole.app.get(`/contacts/${id}`),
      await whole.app.get(`/contacts/${id}/remove`),
      await whole.app.get(`/${encodeURIComponent(SCRIPT)}`),
    ];
    for (const page of pages) {
      const text = await page.text();
      expect(text).not.toContain("<script>alert");
      expect(text).not.toContain("<img");
      expect(text.match(/<\/textarea>/g)?.length ?? 0).toBe(text.match(/<textarea/g)?.length ?? 0);
    }
  });

  test.each([
    { origin: "https://evil.example" },
    { origin: "null" },
    {},
    { "sec-fetch-site": "cross-site", origin: "SAME" },
    { "sec-fetch-site": "same-site", origin: "SAME" },
    { "sec-fetch-site": "none" },
    { origin: "SAME", "x-forwarded-proto": "https" },
  ])("3. a change from another site is refused: %j", async (given) => {
    const id = await add({ name: "Ada" });
    const headers: Record<string, string> = { ...FORM, ...(given as object) };
    if (headers.origin === "SAME") headers.origin = whole.app.url;
    for (const path of [`/contacts/${id}/remove`, `/contacts/${id}`, "/contacts"]) {
      const answer = await whole.app.get(path, {
        method: "POST",
        body: "name=Eve&version=1",
        headers,
      });
      expect(answer.status).toBe(403);
    }
    expect(await (await whole.app.get(`/contacts/${id}`)).text()).toContain('value="Ada"');
  });

  test.each([
    ["with a length", "Content-Length: 10000000", "x".repeat(100_000)],
    ["in chunks", "Transfer-Encoding: chunked", `186a0\r\n${"x".repeat(100_000)}\r\n`],
  ])("4. a huge body is refused before it has arrived, %s", async (_, size, start) => {
    const before = await count();
    const head = `POST /contacts HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n${size}\r\n`;
    const type = "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n";
    const answer = await raw(`${head}${type}${start}`);
    expect(answer).toMatch(/^HTTP\/1\.1 413/);
    expect(answer).toContain("That was too much at once");
    expect(await count()).toBe(before);
  });

  test.each([
    ["bytes that are no UTF-8", "name=%FF%FE%80"],
    ["a NUL", "name=A%00da"],
    ["half a surrogate pair", "name=%ED%A0%80"],
    ["a bell", "name=Ada&note=%07"],
  ])("5. %s: refused with a message", async (_, body) => {
    const headers = { ...FORM, origin: whole.app.url };
    const answer = await whole.app.get("/contacts", { method: "POST", body, headers });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("can&#39;t be kept");
    const search = await whole.app.get("/contacts?search=%FF%00");
    expect(search.status).toBe(200);
  });

  test.each([
    "/assets/../../../../etc/passwd",
    "/assets/..%2f..%2f..%2fetc%2fpasswd",
    "/..%5c..%5cetc%5cpasswd",
    "//etc/passwd",
    "/contacts/../../etc/passwd",
    "/assets/%00style.css",
  ])("6. a path leads nowhere else: %s", async (path) => {
    const answer = await raw(
      `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 (404|400)/);
    expect(answer).not.toContain("root:");
  });

  test("7. no header and no redirect takes what was sent", async () => {
    const evil = "/contacts%0d%0aSet-Cookie:%20a=b?added=%0d%0aLocation:%20https://evil.example";
    const answer = await whole.app.get(evil);
    expect(answer.headers.get("set-cookie")).toBeNull();
    const id = randomUUID();
    const fields = { id, name: "Ada", next: "https://evil.example", redirect: "//evil.example" };
    const headers = { "x-forwarded-host": "evil.example", "x-amzn-trace-id": "no spaces allowed" };
    const saved = await whole.app.post("/contacts?next=https://evil.example", fields, headers);
    expect(saved.headers.get("location")).toBe(`/contacts?added=${id}`);
    expect(saved.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("8. a field named like a part of every object is a field, and nobody's", async () => {
    const evil = {
      "__proto__[version]": "9",
      "constructor[prototype][admin]": "1",
      constructor: "x",
      toString: "x",
      "name[]": "Eve",
    };
    const body = new URLSearchParams({ name: "Ada", ...evil });
    body.append("__proto__", "x");
    body.append("name", "second");
    const headers = { ...FORM, origin: whole.app.url };
    const answer = await whole.app.get("/contacts", { method: "POST", body, headers });
    expect(answer.status).toBe(303);
    const page = await whole.app.get(answer.headers.get("location") ?? "");
    expect(await page.text()).toContain(">Ada</a>");
    expect((await whole.app.get("/")).status).toBe(200);
  });

  test.each(["-1", "0", "1e309", "99999999999999999999", "NaN", "1;2", "٣", "2.5", "999999999"])(
    "9. page %s is a page that there is",
    async (page) => {
      const answer = await whole.app.get(`/contacts?page=${encodeURIComponent(page)}`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('class="contacts"');
    },
  );

  const overrides: Record<string, string>[] = [
    { "x-http-method-override": "DELETE" },
    { "x-method-override": "POST" },
  ];
  test.each(overrides)("10. the method is the one that was sent: %j", async (headers) => {
    const id = await add({ name: "Ada" });
    await whole.app.get(`/contacts/${id}/remove?_method=POST`, { headers });
    for (const method of ["DELETE", "PUT", "PATCH"]) {
      const sent = { method, headers: { origin: whole.app.url } };
      expect((await whole.app.get(`/contacts/${id}`, sent)).status).toBe(404);
    }
    await whole.app.post(
      `/contacts/${id}`,
      { _method: "DELETE", version: "1", name: "Ada" },
      headers,
    );
    expect((await whole.app.get(`/contacts/${id}`)).status).toBe(200);
  });

  test("other kinds of form are refused, so that no second parser is there to be fooled", async () => {
    const body = new FormData();
    body.append("name", "Ada");
    const headers = { origin: whole.app.url };
    expect((await whole.app.get("/contacts", { method: "POST", body, headers })).status).toBe(415);
  });

  function raw(text: string): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect(Number(new URL(whole.app.url).port), "127.0.0.1");
      let answer = "";
      socket.on("data", (data) => {
        answer += data;
      });
      socket.on("error", () => undefined); // closed without reading on
      socket.on("close", () => resolve(answer));
      socket.write(text);
    });
  }
});
