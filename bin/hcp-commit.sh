#!/usr/bin/env bash
# Commits what stages were synthesized to, for HCP Terraform workspaces that watch a branch:
#
#   npm run synth -- lab prod && bin/hcp-commit.sh lab prod
#
# The branch holds the stages' JSON with its assets and nothing else, so its history is the
# infrastructure's. A stage on a stock image also has its release there, 2 MB for each change of the app.
# Where nothing changed, nothing is committed. The working copy is left alone, and of two pipelines
# at once the later push is refused. DEPLOY_BRANCH (deployed) and DEPLOY_REMOTE (origin) name the
# target. No npm package runs here: this may be the job with the right to push.
set -euo pipefail

remote=${DEPLOY_REMOTE:-origin}
branch=${DEPLOY_BRANCH:-deployed}
if [[ $# -eq 0 || $1 == -* ]]; then
  echo "hcp-commit: must be given stages, got ${*:-none}; say bin/hcp-commit.sh lab" >&2
  exit 2
fi

cd "$(dirname "$0")/.."
stacks=${CDKTF_OUTDIR:-cdktf.out}/stacks
status=0
for stage in "$@"; do
  if [ -f "$stacks/$stage/cdk.tf.json" ]; then continue; fi
  echo "hcp-commit: $stacks/$stage/cdk.tf.json: must be there, got nothing; run npm run synth -- $stage" >&2
  status=1
done
if [ "$status" -ne 0 ]; then exit "$status"; fi

temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
repository=$(git rev-parse --absolute-git-dir)
source=$(git rev-parse --short HEAD)
in_stacks() { (cd "$stacks" && git --git-dir="$repository" --work-tree=. "$@"); }
export GIT_INDEX_FILE=$temp/index
parent=()
if [ -n "$(git ls-remote "$remote" "refs/heads/$branch")" ]; then
  git fetch --quiet "$remote" "refs/heads/$branch"
  before=$(git rev-parse FETCH_HEAD)
  git read-tree "$before"
  parent=(-p "$before")
fi
for stage in "$@"; do
  files=("$stage/cdk.tf.json") # and not what Terraform leaves there, such as a state
  if [ -d "$stacks/$stage/assets" ]; then files+=("$stage/assets"); fi
  if [ -f "$stacks/$stage/recovered.tf.json" ]; then files+=("$stage/recovered.tf.json"); fi # by ops recover
  in_stacks rm -r --cached --force --quiet --ignore-unmatch -- "$stage"
  in_stacks add --force -- "${files[@]}"
done

tree=$(git write-tree)
if [ ${#parent[@]} -gt 0 ] && [ "$tree" = "$(git rev-parse "$before^{tree}")" ]; then
  echo "$branch: $* as it was, nothing committed"
  exit
fi
message="$(git log -1 --format=%s)

$* synthesized from $source"
commit=$(git -c user.name=pipeline -c user.email=pipeline@localhost \
  commit-tree "$tree" "${parent[@]}" -m "$message")
git push --quiet "$remote" "$commit:refs/heads/$branch"
echo "$branch: $* committed as $(git rev-parse --short "$commit")"
