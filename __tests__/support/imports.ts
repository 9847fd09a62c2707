import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import ts from "typescript";
import { ROOT } from "./docs";

/** One import as it is written in a file. */
export interface Import {
  readonly file: string;
  /** A path from the project's root, or a package with what is taken from it. */
  readonly what: string;
  readonly local: boolean;
  readonly types: boolean;
  /** Not before a run comes to it: `import()`. */
  readonly late: boolean;
}

/** Programs on other frameworks, for the benchmark: each is a project of its own. */
const PEERS = "bench/peers";
const NOT_SOURCES = /^(node_modules|cdktf\.out|dist|\.(?!github$|ci$).*)$/;

/** Every file of ours that can import. */
export function sources(folder = ""): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !NOT_SOURCES.test(name))
    .flatMap((each) => {
      const path = posix.join(folder, each.name);
      if (path === PEERS) return [];
      if (each.isDirectory()) return sources(path);
      return /\.([mc]?[jt]s|tsx)$/.test(path) ? [path] : [];
    });
}

/** Every import of a file: declarations, re-exports, `import()`, `import("…").Type` and `require`. */
export function importsOf(file: string, text = readFileSync(join(ROOT, file), "utf8")): Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node | undefined, types: boolean, late = false) => {
    if (node === undefined || !ts.isStringLiteralLike(node)) return;
    const local = node.text.startsWith(".");
    const what = local ? posix.join(posix.dirname(file), node.text) : node.text;
    found.push({ file, what, local, types, late });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isOfTypes(node));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node)) add((node.argument as ts.LiteralTypeNode).literal, true);
    else if (ts.isCallExpression(node) && isLoading(node)) add(node.arguments[0], false, true);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

/** What a program loads at its start: packages by their name, with the files of ours on the way. */
export function loadedBy(entry: string, all: readonly Import[]): string[] {
  const loaded = new Map<string, string>();
  const load = (file: string, way: string): void => {
    if (loaded.has(file)) return;
    loaded.set(file, `${file}${way}`);
    for (const { what, local, types, late } of all.filter((each) => each.file === file)) {
      if (types || late) continue;
      const on = local ? fileOf(what) : what;
      load(on, ` <- ${loaded.get(file)}`);
    }
  };
  load(entry, "");
  return [...loaded.values()];
}

// --- internal ---

/** The file that a path in an import is of. */
function fileOf(path: string): string {
  const found = ["", ".ts", "/index.ts"].map((end) => `${path}${end}`);
  return (
    found.find((file) => statSync(join(ROOT, file), { throwIfNoEntry: false })?.isFile()) ?? path
  );
}

function isOfTypes({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false;
  const { isTypeOnly, name, namedBindings } = importClause;
  if (isTypeOnly) return true;
  if (name || !namedBindings || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.every((each) => each.isTypeOnly);
}

/** `import("x")`, `require("x")`, `require.resolve("x")`, `jest.requireActual("x")` and the like. */
function isLoading({ expression }: ts.CallExpression): boolean {
  const text = expression.getText();
  return expression.kind === ts.SyntaxKind.ImportKeyword || /^(require\b|jest\.)/.test(text);
}
