import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { toHtml } from "../../review/html";
import { review } from "../../review/review";
import type { Plan } from "../../terraform/plan";

const FOLDER = join(__dirname, "plans/cores/terraform-1.15.5");
const plan = (name: string) => JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as Plan;
const page = (name: string) => toHtml(review(plan(name)), "prod");
const decoded = (text: string) =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
const headings = (html: string) =>
  [...html.matchAll(/<h3>(.*?)<\/h3>|<li data-filter>(.*?)<\/li>/g)].map(([, one, other]) =>
    decoded(one ?? other ?? ""),
  );

test.each(readdirSync(FOLDER))("every address of %s stands in one place of the page", (name) => {
  const { findings, notJudged, harmless, unchanged } = review(plan(name));
  const addresses = [...new Set(findings.map(({ address }) => address)), ...notJudged, ...harmless];
  expect(headings(page(name)).sort()).toEqual([...addresses, ...unchanged].sort());
});

test("the verdict and the dangers come first, and what harms nobody is folded", () => {
  const html = page("review-opens-the-door.json");
  const order = ["DANGER</p>", "Dangers (2)", "<details ><summary><h2>Harmless (1)"];
  const places = order.map((part) => html.indexOf(part));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
});

test("a finding shows old and new, why it matters and what to do", () => {
  const html = decoded(page("review-opens-the-door.json"));
  expect(html).toContain('<code>cidr_ipv4: "10.0.0.0/16" → "0.0.0.0/0"</code>');
  expect(html).toMatch(/<dt>Why<\/dt><dd>.+?<\/dd><dt>Do<\/dt><dd>.+?<\/dd>/);
});

test("the page loads nothing, and its policy allows its own style and script alone", () => {
  const html = page("review-opens-the-door.json");
  const [, policy = ""] = /Content-Security-Policy" content="(.*?)"/.exec(html) ?? [];
  const hash = (tag: string) => {
    const [, text = ""] = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html) ?? [];
    return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  };
  expect(decoded(policy).split("; ")).toEqual([
    "default-src 'none'",
    `style-src ${hash("style")}`,
    `script-src ${hash("script")}`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(html).not.toMatch(/\s(src|href|style|on\w+)=/);
});

test("a picture stands between dangers and the rest, and its style is allowed", () => {
  const svg = '<svg role="img"><style>text { fill: red }</style></svg>';
  const of = plan("review-opens-the-door.json");
  const html = toHtml(review(of), "prod", svg);
  const places = ["Dangers (2)", svg, "Harmless (1)"].map((part) => html.indexOf(part));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  const hash = createHash("sha256").update("text { fill: red }").digest("base64");
  const [, policy = ""] = /Content-Security-Policy" content="(.*?)"/.exec(html) ?? [];
  expect(decoded(policy)).toContain(`'sha256-${hash}'; script-src`);
  expect(toHtml(review(of), "prod")).not.toContain('picture"');
});

test("text of a plan can't become markup", () => {
  const address = 'terraform_data.odd["</h3><script>alert(1)</script>"]';
  const change = { actions: ["delete"] as const, before: {}, after: null };
  const entry = { address, mode: "managed", type: "terraform_data", name: "odd", change };
  const html = toHtml(review({ resource_changes: [entry] } as unknown as Plan), "<b>");
  expect(html.match(/<script>/g)).toHaveLength(1);
  expect(html).not.toContain("<b>");
  expect(headings(html)).toContain(address);
});
