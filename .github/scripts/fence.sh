#!/usr/bin/env bash
# fence.sh TITLE: standard input as a folded block of Markdown, cut so that with what stands around
# it stays below GitHub's 65,536 characters for a comment or an issue. What stands inside can't end it.
set -euo pipefail
title=$1
MOST=60000 # bytes; a text has at least as many bytes as characters

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
tr -d '\000' > "$folder/all"
head -c "$MOST" "$folder/all" > "$folder/cut"
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

printf '<details><summary>%s</summary>\n\n%s\n' "$title" "$fence"
cat "$folder/text"
printf '\n%s\n\n</details>\n' "$fence"
if [ "$left" -gt 0 ]; then
  printf '\n**Cut here:** %s bytes more are in the log of the run.\n' "$left"
fi
