#!/usr/bin/env bash
# plan.sh STAGE LOCK FOLDER: plans a synthesized stage into FOLDER (plan.bin, plan.json, plan.txt),
# if it has nothing that no stack of ours has. LOCK says whether to take the state's lock, true or false.
# Prints outputs for GitHub on standard output; everything of Terraform's goes to standard error.
set -euo pipefail
stage=$1 lock=$2 folder=$3
here=$(cd "$(dirname "$0")" && pwd)
"$here/known.sh" "$stage"

umask 077 # a plan may hold sensitive values
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
# shellcheck disable=SC1091
. "$here/terraform.sh"

init
plan "$lock"
