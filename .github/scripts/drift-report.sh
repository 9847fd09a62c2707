#!/usr/bin/env bash
# drift-report.sh STAGE DRIFT REPORT: keeps one issue of the stage open as long as DRIFT is true, with
# the text in the file REPORT. Reads GITHUB_REPOSITORY, RUN_URL and GH_TOKEN.
set -euo pipefail
stage=$1 drift=$2 report=$3
here=$(cd "$(dirname "$0")" && pwd)
title="Drift in $stage"
issues="repos/$GITHUB_REPOSITORY/issues"

numbers=$(gh api --paginate "$issues?state=open&creator=github-actions%5Bbot%5D&per_page=100" |
  jq --raw-output --arg title "$title" '.[] | select(.title == $title and .pull_request == null) | .number')
number=${numbers%%$'\n'*}

if [ "$drift" = true ]; then
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
