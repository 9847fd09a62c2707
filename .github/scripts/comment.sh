#!/usr/bin/env bash
# comment.sh NAME [DIGEST]: says what is on standard input in one comment of the pull request, written
# again at each push. It is found by a mark with NAME, and only among our own: others can write the mark.
# Prints an output for GitHub: since when the comment has been about DIGEST.
# Reads GITHUB_REPOSITORY, PULL_REQUEST and GH_TOKEN.
set -euo pipefail
mark="<!-- $1 -->" digest=${2:-none}
comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"

mine=$(gh api --paginate "$comments?per_page=100" | jq --raw-output --arg mark "$mark" --arg digest "$digest" '
  .[] | select(.user.login == "github-actions[bot]" and (.body | startswith($mark)))
  | [.body | split("\n")[1] // "" | capture("\\A<!-- (?<of>[0-9a-f]{64}) since (?<since>[0-9TZ:-]+) -->")] as [$had]
  | "\(.id) \(if $had.of == $digest then $had.since else "" end)"')
read -r id since <<< "${mine%%$'\n'*}" || true
since=${since:-$(date -u +%Y-%m-%dT%H:%M:%SZ)}
body=$(printf '%s\n<!-- %s since %s -->\n%s' "$mark" "$digest" "$since" "$(cat)" | jq --raw-input --slurp '{ body: . }')

if [ -n "${id:-}" ]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --input - <<< "$body" > /dev/null
else
  gh api --method POST "$comments" --input - <<< "$body" > /dev/null
fi
echo "since=$since"
