#!/usr/bin/env bash
# drift-read.sh STAGE PLAN: asks AWS what there is now, and writes to the file PLAN what `ops drift`
# compares, without anything secret. It needs a role that reads; the whole plan stays on this runner.
# shellcheck disable=SC2154 # $stack and $errors are terraform.sh's
set -euo pipefail
stage=$1 plan=$2
here=$(cd "$(dirname "$0")" && pwd)
"$here/known.sh" "$stage" hcp

umask 077 # a plan may hold sensitive values
folder=$(mktemp -d)
# shellcheck disable=SC1091
. "$here/terraform.sh"
trap 'rm -rf "$folder" "$errors" "$stack/terraform.tfstate"' EXIT

# HCP keeps no plan of a workspace that is connected to VCS, and shows the others to admins alone. So of
# a stack in HCP the state is read, and the plan is made here.
bring_home() {
  local here_alone
  here_alone=$(jq 'del(.terraform.cloud)' "$stack/cdk.tf.json")
  run state pull > "$folder/state"
  mv "$folder/state" "$stack/terraform.tfstate"
  printf '%s' "$here_alone" > "$stack/cdk.tf.json"
  # Which say that the state is in HCP, in this workspace.
  rm -f "$stack/.terraform/terraform.tfstate" "$stack/.terraform/environment"
}

init
if jq --exit-status .terraform.cloud "$stack/cdk.tf.json" > /dev/null; then bring_home; fi
# A condition may fail the plan because of the drift: what is there can still be told.
args=(-lock=false -input=false -no-color -out="$folder/plan.bin")
run plan "${args[@]}" > /dev/null || run plan -refresh-only "${args[@]}" > /dev/null
terraform -chdir="$stack" show -json "$folder/plan.bin" > "$folder/plan.json"
jq -L "$here" --from-file "$here/safe.jq" "$folder/plan.json" > "$folder/safe.json"
"$here/survey.sh" "$folder/plan.json" < "$folder/safe.json" > "$plan"
