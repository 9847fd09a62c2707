#!/usr/bin/env bash
# gate.sh STAGE SINCE: fails if the review says danger, unless the pull request has the label
# danger-ok:STAGE, set after SINCE, when this plan was first shown. It also fails if nothing was reviewed.
# Reads VERDICT, GITHUB_REPOSITORY, PULL_REQUEST and GH_TOKEN.
set -euo pipefail
stage=$1 since=$2
label="danger-ok:$stage"

case $VERDICT in
  safe | attention) exit ;;
  danger) ;;
  *)
    echo "::error::$stage: must be planned and reviewed, got no verdict; the logs of the jobs plan and review say why"
    exit 1
    ;;
esac

# The events of a label are in their order; the last one says whether it is there, and since when.
last=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/timeline?per_page=100" |
  jq --slurp --raw-output --arg name "$label" '
    add | map(select((.event == "labeled" or .event == "unlabeled") and .label.name == $name)) | last
    | if .event == "labeled" then "\(.created_at) \(.actor.login)" else empty end')
read -r at who <<< "$last" || true

if [[ ${at:-} > $since ]]; then
  echo "::notice::$stage: danger, and $who set the label $label at $at"
  exit
fi
echo "::error::$stage: must not be a danger, or have the label $label, set after $since, when this plan was first shown; got ${at:-no such label}. Read the review in the comment. If all of it is wanted, set the label (take an older one off first), then run the failed jobs again"
exit 1
