#!/usr/bin/env bash
# Sets up a stock Amazon Linux 2023 at its first boot: a page that says which instance answers, and
# the paths that a load balancer may ask for. Needs nothing but what the image has, so no network.
# Reads PORT from /etc/web.env.
set -euo pipefail

# shellcheck disable=SC1091
source /etc/web.env

site=/srv/web
install -d -m 755 "$site"

token=$(curl -fsS --retry 5 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' \
  http://169.254.169.254/latest/api/token)
metadata() { curl -fsS --retry 5 -H "X-aws-ec2-metadata-token: $token" "http://169.254.169.254/latest/meta-data/$1"; }

cat >"$site/index.html" <<HTML
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Web server</title>
<h1>It works</h1>
<p>Instance $(metadata instance-id) in zone $(metadata placement/availability-zone).</p>
</html>
HTML
echo ok | tee "$site/healthz" >"$site/readyz"

cat >/etc/systemd/system/web.service <<UNIT
[Unit]
Description=Web server
After=network-online.target
Wants=network-online.target

[Service]
ExecStart=/usr/bin/python3 -m http.server $PORT --directory $site
DynamicUser=yes
Restart=always
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
NoNewPrivileges=yes

[Install]
WantedBy=multi-user.target
UNIT
systemctl daemon-reload
systemctl enable --now web.service
