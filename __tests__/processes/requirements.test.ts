import { filesIn, readPage } from "../support/docs";

const files = filesIn(".").filter((file) => file.endsWith("requirements.txt"));
const hidden = [".github/linters/requirements.txt"];

test.each([...new Set([...files, ...hidden])])(
  "every package of %s is pinned, and pip takes no other bytes of it",
  (file) => {
    const lines = readPage(file).split("\n");
    const packages = lines.filter((line) => /^[A-Za-z]/.test(line));
    expect(packages.length).toBeGreaterThan(1);
    expect(packages.filter((line) => !/^[\w.-]+==\S+( ;.*)? \\$/.test(line))).toEqual([]);
    const bare = lines.filter((line, i) => {
      return /^[A-Za-z]/.test(line) && !/^ {4}--hash=sha256:[0-9a-f]{64}/.test(lines[i + 1] ?? "");
    });
    expect(bare).toEqual([]);
  },
);
