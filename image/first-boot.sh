#!/usr/bin/env bash
# Sets up a stock Amazon Linux 2023 at its first boot. User data has written /etc/web.env before.
# On any failure nothing listens, so the load balancer never sends here and the group replaces the
# instance; cloud-init shows on the console what this script says.
#
# The settings it reads: AWS_REGION, PORT, RELEASE_PARAMETER (a Parameter Store name, whose value is
# s3://BUCKET/FOLDER) and RELEASE_SHA256, by which the archive in that folder is called: an instance
# that still starts from the template before finds the release before.
set -euo pipefail
# shellcheck source=/dev/null
. /etc/web.env

say() { echo "first-boot: $*"; }
fail() {
  say "$*" >&2
  exit 1
}

# Gives up on a call soon: without a way to AWS it would hang for minutes.
aws() { command aws --region "$AWS_REGION" --cli-connect-timeout 5 --cli-read-timeout 30 "$@"; }
export AWS_MAX_ATTEMPTS=1

# Waits two minutes in all, which is also how the network and the instance's role are waited for.
retry() {
  local pause
  for pause in 1 2 4 8 15 30 60; do
    if "$@"; then return; fi
    say "$1 $2 $3: trying again in $pause s" >&2
    sleep "$pause"
  done
  "$@"
}

wait_for_answer() {
  for _ in {1..60}; do
    if curl --fail --silent --output /dev/null --max-time 5 "http://127.0.0.1:$PORT/healthz"; then
      return
    fi
    if systemctl is-failed --quiet web.service; then break; fi
    sleep 1
  done
  journalctl --unit web.service --lines 20 --no-pager >&2 || true
  fail "web.service: must answer on port $PORT"
}

folder=$(mktemp -d)
finish() {
  local status=$?
  rm -rf "$folder"
  if [ "$status" -ne 0 ]; then say "failed, so this instance never gets healthy" >&2; fi
  exit "$status"
}
trap finish EXIT
archive=$folder/web.tar.gz

releases=$(retry aws ssm get-parameter --name "$RELEASE_PARAMETER" \
  --query Parameter.Value --output text) || fail "$RELEASE_PARAMETER: must be in the Parameter Store"
location=$releases/$RELEASE_SHA256.tar.gz
case $location in
  s3://?*/?*/*) say "fetching $location" ;;
  *) fail "$RELEASE_PARAMETER: must be s3://BUCKET/FOLDER, got $releases" ;;
esac
retry aws s3 cp --only-show-errors "$location" "$archive" ||
  fail "$location: must be readable"

found=$(sha256sum "$archive" | cut -d ' ' -f 1)
[ "$found" = "$RELEASE_SHA256" ] ||
  fail "$location: must have the SHA-256 $RELEASE_SHA256, got $found"

mkdir "$folder/release"
tar -xzf "$archive" -C "$folder/release" --no-same-owner
"$folder/release/install.sh"
systemctl start web.service
wait_for_answer
say "web.service answers on port $PORT"

/opt/web/agent.sh || say "CloudWatch gets no logs and metrics from here" >&2
