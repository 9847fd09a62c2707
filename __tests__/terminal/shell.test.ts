import { execFileSync } from "node:child_process";
import { commandLine } from "../../terminal/shell";

test.each(["night; echo 'no' $(id) `id`", "it's", "", "a b", "[{x=1}]", "~", "*", "a\\b", "\n"])(
  "a shell reads %j as one word, and runs nothing in it",
  (word) => {
    const line = commandLine(["printf", "%s|", word, "end"]);
    expect(execFileSync("/bin/sh", ["-c", line], { encoding: "utf8" })).toBe(`${word}|end|`);
  },
);

test("no sign of the keyboard means anything to a shell, before and after the name of a variable", () => {
  const signs = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i));
  const words = signs.flatMap((sign) => [`${sign}HOME`, `HOME${sign}`]);
  const line = commandLine(["printf", "%s\n", ...words]);
  expect(execFileSync("/bin/sh", ["-c", line], { encoding: "utf8" })).toBe(
    words.map((word) => `${word}\n`).join(""),
  );
});

test("what needs no quotes has none", () => {
  const words = ["aws", "ec2", "--group-id", "sg-1", "arn:aws:rds:x:1:db/a,b=c@d%e+f"];
  expect(commandLine(words)).toBe(words.join(" "));
});
