# Whether a text is Markdown as the plan review writes it (review/markdown.ts), line by line, and nothing
# else: headings with a verdict, lists, folded lists, and in them words and code. So nothing in it is a
# link, a picture, a mention or HTML, whoever wrote it. What is no such text is shown in a fence.
def WORDS: "(?:[^`\\\\<&@\\[\\]!*_|~#\\p{C}]|`[^`\\p{C}]+`|\\\\[\\\\`*_\\[\\]#|~!]|&amp;|&lt;|@\u200b|\\*\\*|(?<=\\w)_(?=\\w))*";
# GitHub makes links of these, wherever they stand in words.
def LINKS: "://|www\\.|\\w\\\\#";
def is_words: test("\\A(?: {0,4}- |[A-Za-z0-9])\(WORDS)\\z") and (gsub("`[^`]+`"; "") | test(LINKS; "i") | not);
def is_heading: test("\\A(?:## \\S{1,2} Plan review: (?:SAFE|ATTENTION|DANGER)|### (?:Danger|Attention))\\z");
def is_cut: test("\\A_Cut here: [0-9]+ [a-z ]+\\._\\z");
# Of these, all up to the next empty line is HTML.
def opens: test("\\A<details><summary>[A-Za-z0-9,: ]+</summary>\\z");
def closes: . == "</details>";

split("\n") as $lines
| reduce range($lines | length) as $i ({ ok: true, open: 0 };
    $lines[$i] as $line
    | ($lines[$i + 1] // "") as $next
    | if $line | opens then .open += 1 | .ok = (.ok and $next == "")
      elif $line | closes then .open -= 1 | .ok = (.ok and $next == "" and .open >= 0)
      else .ok = (.ok and ($line | . == "" or is_words or is_heading or is_cut))
      end)
| .ok and .open == 0
