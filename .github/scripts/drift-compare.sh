#!/usr/bin/env bash
# drift-compare.sh STAGE PLAN REPORT: looks for drift in what drift-read.sh wrote, by npm's packages, so
# where there is no token. Writes the report to a file, and prints an output for GitHub. Exits with 0
# if it could tell, with drift or without.
set -euo pipefail
stage=$1 plan=$2 report=$3

status=0
npm run --silent ops -- drift "$stage" --plan "$plan" > "$report" || status=$?
cat "$report" >&2
case $status in
  0) echo drift=false ;;
  1) echo drift=true ;;
  *) exit "$status" ;;
esac
