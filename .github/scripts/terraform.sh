# shellcheck shell=bash disable=SC2154
# Sourced, with $here and $stage, and for plans $folder, set: Terraform in the stack's folder.
# Reads LOCK_TIMEOUT, how long to wait for somebody else's lock (5m).
stack=cdktf.out/stacks/$stage
export TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1
began=$(date -u '+%Y-%m-%d %H:%M:%S')
errors=$(mktemp)
trap 'rm -f "$errors"' EXIT

# A committed lock file is the one for all stages, which have the same provider, and isn't changed.
init() {
  local args=(-input=false -no-color)
  if [ -e .terraform.lock.hcl ]; then
    cp .terraform.lock.hcl "$stack/"
    args+=(-lockfile=readonly)
  fi
  terraform -chdir="$stack" init "${args[@]}" >&2
}

# Runs Terraform, and keeps its errors in a file. The first signal of a cancelled run reaches
# Terraform, which then ends what it is at and writes its state; a second would make it drop all.
run() {
  local pid status=0
  terraform -chdir="$stack" "$@" 2> "$errors" &
  pid=$!
  trap 'trap "" INT TERM; kill -TERM "$pid"' INT TERM
  wait "$pid" || status=$?
  while kill -0 "$pid" 2> /dev/null; do # a signal ended the wait and not Terraform
    status=0
    wait "$pid" || status=$?
  done
  trap - INT TERM
  cat "$errors" >&2
  return "$status"
}

# Runs COMMAND with the state's lock. At first it doesn't wait, since it could wait for itself.
locked() {
  local command=$1 status=0
  shift
  run "$command" -lock-timeout=0s "$@" || status=$?
  if ! is_held; then return "$status"; fi
  refuse_own_lock
  status=0
  run "$command" -lock-timeout="${LOCK_TIMEOUT:-5m}" "$@" || status=$?
  if is_held; then refuse_own_lock; fi
  return "$status"
}

is_held() { grep -q 'Error acquiring the state lock' "$errors"; }

# S3 takes a lock, its answer gets lost, Terraform asks again and finds it taken: by this user, on
# this machine, since this script began.
refuse_own_lock() {
  local id who created
  id=$(sed -n 's/^.* ID: *//p' "$errors")
  who=$(sed -n 's/^.* Who: *//p' "$errors")
  created=$(sed -n 's/^.* Created: *//p' "$errors")
  if [ "$who" != "$(id -un)@$(hostname)" ] || [[ $created < $began ]]; then return; fi
  echo "::error::$stage: must get the state's lock, got word that it is taken, by this very run: S3's answer was lost. Nothing was changed. Remove the lock, then run the workflow again: terraform -chdir=$stack force-unlock $id" >&2
  exit 1
}

# Plans into $folder. Prints outputs for GitHub.
plan() {
  local lock=$1 status=0 digest args=(-input=false -no-color -detailed-exitcode -out="$folder/plan.bin")
  if [ "$lock" = true ]; then
    locked plan "${args[@]}" >&2 || status=$?
  else
    run plan -lock=false "${args[@]}" >&2 || status=$?
  fi
  case $status in
    0) changes=false ;;
    2) changes=true ;;
    *) return "$status" ;;
  esac

  terraform -chdir="$stack" show -no-color "$folder/plan.bin" > "$folder/plan.txt" || return
  terraform -chdir="$stack" show -json "$folder/plan.bin" > "$folder/plan.json" || return
  digest=$("$here/digest.sh" "$folder/plan.json" "$stack/.terraform.lock.hcl") || return
  printf 'folder=%s\nchanges=%s\ndigest=%s\n' "$folder" "$changes" "$digest"
}
