#!/usr/bin/env bash
# plan.sh STAGE LOCK FOLDER: plans a synthesized stage into FOLDER (plan.bin, plan.json, plan.txt),
# if it has nothing that no stack of ours has.
# Prints outputs for GitHub on standard output; everything of Terraform's goes to standard error.
# Reads LOCK_TIMEOUT, how long to wait for somebody else's lock (5m).
set -euo pipefail
stage=$1 lock=$2 folder=$3
here=$(cd "$(dirname "$0")" && pwd)
stack=cdktf.out/stacks/$stage
export TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1

umask 077 # a plan may hold sensitive values
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

"$here/known.sh" "$stage"

# A committed lock file is the one for all stages, which have the same provider, and isn't changed.
init=(-input=false -no-color)
if [ -e .terraform.lock.hcl ]; then
  cp .terraform.lock.hcl "$stack/"
  init+=(-lockfile=readonly)
fi
terraform -chdir="$stack" init "${init[@]}" >&2

status=0
terraform -chdir="$stack" plan -input=false -no-color -lock="$lock" -lock-timeout="${LOCK_TIMEOUT:-5m}" \
  -detailed-exitcode -out="$folder/plan.bin" >&2 || status=$?
case $status in
  0) changes=false ;;
  2) changes=true ;;
  *) exit "$status" ;;
esac

terraform -chdir="$stack" show -no-color "$folder/plan.bin" > "$folder/plan.txt"
terraform -chdir="$stack" show -json "$folder/plan.bin" > "$folder/plan.json"
digest=$("$here/digest.sh" "$folder/plan.json" "$stack/.terraform.lock.hcl")

printf 'folder=%s\nchanges=%s\ndigest=%s\n' "$folder" "$changes" "$digest"
