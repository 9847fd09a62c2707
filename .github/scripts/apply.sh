#!/usr/bin/env bash
# apply.sh STAGE FOLDER: applies the plan in FOLDER, if it is the one that was approved.
# Reads APPROVED and PLANNED, the digests of the plan that people saw and of the one made now.
# shellcheck disable=SC2153,SC2154 # $errors is terraform.sh's
set -euo pipefail
stage=$1 folder=$2
here=$(cd "$(dirname "$0")" && pwd)
umask 077
# shellcheck disable=SC1091
. "$here/terraform.sh"

must_be_approved() {
  if [ -n "$APPROVED" ] && [ "$APPROVED" = "$1" ]; then return; fi
  echo "::error::$stage: must be planned as it was approved, and something changed in between; run the workflow again and approve its new plan"
  exit 1
}

apply() { locked apply -input=false -no-color "$folder/plan.bin"; }

must_be_approved "$PLANNED"
status=0
apply || status=$?
if [ "$status" -ne 0 ] && grep -q 'Saved plan is stale' "$errors"; then
  # Any new serial of the state makes a plan stale, also one that says "No changes": an apply that
  # only wrote down what AWS says since a create. Nothing was changed by this plan, so one more is safe.
  echo "::notice::$stage: the state was written again since the plan was made, so it is planned again"
  planned=$(plan true) || exit
  must_be_approved "$(sed -n 's/^digest=//p' <<< "$planned")"
  status=0
  apply || status=$?
fi
exit "$status"
