#!/usr/bin/env bash
# Asks the installed server over HTTP whether it works, as Image Builder's validate and test phases
# do. Brings an environment of its own, for a database that isn't there, and takes it away again.
#
#   verify.sh [PORT]   default 8080
set -euo pipefail

port=${1:-8080}
environment=/etc/web.env
ca=/opt/web/rds-ca.pem

say() { echo "verify: $*"; }
fail() {
  say "$*" >&2
  exit 1
}

finish() {
  local status=$?
  if [ "$status" -ne 0 ]; then
    journalctl --unit web.service --lines 20 --no-pager >&2 || true
  fi
  systemctl stop web.service || true
  systemctl reset-failed web.service 2>/dev/null || true
  rm -f "$environment"
  exit "$status"
}

ask() {
  local path=$1 status=nothing
  for _ in {1..30}; do
    status=$(curl --silent --output /dev/null --max-time 5 --write-out '%{http_code}' \
      "http://127.0.0.1:$port$path") || true
    if [ "$status" = 200 ]; then
      say "$path answers 200"
      return
    fi
    sleep 1
  done
  fail "$path: must answer 200 within 30 attempts, got $status at last"
}

if [ -e "$environment" ]; then
  fail "$environment: must not be there, or every instance of the image would have it"
fi
trap finish EXIT
cat >"$environment" <<ENVIRONMENT
PORT='$port'
STAGE='verify'
AWS_REGION='us-east-1'
DATABASE_PARAMETERS='/verify/database'
ENVIRONMENT

if curl --silent --output /dev/null --max-time 5 "http://127.0.0.1:$port"; then
  fail "port $port: must be free, but something answers on it"
fi

[ -s "$ca" ] || fail "$ca: must be there, since the database is trusted by it"
listed=$(grep -c 'BEGIN CERTIFICATE' "$ca" || true)
parsed=$(openssl crl2pkcs7 -nocrl -certfile "$ca" | openssl pkcs7 -print_certs -noout |
  grep -c '^subject') || parsed=0
if [ "$parsed" -eq 0 ] || [ "$parsed" -ne "$listed" ]; then
  fail "$ca: must be certificates, got $parsed that can be read of $listed"
fi
say "$ca holds $parsed certificates"

systemctl is-enabled --quiet web.service || fail "web.service: must be enabled, or it won't boot"
systemctl restart web.service || fail "web.service: must start"
ask /healthz
ask /

pid=$(systemctl show --property MainPID --value web.service)
[ "$pid" -ne 0 ] || fail "web.service: must run, but has ended"
users=$(awk '/^Uid:/ { print $2, $3, $4, $5 }' "/proc/$pid/status")
case " $users " in
  *" 0 "*) fail "the server: must not run as root, got user ids $users" ;;
esac
say "the server runs as user ${users%% *}"
