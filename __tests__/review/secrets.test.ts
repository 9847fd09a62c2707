import { readdirSync } from "node:fs";
import { createColors } from "picocolors";
import { toHtml } from "../../review/html";
import { toJson } from "../../review/json";
import { toMarkdown } from "../../review/markdown";
import { type Review, review } from "../../review/review";
import { render } from "../../review/terminal";
import { fileAt, planAt, textAt } from "./form";

/** Those that no plan marks are known as secrets by nobody. */
const SECRET = /planted-secret-(?!unmarked)[\w-]*\w/g;
const FORMATS: Readonly<Record<string, (reviewed: Review) => string>> = {
  terminal: (reviewed) => render(reviewed, createColors(false)),
  "terminal, with details": (reviewed) => render(reviewed, createColors(true), true),
  Markdown: (reviewed) => toMarkdown(reviewed),
  HTML: (reviewed) => toHtml(reviewed, "prod"),
  JSON: toJson,
};

/** Each kept plan in which secrets were planted, and these. */
const planted = readdirSync(fileAt("").replace(/\.json$/, ""), {
  recursive: true,
  encoding: "utf8",
})
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.replace(/\.json$/, ""))
  .flatMap((name) => {
    const secrets = [...new Set(textAt(name).match(SECRET))];
    return secrets.length > 0 ? [[name, secrets] as const] : [];
  });

test.each(Object.entries(FORMATS))("as %s no review shows a secret of its plan", (_, write) => {
  const shown = planted.flatMap(([name, secrets]) => {
    const text = write(review(planAt(name)));
    return secrets.filter((each) => text.includes(each)).map((each) => `${name}: ${each}`);
  });
  expect(shown).toEqual([]);
});

test("secrets are planted in the pairs, and in plans of every core", () => {
  const places = planted.map(([name]) => name.split("/").slice(0, -1).join("/"));
  const cores = readdirSync(fileAt("cores").replace(/\.json$/, ""));
  const expected = [...cores.map((core) => `cores/${core}`), "data", "truth", "whole/truth"];
  expect(expected.filter((each) => !places.includes(each))).toEqual([]);
});
