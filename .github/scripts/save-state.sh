#!/usr/bin/env bash
# save-state.sh STAGE: a state that Terraform could not write to the bucket lies beside the stack,
# and would go with the runner. One more attempt, since it may not become an artifact: it holds what
# nobody should read.
set -euo pipefail
stack=cdktf.out/stacks/$1
if [ ! -e "$stack/errored.tfstate" ]; then
  echo "$1: Terraform left no state behind"
  exit 0
fi
terraform -chdir="$stack" state push -lock-timeout=1m errored.tfstate
rm "$stack/errored.tfstate"
echo "::warning::$1: the state of an apply that failed was written late; look at the next plan with care"
