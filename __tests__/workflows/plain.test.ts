import { missingCommands, needing } from "../support/needing";
import { isPlain } from "./scripts";

const PLAIN = `## ⛔ Plan review: DANGER

1 to delete, 2 unchanged; $12.00 → $0.00 a month.

### Danger

- \`aws_db["<b>@all"]\`
  - **is_deleted, \\_all\\_ of @\u200bit &lt;b> &amp; 0.0.0.0/0** (data-lost)
    - \`a: "https://x" → none\`

<details><summary>2 not judged: no rule knows these types</summary>

- \`a\`

_Cut here: 1 of these._

</details>
`;

needing(missingCommands("jq"), "the review's Markdown", () => {
  test("is shown as it is where it is nothing but words, code and folded lists", () => {
    expect(isPlain(PLAIN)).toBe(true);
  });

  test.each([
    "[click](https://evil.example)",
    "[click][1]",
    "![](https://evil.example/pixel.png)",
    "see https://evil.example",
    "see www.evil.example",
    "see evil/repository\\#1",
    "<https://evil.example>",
    "@octocat approves",
    "&#64;octocat approves",
    "<b>approved</b>",
    "<!-- hidden -->",
    "`a` <img src=x> `b`",
    "``` <img src=x>",
    "``<img src=x>``",
    "` <img src=x>",
    "~~~",
    "_approved_",
    "a _approved_ b",
    "| a | b |",
    "# approved",
    "## ✅ approved",
    "> approved",
    "---",
    "===",
    "\tapproved",
    "ap\u202eproved",
    "ap\u200bproved",
    "a\rb",
  ])("is shown in a fence with a line %j", (line) => {
    for (const each of [line, `- ${line}`]) {
      if (each === "- > approved" || /^- (-+|=+)$/.test(each)) continue; // words of a list, or nothing
      expect([each, isPlain(PLAIN.replace("- `a`", () => each))]).toEqual([each, false]);
    }
  });

  test.each([
    { what: "HTML in what is folded", to: "<details><summary>`<img src=x>`</summary>\n" },
    { what: "words in HTML", to: "<details><summary>2 notes</summary>\n`<img src=x>`" },
    {
      what: "another fold in it that stays open",
      to: "<details><summary>a</summary>\n\n<details><summary>b</summary>\n",
    },
    {
      what: "an end of the block around it",
      to: "</details>\n\n<details><summary>a</summary>\n\n</details>\n\n<details><summary>b</summary>\n",
    },
  ])("is shown in a fence with $what", ({ to }) => {
    expect(isPlain(PLAIN.replace(/<details>.*\n/, () => to))).toBe(false);
  });
});
