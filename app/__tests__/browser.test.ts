import { join } from "node:path";
import type { Browser } from "puppeteer-core";
import { planAt } from "../../__tests__/review/form";
import { picturePages, reportPages } from "../../__tests__/support/report-pages";
import { cacheFolder } from "../../processes/project";
import { launchBrowser } from "./support/chromium";
import { onParts } from "./support/parts";
import { Reader, type Reading } from "./support/reader";
import type { RunningApp } from "./support/running-app";
import { Visit } from "./support/visit";
import { wholeApp } from "./support/whole-app";

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];
const CASES = SIZES.flatMap((size) => [
  { ...size, javascript: true, scheme: "light" },
  { ...size, javascript: false, scheme: "dark" },
]);
const WITHOUT_JAVASCRIPT = {
  ...SIZES[0],
  javascript: false,
  scheme: "light",
} as (typeof CASES)[number];
const READINGS: readonly Reading[] = [
  { width: 390, scheme: "light" },
  { width: 1280, scheme: "dark" },
  { width: 794, scheme: "dark", media: "print" }, // as wide as paper
];
const SCREENSHOTS = join(cacheFolder(), "screenshots");

onParts("in a browser", ["chromium", "mariadb", "emulator", "openssl"], () => {
  const whole = wholeApp({ LOAD_PAGE: "on", STAGE: "lab" });
  let browser: Browser;

  beforeAll(async () => {
    await seed(whole.app);
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
  });

  const visitor = ({ javascript, scheme, width, height }: (typeof CASES)[number]) => {
    const screenshots = join(SCREENSHOTS, `${width}-${javascript ? "with" : "without"}-javascript`);
    const size = { width, height };
    const { url } = whole.app;
    return Visit.begin(browser, { url, javascript, scheme, size, screenshots });
  };

  test.each(CASES)(
    "every page works at $width × $height, JavaScript: $javascript, $scheme",
    async (person) => {
      const visit = await visitor(person);
      await seeInstance(visit);
      await keepContacts(visit);
      await putLoad(visit);
      await getLost(visit);
      expect(await visit.end()).toEqual([]);
    },
  );

  test.each(["/", "/load"])(
    "on %s a processor at 100 %% fills the bar, and at 50 %% half of it",
    async (path) => {
      const visit = await visitor(WITHOUT_JAVASCRIPT); // which would measure again
      await visit.go(path);
      const [full, half] = [await visit.bar(100), await visit.bar(50)];
      const column = (rows: string[][], part: number) =>
        new Set(rows.map((row) => row[Math.floor(row.length * part)]));
      const filled = column(full, 0.5);
      expect(filled.size).toBe(1); // from top to bottom
      expect(column(full, 0.97)).toEqual(filled);
      expect(column(half, 0.47)).toEqual(filled);
      expect(column(half, 0.53)).not.toEqual(filled);
      await visit.end();
    },
  );

  test.each(["mailto", "tel"])("in the list, %s looks like the link that it is", async (kind) => {
    const visit = await visitor(WITHOUT_JAVASCRIPT);
    await visit.go("/contacts");
    const link = `.contacts a[href^="${kind}:"]`;
    expect(await visit.style(link, "text-decoration-line")).toBe("underline");
    expect(await visit.style(link, "color")).toBe(await visit.style(".top .stage", "color"));
    await visit.end();
  });

  // Not pages of the app: they are here because a browser is.
  describe("the review's page, and the pictures of the docs", () => {
    let reports: ReadonlyMap<string, string>;
    const [first = ""] = [...picturePages().keys()];
    const CHANGED_BY_HAND = "whole/truth/class-changed-by-hand";
    // One resource differs, and the others are folded.
    const all = planAt(CHANGED_BY_HAND).resource_changes?.filter(({ mode }) => mode === "managed");
    const unchanged = Number(all?.length) - 1;

    beforeAll(async () => {
      reports = await reportPages();
    });

    const read = async (html: string, reading: Reading, look: (reader: Reader) => unknown) => {
      const reader = await Reader.open(browser, html, reading);
      const seen = await look(reader);
      await reader.close();
      return seen;
    };

    test.each(READINGS)("axe-core finds no fault in them: %j", async (reading) => {
      expect(first).not.toBe("");
      for (const [name, html] of [...reports, ...picturePages()]) {
        expect([name, await read(html, reading, (reader) => reader.judge())]).toEqual([name, []]);
      }
    });

    test("on paper, all that is folded is seen", async () => {
      const html = reports.get(CHANGED_BY_HAND) ?? "";
      const unseen = (reader: Reader) => reader.unseen("[data-filter], dd");
      expect(await read(html, { width: 794, scheme: "light" }, unseen)).toHaveLength(unchanged);
      expect(await read(html, { width: 794, scheme: "light", media: "print" }, unseen)).toEqual([]);
    });

    test("the Tab key comes to the filter and to each fold, and Enter opens it", async () => {
      const html = reports.get(CHANGED_BY_HAND) ?? "";
      await read(html, { width: 390, scheme: "light" }, async (reader) => {
        expect(await reader.tabs(2)).toEqual(["Filter", `Unchanged (${unchanged})`]);
        await reader.page.keyboard.press("Enter");
        expect(await reader.unseen("[data-filter]")).toEqual([]);
      });
    });

    test("the filter leaves what has all words, and opens the fold that it is in", async () => {
      const html = reports.get(CHANGED_BY_HAND) ?? "";
      await read(html, { width: 390, scheme: "light" }, async ({ page }) => {
        await page.type("input", "subnet PRIVATE_a");
        expect(await page.$eval("output", ({ textContent }) => textContent)).toBe(
          `1 of ${unchanged + 1}`,
        );
        const left = "[data-filter]:not([hidden])";
        expect(await page.$$eval(left, (all) => all.map(({ textContent }) => textContent))).toEqual(
          ["aws_subnet.network_private_a"],
        );
      });
    });
  });
});

