#!/usr/bin/env bash
# comment.sh NAME: says what is on standard input in one comment of the pull request, written again
# at each push. It is found by a mark with NAME, and only among our own: others can write the mark.
# Reads GITHUB_REPOSITORY, PULL_REQUEST and GH_TOKEN.
set -euo pipefail
mark="<!-- $1 -->"
comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"

body=$(printf '%s\n%s' "$mark" "$(cat)" | jq --raw-input --slurp '{ body: . }')
mine=$(gh api --paginate "$comments?per_page=100" | jq --raw-output --arg mark "$mark" '
  .[] | select(.user.login == "github-actions[bot]" and (.body | startswith($mark))) | .id')

id=${mine%%$'\n'*}
if [ -n "$id" ]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --input - <<< "$body" > /dev/null
else
  gh api --method POST "$comments" --input - <<< "$body" > /dev/null
fi
