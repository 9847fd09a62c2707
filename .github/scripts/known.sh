#!/usr/bin/env bash
# known.sh STACK [hcp]: refuses a synthesized stack that has what no stack of ours has. Its state must be
# in S3, or with hcp may be in HCP, too. Its JSON comes from
# a job in which npm packages run, and `terraform init` and `terraform plan` already run what stands
# there: providers, modules, data sources, backends. All faults at once, on standard error.
set -euo pipefail
stack=$1 hcp=${2-}
here=$(cd "$(dirname "$0")" && pwd)
folder=cdktf.out/stacks/$stack
json=$folder/cdk.tf.json

refuse() {
  printf '%s\n' "$1" >&2
  exit 1
}

if ! [[ $stack =~ ^[a-z][a-z0-9-]*$ ]]; then
  refuse "::error::stack: must be a name such as prod or prod-image, got $(jq -nc --arg name "$stack" '$name')"
fi

# Beside the JSON Terraform would read other .tf files, variables, and plugins in .terraform.
files() {
  find "$folder" ! -type d \
    ! \( -type f \( -path "$json" -o -path "$folder/assets/*" \) \) -print0 |
    while IFS= read -r -d '' file; do
      printf '%q: must not be there, since a stack of ours is cdk.tf.json and what lies in assets\n' "${file#cdktf.out/stacks/}"
    done
}

# Of a key that stands twice, jq reads the second and Terraform both.
twice() {
  local read all
  read=$(jq --slurp --compact-output '[length, (map(tostream) | length)]' "$json")
  all=$(jq --stream --null-input '[inputs] | length' "$json")
  if [ "$read" != "[1,$all]" ]; then
    printf 'cdk.tf.json: must be one document in which no key stands twice\n'
  fi
}

if ! faults=$(files && twice && jq --raw-output --arg stack "$stack" --arg hcp "$hcp" --from-file "$here/known.jq" "$json"); then
  refuse "::error::$stack: must be JSON that jq can read, got something else; look at the synth job"
fi
if [ -n "$faults" ]; then
  while IFS= read -r fault; do printf '%s: %s\n' "$stack" "$fault"; done <<< "$faults" >&2
  count=$(wc -l <<< "$faults")
  got="$((count)) fault$([ "$((count))" = 1 ] || echo s)"
  refuse "::error::$stack: must have only what stacks of ours have, got $got, listed above; if a change of ours brings them, add them to .github/scripts/known.jq, else find out which package of the synth job wrote them"
fi
