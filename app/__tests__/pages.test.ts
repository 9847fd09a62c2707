import { Metadata } from "../instance/metadata";
import { duration } from "../instance/page";
import { startMetadataService } from "./support/metadata-service";
import { MemoryContacts, quietApp } from "./support/quiet-services";

describe("the instance page", () => {
  test("names instance, zone and type, by IMDSv2", async () => {
    const { url, server } = await startMetadataService();
    const app = quietApp({ metadata: new Metadata(url, 600) });
    const text = await (await app.get("/")).text();
    server.close();
    for (const fact of ["i-0a1b2c3d4e5f67890", "us-east-1a", "t2.micro"]) {
      expect(text).toContain(fact);
    }
  });

  test("says kindly that there is no metadata", async () => {
    const answer = await quietApp().get("/");
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("There is no instance metadata here");
  });

  test.each([
    [0, "0 s"],
    [59, "59 s"],
    [60, "1 min"],
    [61, "1 min 1 s"],
    [90_061, "1 d 1 h"],
  ])("writes %d seconds as %s", (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});

describe("health", () => {
  test("is the process's own: it never asks the database", async () => {
    const app = quietApp({ database: undefined as never });
    const answer = await app.get("/healthz");
    expect([answer.status, await answer.text()]).toEqual([200, "ok\n"]);
  });

  test("is ready only with the database, and says which half is away and no more", async () => {
    const ping = async (role: string) => {
      if (role === "reader") throw new Error("password of dbadmin refused");
      return 3;
    };
    const app = quietApp({ database: { ping } as never });
    const answer = await app.get("/readyz");
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ writer: { ok: true, ms: 3 }, reader: { ok: false } });
  });

  test("asks the database once, however many ask at once", async () => {
    let pings = 0;
    const ping = async () => {
      pings += 1;
      return 1;
    };
    const app = quietApp({ database: { ping } as never });
    jest.spyOn(performance, "now").mockReturnValue(1_000); // an answer is good for a second
    await Promise.all(Array.from({ length: 20 }, () => app.get("/readyz")));
    jest.restoreAllMocks();
    expect(pings).toBe(2); // writer and reader
  });
});

describe("over plain HTTP", () => {
  test.each([
    "localhost:8080",
    "127.0.0.1",
    "10.0.1.5:8080", // as the load balancer asks for health
    "[::1]:8080",
    "lab-web-123.us-east-1.elb.amazonaws.com",
    "internal-lab-web-123.us-east-1.elb.amazonaws.com:80",
  ])("%s is a name of ours", async (host) => {
    expect((await quietApp().get("/contacts", { host })).status).toBe(200);
  });

  test.each([
    "evil.example",
    "evil.example:80",
    "elb.amazonaws.com.evil.example",
    "evil-elb.amazonaws.com",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
  ])(
    "a page under %s, which suddenly means our address, can read and write nothing",
    async (host) => {
      const app = quietApp();
      expect((await app.get("/contacts", { host })).status).toBe(421);
      const sent = { host, origin: `http://${host}` };
      const answer = await app.post("/contacts", { name: "Eve" }, sent);
      expect([answer.status, await answer.text()]).toEqual([
        421,
        "Over plain HTTP there is nothing under this host name: use the url of the stage, or give the stage a domain (entry.https).\n",
      ]);
    },
  );

  test("and over HTTPS any name is, which the certificate has proved", async () => {
    const https = { host: "www.example.com", "x-forwarded-proto": "https" };
    expect((await quietApp().get("/contacts", https)).status).toBe(200);
  });
});

describe("every answer", () => {
  test.each(["/", "/load", "/contacts", "/nowhere", "/healthz", "/assets/style.css"])(
    "has the security headers: %s",
    async (path) => {
      const { headers } = await quietApp().get(path);
      expect(headers.get("content-security-policy")).toMatch(
        /^default-src 'none'; script-src 'self';/,
      );
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("content-security-policy")).not.toContain("unsafe");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      expect(headers.get("strict-transport-security")).toBeNull();
    },
  );

  test("tells browsers to stay with https where the load balancer says they came by it", async () => {
    const { headers } = await quietApp().get("/", { "x-forwarded-proto": "https" });
    expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
  });

  test("has a line in the log, with neither query nor form", async () => {
    const app = quietApp();
    await app.get("/contacts?search=my-neighbour", { "x-amzn-trace-id": "Root=1-abc" });
    await app.post("/contacts", { name: "my-neighbour" });
    expect(app.lines.map((line) => JSON.parse(line))).toMatchObject([
      { message: "request", id: "Root=1-abc", method: "GET", path: "/contacts", status: 200 },
      { message: "request", method: "POST", path: "/contacts", status: 303 },
    ]);
    expect(app.lines.join("")).not.toContain("my-neighbour");
  });

  test("of a failure says where to find it in the log, and nothing else", async () => {
    const contacts = new MemoryContacts();
    contacts.list = () => Promise.reject(new Error("the secret detail"));
    const app = quietApp({ contacts });
    const answer = await app.get("/contacts", { "x-amzn-trace-id": "Root=1-abc" });
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).toContain("Root=1-abc");
    expect(text).not.toContain("secret detail");
    expect(app.lines.join("")).toContain("the secret detail");
  });
});

describe("assets", () => {
  test("are kept by browsers under the version's name", async () => {
    const app = quietApp();
    const [url = ""] =
      (await (await app.get("/")).text()).match(/\/assets\/style\.css\?v=\w+/) ?? [];
    const answer = await app.get(url);
    expect(answer.headers.get("cache-control")).toContain("immutable");
    expect(answer.headers.get("content-type")).toContain("text/css");
  });

  test("of another version are answered during a rollout, and not kept", async () => {
    const answer = await quietApp().get("/assets/style.css?v=another");
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
  });
});

describe("while the database is away", () => {
  test("contacts say so and when to come back, and other pages work", async () => {
    const contacts = new MemoryContacts();
    contacts.away = true;
    const app = quietApp({ contacts });
    const answer = await app.get("/contacts");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    const text = await answer.text();
    expect(text).toContain("The address book can&#39;t be reached just now");
    expect(text).not.toContain("safe"); // nobody knows, if the table is gone
    expect((await app.get("/")).status).toBe(200);
  });

  test("a form comes back as it was typed", async () => {
    const contacts = new MemoryContacts();
    contacts.away = true;
    const answer = await quietApp({ contacts }).post("/contacts", { name: "Ada", note: "typed" });
    const text = await answer.text();
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(text).toContain('value="Ada"');
    expect(text).toContain("typed</textarea>");
  });
});
