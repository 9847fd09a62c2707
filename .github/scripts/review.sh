#!/usr/bin/env bash
# review.sh PLAN STACK FILE PAGE: reviews the plan of a stack by npm's packages, so where there is no token.
# Writes the review as Markdown to FILE and as a page to PAGE, and prints the verdict, an output for GitHub.
# Exits with 0 if it could tell, whatever it found; without a page, too.
set -euo pipefail
plan=$1 stack=$2 file=$3 page=$4

review() {
  local status=0
  npm run --silent review -- "$plan" "$@" || status=$?
  if [ "$status" -gt 1 ]; then return "$status"; fi
}

review --format markdown --limit 20000 --out "$file" # as much as report.sh shows
cat "$file" >&2
json=$(review --format json)
# A file has room for some hundred dangers in full and some hundreds by address, the log for all.
jq --raw-output '.findings[] | select(.level == "danger") | "danger at \(.address | @json)"' <<< "$json" >&2
jq --raw-output '"verdict=\(.verdict)"' <<< "$json"
review --format html --name "$stack" --out "$page" || rm -f "$page"
