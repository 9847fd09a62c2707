#!/usr/bin/env bash
# record.sh STACK ENVIRONMENT: what was applied and who approved it, as Markdown for the run's summary.
# Reads COMMIT, DIGEST, VERDICT, RESULT (of the apply), GITHUB_REPOSITORY, RUN_ID and GH_TOKEN.
set -euo pipefail
stack=$1 environment=$2

reviews=$(gh api "repos/$GITHUB_REPOSITORY/actions/runs/$RUN_ID/approvals" |
  jq --raw-output --arg environment "$environment" '
    map(select(any(.environments[]; .name == $environment)) | "\(.state) by \(.user.login)") | join(", ")')
case $VERDICT in
  safe | attention | danger) ;;
  *) VERDICT="not reviewed" ;;
esac

printf '### %s: apply %s\n\n' "$stack" "$RESULT"
printf '| commit | digest of the plan | verdict of the review | environment %s |\n| --- | --- | --- | --- |\n' "$environment"
# shellcheck disable=SC2016
printf '| `%s` | `%s` | %s | %s |\n' "$COMMIT" "$DIGEST" "$VERDICT" "${reviews:-has no reviewers}"
