#!/usr/bin/env bash
# Installs the release that it lies in, for a bake as for a stock image at its first boot. Starts
# nothing. Run again it changes nothing; run from another release it switches to that one.
#
# /opt/web is a link to a folder that is complete before the link shows it.
set -euo pipefail
cd "$(dirname "$0")"

say() { echo "install: $*"; }

find_node() {
  local name node
  # Amazon Linux's own name first: its plain `node` is whatever was made the alternative.
  for name in node-22 node; do
    node=$(command -v "$name") || continue
    "$node" -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' || continue
    echo "$node"
    return
  done
  return 1
}

if [ "$(id -u)" -ne 0 ]; then
  say "must be run by root" >&2
  exit 1
fi
for file in server.cjs rds-ca.pem web.service; do
  if [ ! -s "$file" ]; then
    say "$file: must lie beside install.sh" >&2
    exit 1
  fi
done

if [ -d /opt/web ] && [ ! -L /opt/web ]; then
  say "/opt/web: must be a link of ours or not there, is a folder; unpack the release elsewhere" >&2
  exit 1
fi

if ! node=$(find_node); then
  say "no node of version 20 or newer: installing nodejs22"
  dnf install -y nodejs22
  node=$(find_node)
fi

files=$(find . -type f | LC_ALL=C sort | xargs sha256sum)
release=web-$(sha256sum <<<"$node $files" | cut -c 1-12)
if [ "$(readlink /opt/web || true)" = "$release" ]; then
  say "/opt/$release is in place already"
else
  new=$(mktemp -d /opt/.web.XXXXXX)
  trap 'rm -rf "$new"' EXIT
  cp -R . "$new"
  ln -sfn "$node" "$new/node"
  chown -R root:root "$new"
  chmod -R u=rwX,go=rX "$new"
  rm -rf "/opt/$release"
  mv -T "$new" "/opt/$release"
  ln -sfn "$release" /opt/.web.link
  mv -T /opt/.web.link /opt/web
  say "/opt/$release is in place, with $node $("$node" --version)"
fi
find /opt -maxdepth 1 -type d -name 'web-????????????' ! -name "$release" -exec rm -rf {} +

unit=/etc/systemd/system/web.service
if ! cmp -s web.service "$unit"; then
  install -m 644 web.service "$unit.new"
  mv "$unit.new" "$unit"
  systemctl daemon-reload
  say "$unit is written"
fi
systemctl enable web.service
say "web.service starts at every boot, once /etc/web.env is there"
