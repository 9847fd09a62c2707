#!/usr/bin/env bash
# apply.sh STAGE FOLDER: applies the plan in FOLDER, if it is the one that was approved.
# Reads APPROVED and PLANNED, the digests of the plan that people saw and of the one made now.
set -euo pipefail
stage=$1 folder=$2
export TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1

if [ -z "$APPROVED" ] || [ "$APPROVED" != "$PLANNED" ]; then
  echo "::error::$stage: must be planned as it was approved, and something changed in between; run the workflow again and approve its new plan"
  exit 1
fi
# exec, so that the signal of a cancelled run reaches Terraform, which then ends what it is at and
# writes its state. A bash in between would keep the signal to itself.
exec terraform -chdir="cdktf.out/stacks/$stage" apply -input=false -no-color -lock-timeout=5m "$folder/plan.bin"
