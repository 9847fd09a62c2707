import { execFileSync } from "node:child_process";
import { commandLine } from "../../terminal/shell";

test.each(["night; echo 'no' $(id) `id`", "it's", "", "a b", "[{x=1}]", "~", "*", "a\\b", "\n"])(
  "a shell reads %j as one word, and runs nothing in it",
  (word) => {
    const line = commandLine(["printf", "%s|", word, "end"]);
    expect(execFileSync("/bin/sh", ["-c", line], { encoding: "utf8" })).toBe(`${word}|end|`);
  },
);

test("what needs no quotes has none", () => {
  const words = ["aws", "ec2", "--group-id", "sg-1", "arn:aws:rds:x:1:db/a,b=c@d%e+f"];
  expect(commandLine(words)).toBe(words.join(" "));
});
