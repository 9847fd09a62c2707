import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

export const ROOT = join(__dirname, "../..");

const NOT_OURS = /^(node_modules|cdktf\.out|dist|__tests__|\.git|\.cache|\.gen)$/;

/** A file of the project, as text. */
export function readPage(page: string): string {
  return readFileSync(join(ROOT, page), "utf8");
}

/** Its text on one line, so that a sentence is found however it is wrapped. */
export function onOneLine(page: string): string {
  return readPage(page).replaceAll(/\s+/g, " ");
}

/** Paths of the files in a folder, from the project's root. */
export function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.test(name))
    .flatMap((each) => {
      const path = relative(ROOT, join(ROOT, folder, each.name));
      return each.isDirectory() ? filesIn(path) : [path];
    });
}

/** The code blocks of a language on a page, in order, indented or not. */
export function codeBlocks(page: string, language: string): string[] {
  const blocks = new RegExp(`^( *)\`\`\`${language}\\n(.*?)^\\1\`\`\``, "gms");
  return [...readPage(page).matchAll(blocks)].map(([, indent = "", text = ""]) =>
    text.replaceAll(new RegExp(`^${indent}`, "gm"), "").trimEnd(),
  );
}

/** What stands on a page outside of code blocks. */
export function proseOf(page: string): string {
  return readPage(page).replaceAll(/^ *```.*?^ *```/gms, "");
}

/** A page with other text between `<!-- NAME -->` and `<!-- end of NAME -->`. */
export function between(page: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [head = "", rest = ""] = page.split(start);
  const [, tail] = rest.split(end);
  if (tail === undefined) throw new Error(`must have ${start} and ${end}`);
  return `${head}${start}\n\n${content}\n\n${end}${tail}`;
}

/** Compares a file with what it must be. `npm run docs` writes it first. */
export function expectWritten(file: string, text: string): void {
  const path = join(ROOT, file);
  if (process.env.UPDATE_DOCS) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(readPage(file)).toBe(text);
}
