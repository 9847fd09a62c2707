import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

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
