#!/usr/bin/env bash
# bc-detect-secrets 1.5.52 (which checkov brings) and detect-secrets 1.5.0 install the same module, and pip says nothing.
#
# One would guess that checkov and detect-secrets can share an environment: their packages have different names, pip installs
# both, and `pip check` finds no fault. But checkov depends on bc-detect-secrets, a fork that writes its files over those of
# detect-secrets. Whichever comes last wins, so the program `detect-secrets` of a pinned version is another program.
#
# Seen: before 1.5.0; after installing the fork, pip still lists detect-secrets 1.5.0, and `detect-secrets --version` prints 1.5.52.
# Needs Python 3.11 with venv.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home"
bin=$home/bin
install() { "$bin/pip" install --quiet --disable-pip-version-check "$@"; }

install detect-secrets==1.5.0
before=$("$bin/detect-secrets" --version)
install bc-detect-secrets==1.5.52
listed=$("$bin/pip" list --disable-pip-version-check | awk '$1 == "detect-secrets" { print $2 }')
checked=$("$bin/pip" check)
after=$("$bin/detect-secrets" --version)
echo "before $before; then pip lists $listed and says: $checked; the program says $after"
if [ "$before" != 1.5.0 ] || [ "$listed" != 1.5.0 ] || [ "$checked" != "No broken requirements found." ] || [ "$after" != 1.5.52 ]; then
  echo "this has changed"
  exit 1
fi