const PEOPLE = [
  "Ada Lovelace|ada@example.org|+44 20 5550 1815|Notes on the Analytical Engine",
  "Alan Turing|alan@example.org||",
  "Annie Easley|annie@example.org|+1 216 555 0133|",
  "Barbara Liskov|barbara@example.org|+1 617 555 0139|Ask about abstraction",
  "Donald Knuth|||No email since 1990",
  "Edsger Dijkstra|edsger@example.org|+31 20 555 0130|",
  "Frances Allen|fran@example.org|+1 914 555 0132|",
  "Grace Hopper|grace@example.org|+1 202 555 0106|Brings her own nanoseconds",
  "Hedy Lamarr||+43 1 555 0114|",
  "Karen Spärck Jones|karen@example.org||",
  "Katherine Johnson|katherine@example.org|+1 757 555 0118|",
  "Margaret Hamilton|margaret@example.org|+1 617 555 0136|",
];

/** Two pages of people, so that there is something to see and to leaf through. */
async function seed(app: RunningApp): Promise<void> {
  const more = Array.from({ length: 12 }, (_, index) => `Sister ${index + 1}|||`);
  for (const person of [...PEOPLE, ...more]) {
    const [name = "", email = "", phone = "", note = ""] = person.split("|");
    const { status } = await app.post("/contacts", { name, email, phone, note });
    expect(status).toBe(303);
  }
}

async function seeInstance(visit: Visit): Promise<void> {
  await visit.go("/");
  expect(await visit.text("h1")).toContain("i-0a1b2c3d4e5f67890");
  expect(await visit.text("dl")).toContain("us-east-1a");
  if (visit.javascript) {
    // Two measurements make a line.
    await visit.waitFor(() =>
      document.querySelector("[data-spark] polyline")?.getAttribute("points")?.includes(" "),
    );
  }
  await visit.look("instance");
}

async function keepContacts(visit: Visit): Promise<void> {
  const name = `Žofie <b>Nováková</b> ${visit.name}`;
  await visit.go("/contacts");
  await visit.look("contacts");
  await visit.follow("Next →");
  expect(await visit.text(".pages")).toContain("Page 2 of 2");
  await visit.look("contacts-page-2");
  await visit.follow("Add contact");
  await visit.type({ email: "zofie" });
  await visit.press("Save");
  expect(await visit.text("#name-fault")).toBe("Give a name.");
  expect(await visit.text("#email-fault")).toBe("Write it like ada@example.org.");
  expect(await visit.value("#email")).toBe("zofie");
  await visit.look("contact-with-faults");
  await visit.type({
    name,
    email: "zofie@example.org",
    phone: "+420 555 0100",
    note: "Two\nlines",
  });
  await visit.press("Save");
  expect(await visit.text("[role=status]")).toBe(`Added ${name}`);
  await visit.look("contact-added");
  await visit.follow(name);
  expect(await visit.value("#note")).toBe("Two\nlines");
  await visit.type({ phone: "+420 555 0199" });
  await visit.look("contact-edited");
  await visit.press("Save");
  expect(await visit.text("[role=status]")).toBe(`Saved ${name}`);
  await visit.search("0199");
  expect(await visit.text(".contacts")).toContain(name);
  await visit.look("contact-found");
  await visit.follow(name);
  await visit.follow("Remove…");
  await visit.look("contact-removing");
  await visit.press("Remove");
  expect(await visit.text("[role=status]")).toBe("Removed.");
  await visit.search("0199");
  expect(await visit.text("[data-count]")).toBe("Nobody matches “0199”.");
}

async function putLoad(visit: Visit): Promise<void> {
  await visit.go("/load");
  await visit.press("Start load");
  await visit.says("Load started on i-0a1b2c3d4e5f67890, us-east-1a.");
  await visit.look("load");
  await visit.press("Stop load");
  await visit.says("Load stopped on i-0a1b2c3d4e5f67890, us-east-1a.");
}

async function getLost(visit: Visit): Promise<void> {
  await visit.go("/nowhere", 404);
  expect(await visit.text("h1")).toBe("There is nothing here");
  await visit.look("nothing");
}
