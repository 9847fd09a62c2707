#!/usr/bin/env bash
# render.sh STAGE FOLDER: the plan in FOLDER as Markdown: what it would do in one line, and the text.
set -euo pipefail
stage=$1 folder=$2
here=$(cd "$(dirname "$0")" && pwd)

counts=$(jq --raw-output '
  def kind: if index("create") and index("delete") then "replace" else .[0] end;
  [
    (.resource_changes[]?.change.actions | kind | select(. != "no-op" and . != "read")),
    (.action_invocations[]? | "invoke"),
    ((.deferred_changes[]?, .deferred_action_invocations[]?) | "defer")
  ]
  | group_by(.) | map("\(length) to \(.[0])") | join(", ")
  | if . == "" then "no resource changes" else . end' "$folder/plan.json")

printf '### %s: %s\n\n' "$stage" "$counts"
"$here/fence.sh" "The plan" < "$folder/plan.txt"
