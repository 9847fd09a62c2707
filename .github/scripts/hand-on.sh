#!/usr/bin/env bash
# hand-on.sh STAGE FOLDER FILE: of the plan in FOLDER, what leaves the job with the role. FILE gets what
# the review reads, without secrets. Prints the plan as Markdown, an output for GitHub: no artifact, since
# Terraform's text may hold copies of secrets, and people compare the review with it.
set -euo pipefail
stage=$1 folder=$2 file=$3
here=$(cd "$(dirname "$0")" && pwd)

jq -L "$here" --compact-output --from-file "$here/redact.jq" "$folder/plan.json" > "$file"
rendered=$("$here/render.sh" "$stage" "$folder" | gzip --no-name | base64 --wrap=0)
printf 'rendered=%s\n' "$rendered"
