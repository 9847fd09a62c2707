#!/usr/bin/env bash
# render.sh STAGE FOLDER: the plan in FOLDER as Markdown: what it would do in one line, and the text.
set -euo pipefail
stage=$1 folder=$2
here=$(cd "$(dirname "$0")" && pwd)

# The verbs are those of terraform/steps.ts: what moves or is imported, and also changes, counts twice.
counts=$(jq --raw-output '
  { "create,delete": "replace", "create,forget": "create-and-forget" } as $pairs
  | def verb:
      (sort | join(",")) as $actions
      | if ["create", "update", "delete", "read", "forget", "no-op"] | index($actions) then $actions
        else $pairs[$actions] // error("no such actions: \($actions)") end;
  [
    (.resource_changes[]?
      | (select(.previous_address) | "move"),
        (select(.change.importing) | "import"),
        (.change.actions | verb | select(. != "no-op" and . != "read"))),
    (.action_invocations[]? | "invoke"),
    ((.deferred_changes[]?, .deferred_action_invocations[]?) | "defer")
  ]
  | group_by(.) | map("\(length) to \(.[0])") | join(", ") as $counts
  | if $counts == "" then "no resource changes" else $counts end' "$folder/plan.json")

printf '### %s: %s\n\n' "$stage" "$counts"
"$here/fence.sh" "The plan" 40000 < "$folder/plan.txt"
