#!/usr/bin/env bash
# drift.sh STAGE: looks for drift and keeps one issue of the stage open as long as there is some.
# Exits with 0 if it could tell, with drift or without; what it couldn't tell leaves the issue alone.
# Reads GITHUB_REPOSITORY, RUN_URL and GH_TOKEN.
set -euo pipefail
stage=$1
here=$(cd "$(dirname "$0")" && pwd)
title="Drift in $stage"
issues="repos/$GITHUB_REPOSITORY/issues"

report=$(mktemp)
trap 'rm -f "$report"' EXIT
status=0
env -u GH_TOKEN npm run --silent ops -- drift "$stage" > "$report" || status=$?
cat "$report"
if [ "$status" -gt 1 ]; then exit "$status"; fi

numbers=$(gh api --paginate "$issues?state=open&creator=github-actions%5Bbot%5D&per_page=100" |
  jq --raw-output --arg title "$title" '.[] | select(.title == $title and .pull_request == null) | .number')
number=${numbers%%$'\n'*}

if [ "$status" -eq 1 ]; then
  body=$("$here/fence.sh" "Changed outside Terraform" < "$report" && printf '\nFound by %s\n' "$RUN_URL")
  issue=$(printf '%s' "$body" | jq --raw-input --slurp --arg title "$title" '{ title: $title, body: . }')
  if [ -n "$number" ]; then
    gh api --method PATCH "$issues/$number" --input - <<< "$issue" > /dev/null
  else
    gh api --method POST "$issues" --input - <<< "$issue" > /dev/null
  fi
elif [ -n "$number" ]; then
  gh api --method POST "$issues/$number/comments" -f body="No drift any more, says $RUN_URL" > /dev/null
  gh api --method PATCH "$issues/$number" -f state=closed > /dev/null
fi
