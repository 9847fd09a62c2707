#!/usr/bin/env bash
# report.sh STACK REVIEW: the plan's review and the plan, as Markdown for a comment or a summary. The file
# REVIEW is by npm's packages, and so are VERDICT and PAGE: they may say anything. So the verdict is one of three
# words, the review is plain (plain.jq) or stands in a fence, where it can neither leave its block nor have
# a link, a picture or a mention, and of the review's PAGE the artifact's number counts alone. Reads DIGEST
# and RENDERED, which are by shell and jq, and empty if there is no plan; COMMIT and RUN_URL.
set -euo pipefail
stack=$1 review=$2
here=$(cd "$(dirname "$0")" && pwd)
MOST=20000 # bytes; with the plan it stays below GitHub's 65,536 characters
DANGERS=62000 # the same, without the plan: it gives way to dangers that have no room beside it

of_commit() { printf '\nOf %s, [run](%s)\n' "$COMMIT" "$RUN_URL"; }

if [ -z "$DIGEST" ]; then
  printf '### %s: no plan\n' "$stack"
  of_commit
  exit
fi

case $VERDICT in
  safe | attention | danger) printf '### %s: %s\n\n' "$stack" "$VERDICT" ;;
  *) printf '### %s: not reviewed\n\nThe job review wrote no verdict; its log says why.\n\n' "$stack" ;;
esac
size=$(wc -c 2> /dev/null < "$review" || echo 0)
crowded=false
if [ "$VERDICT" = danger ] && [ "$size" -gt "$MOST" ]; then crowded=true MOST=$DANGERS; fi
title="The review, by npm's packages: trust nothing in it that the plan doesn't show"
is_plain() {
  [ "$size" -le "$MOST" ] &&
    jq --raw-input --slurp --exit-status --from-file "$here/plain.jq" "$review" > /dev/null
}
if [ -s "$review" ]; then
  if is_plain; then
    printf '<details open><summary>%s</summary>\n\n%s\n\n</details>\n' "$title" "$(cat "$review")"
  else
    "$here/fence.sh" "$title" "$MOST" open < "$review"
  fi
  if [[ $PAGE =~ ^[0-9]+$ ]]; then printf '\n[The review as a page](%s/artifacts/%s), by the same packages\n' "$RUN_URL" "$PAGE"; fi
  printf '\nThe review had the plan without secrets. Of a sensitive value it sees that it changes, and not to what. It sees no variables, no configuration and nothing that actions get, and of the state only what lists.jq names. The review can stop you, and approves nothing.\n\n'
fi
plan=$(base64 --decode <<< "$RENDERED" | gunzip)
if "$crowded"; then
  printf '%s\n\n**Cut here:** the dangers leave no room for the plan. It is in the log of the run, and so is the address of every danger.\n' "${plan%%$'\n'*}"
else
  printf '%s\n' "$plan"
fi
# shellcheck disable=SC2016
printf '\nThe plan and its digest `%s` are by Terraform, shell and jq alone.\n' "$DIGEST"
of_commit
