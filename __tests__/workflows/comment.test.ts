import { missingCommands, needing } from "../support/needing";
import { fakeGh, type Item, ours, script, temporary } from "./scripts";

const { folder, remove } = temporary("comment");
afterAll(remove);

needing(missingCommands("bash", "jq"), "the comment", () => {
  const comment = (items: Item[], input: string, ...digest: string[]) => {
    const gh = fakeGh(folder, items);
    const env = { ...gh.env, PULL_REQUEST: "7" };
    return { ...script("comment.sh", ["plan of lab", ...digest], { env, input }), gh };
  };
  const LIST = "GET repos/acme/web/issues/7/comments?per_page=100";
  const NOW = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`;

  test("is made at the first push", () => {
    const { code, stdout, gh } = comment([], 'a "quote", a $dollar and a \\ back\nslash');
    expect(code).toBe(0);
    expect(gh.calls()).toEqual([LIST, "POST repos/acme/web/issues/7/comments"]);
    const [mark, since, ...text] = (gh.items()[0]?.body ?? "").split("\n");
    expect(mark).toBe("<!-- plan of lab -->");
    expect(since).toMatch(new RegExp(`^<!-- none since ${NOW} -->$`));
    expect(text).toEqual(['a "quote", a $dollar and a \\ back', "slash"]);
    expect(stdout).toMatch(new RegExp(`^since=${NOW}\n$`));
  });

  test("is written again at the next, on whatever page it is, and no other is touched", () => {
    const body = "<!-- plan of lab -->\nold";
    const items = [
      ours(1, { body: "<!-- plan of lab-2 -->" }),
      { id: 2, user: { login: "mallory" }, body },
      ours(3, { body: `quotes ${body}` }),
      ours(4, { body }),
    ];
    const { code, gh } = comment(items, "new");
    expect(code).toBe(0);
    expect(gh.calls()).toEqual([LIST, "PATCH repos/acme/web/issues/comments/4"]);
    expect(gh.items().slice(0, 3)).toEqual(items.slice(0, 3));
    expect(gh.items()[3]?.body).toMatch(/^<!-- plan of lab -->\n.*\nnew$/);
  });

  const [ONE, OTHER] = ["1".repeat(64), "2".repeat(64)];
  const EARLIER = "2026-01-01T00:00:00Z";
  const about = (digest: string) =>
    `<!-- plan of lab -->\n<!-- ${digest} since ${EARLIER} -->\nold`;

  test("says since when it has been about a plan that does the same", () => {
    const { stdout, gh } = comment([ours(4, { body: about(ONE) })], "new", ONE);
    expect(stdout).toBe(`since=${EARLIER}\n`);
    expect(gh.items()[0]?.body).toBe(about(ONE).replace("old", "new"));
  });

  test.each([
    { what: "another plan", body: about(OTHER), digest: ONE },
    { what: "no plan", body: about(ONE), digest: "" },
    { what: "a plan, after there was none", body: about("none"), digest: "none" },
    { what: "a plan whose mark somebody broke", body: about(`${ONE} -->\n`), digest: ONE },
  ])("starts over with $what", ({ body, digest }) => {
    const { stdout } = comment([ours(4, { body })], "new", digest);
    expect(stdout).toMatch(new RegExp(`^since=${NOW}\n$`));
    expect(stdout).not.toContain(EARLIER);
  });

  test("takes a plan of 200 kB, once it is cut", () => {
    const input = script("fence.sh", ["The plan"], { input: "é😀".repeat(33_000) }).stdout;
    expect(comment([], input).code).toBe(0);
    expect(comment([], "x".repeat(70_000)).stderr).toContain("Body is too long");
  });
});
