#!/usr/bin/env bash
# fence.sh TITLE [MOST [open]]: standard input as a block of Markdown, folded or open. It is cut after
# MOST bytes, so that with what stands around it stays below GitHub's 65,536 characters for a comment or
# an issue: a text has at least as many bytes as characters. What stands inside can't end the block.
set -euo pipefail
title=$1 most=${2:-60000} open=${3:+ open}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Without what terminals take for commands, and without what turns the direction of writing: a text
# could seem to be another one.
tr -d '\000-\010\013-\037\177' |
  LC_ALL=C sed 's/\xe2\x80[\xaa-\xae]//g; s/\xe2\x81[\xa6-\xa9]//g' > "$folder/all"
head -c "$most" "$folder/all" > "$folder/cut"
left=$(($(wc -c < "$folder/all") - $(wc -c < "$folder/cut")))
# The cut may be inside a character; iconv drops that, and says so with its exit code. Of very long
# runs of backticks the rest is left out, or else the fence itself could outgrow the limit.
# shellcheck disable=SC2016
{ iconv -c -f utf-8 -t utf-8 < "$folder/cut" || true; } |
  sed -E 's/`{20,}/````[more backticks]/g' > "$folder/text"

# One backtick more than the longest run in the text, and three at least.
ticks=$({ grep -o '``*' "$folder/text" || true; } |
  awk 'BEGIN { most = 2 } length > most { most = length } END { print most + 1 }')
fence=$(printf '%*s' "$ticks" '' | tr ' ' '`')

printf '<details%s><summary>%s</summary>\n\n%s\n' "$open" "$title" "$fence"
cat "$folder/text"
printf '\n%s\n\n</details>\n' "$fence"
if [ "$left" -gt 0 ]; then
  printf '\n**Cut here:** %s bytes more are in the log of the run.\n' "$left"
fi
