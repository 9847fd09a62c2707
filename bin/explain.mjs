/**
 * Tells what broke a run, by file and line of the sources: reads the error of `bin/run.mjs` as JSON
 * from standard input, and writes to standard error.
 */
import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { join, relative, resolve } from "node:path";
import { BUNDLES, ROOT, sourceMap } from "./bundle.mjs";

/** Nothing but the compiler's answer about a file or two is wanted, and no file written. */
const QUICK = {
  incremental: false,
  tsBuildInfoFile: undefined,
  types: ["node"],
  noUnusedLocals: false,
  noUnusedParameters: false,
};

/** Cannot find name; no value exists in scope for the shorthand. */
const UNKNOWN_NAME = new Set([2304, 18004]);
const UNKNOWN = "put quotes around it if it is a text, or import it";

const { entry, name, faults, text } = JSON.parse(readFileSync(0, "utf8"));
const said = faults.length > 0 ? faults.map(faultInBundling) : await faultsInRunning();
console.error(said.join("\n"));

/** What esbuild couldn't read. A missing bracket or comma is seen only after the place it belongs to. */
function faultInBundling({ text: what, location }) {
  if (!location) return what;
  return fault({ ...location, what, remedy: "mend this line, or the one before" });
}

/** The compiler's faults in the files that the error came through, or the error with its stack. */
async function faultsInRunning() {
  const { mapped, files } = await atSources(text);
  const ours = /^(Reference|Type)Error$/.test(name) ? await faultsInTypes(files) : [];
  return ours.length > 0 ? ours : [mapped];
}

/** The text of an error, with places in sources for those in the bundle, and the files of ours. */
async function atSources(stack) {
  const inBundle = /\(?((?:file:\/\/)?\/[^\s()]*\.cjs):(\d+):(\d+)\)?/g;
  if (!stack.includes(BUNDLES)) return { mapped: stack, files: [] };
  const map = new SourceMap(await sourceMap(entry));
  const files = new Set();
  const mapped = stack.replace(inBundle, (all, bundle, line, column) => {
    if (!bundle.startsWith(BUNDLES)) return all;
    const { originalSource, originalLine, originalColumn } = map.findEntry(line - 1, column - 1);
    if (originalSource === undefined) return all;
    const file = relative(ROOT, resolve(BUNDLES, originalSource));
    if (!file.startsWith("node_modules") && existsSync(join(ROOT, file))) files.add(file);
    return `(${file}:${originalLine + 1}:${originalColumn + 1})`;
  });
  const lines = mapped
    .split("\n")
    .filter((line) => !/^\s+at .*(node:|bin\/(run|load)\.mjs)/.test(line));
  return { mapped: lines.join("\n"), files: [...files] };
}

/** What the compiler finds in these files. Without the compiler, nothing. */
async function faultsInTypes(files) {
  const ts = await import("typescript").then(
    ({ default: it }) => it,
    () => undefined,
  );
  if (ts === undefined || files.length === 0) return [];
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  const roots = [...files, "text-files.d.ts"].map((file) => join(ROOT, file));
  const program = ts.createProgram(roots, { ...options, ...QUICK });
  return files.flatMap((file) => {
    const source = program.getSourceFile(join(ROOT, file));
    const found = program.getSemanticDiagnostics(source);
    return found.map(({ start = 0, messageText, code }) => {
      const { line, character: column } = source.getLineAndCharacterOfPosition(start);
      const message = ts.flattenDiagnosticMessageText(messageText, " ").replace(/\.$/, "");
      const [what, meant] = message.split(". Did you mean ");
      const lineText = source.text.split(/\r?\n/)[line];
      const usual = UNKNOWN_NAME.has(code) ? UNKNOWN : "mend this line";
      const remedy = meant === undefined ? usual : `did you mean ${meant}`;
      return fault({ file, line: line + 1, column, what, remedy, lineText });
    });
  });
}

/** One fault: `file:line:column: what; do`, and the line it is in. Here columns count from 0. */
function fault({ file, line, column, what, remedy, lineText }) {
  const caret = `${lineText.slice(0, column).replace(/[^\t]/g, " ")}^`;
  return `${file}:${line}:${column + 1}: ${what}; ${remedy}\n  ${lineText}\n  ${caret}`;
}
