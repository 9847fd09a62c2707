#!/usr/bin/env bash
# Commits what stages synthesize to, for HCP Terraform workspaces that watch a branch:
#
#   bin/hcp-commit.sh lab prod
#
# The branch holds what <stage> synthesizes to and nothing else, so its history is the infrastructure's.
# A stage on a stock image also has its release there, 2 MB for each change of the app.
# Where nothing changed, nothing is committed. The working copy is left alone, and of two pipelines
# at once the later push is refused. DEPLOY_BRANCH (deployed) and DEPLOY_REMOTE (origin) name the
# target.
set -euo pipefail
cd "$(dirname "$0")/.."

remote=${DEPLOY_REMOTE:-origin}
branch=${DEPLOY_BRANCH:-deployed}
if [ $# -eq 0 ]; then
  echo "hcp-commit: must be given stages, got none; say bin/hcp-commit.sh lab" >&2
  exit 2
fi

temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
CDKTF_OUTDIR=$temp/out node bin/run.mjs main.ts --quiet "$@"

repository=$(git rev-parse --absolute-git-dir)
source=$(git rev-parse --short HEAD)
export GIT_INDEX_FILE=$temp/index
parent=()
if [ -n "$(git ls-remote "$remote" "refs/heads/$branch")" ]; then
  git fetch --quiet "$remote" "refs/heads/$branch"
  before=$(git rev-parse FETCH_HEAD)
  git read-tree "$before"
  parent=(-p "$before")
fi
(cd "$temp/out/stacks" && git --git-dir="$repository" --work-tree=. add --all --force -- "$@")

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
