import { filesIn, readPage } from "./support/docs";

test("the messages that the page on try explains are in the code", () => {
  const headings = [...readPage("docs/when-try-fails.md").matchAll(/^### (.*)$/gm)];
  const quoted = headings.flatMap(([, text = ""]) => [...text.matchAll(/`([^`]+)`/g)]);
  const code = ["terraform", "processes", "emulator", "try", "terminal"]
    .flatMap(filesIn)
    .filter((file) => file.endsWith(".ts"))
    .map(readPage)
    .join("\n");
  // Names that a template puts in are the page's examples: what stands around them is the code's.
  const parts = quoted.flatMap(([, text = ""]) =>
    text.split(/ ?… ?|^(?:emulator|terraform(?: \w+)?): /),
  );
  expect(quoted.length).toBeGreaterThan(8);
  expect(parts.filter((part) => part !== undefined && !code.includes(part))).toEqual([]);
});
