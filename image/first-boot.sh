#!/usr/bin/env bash
# Sets up a stock Amazon Linux 2023 at its first boot: a page that says which instance answers, on
# every path, so on whichever the load balancer asks for. Needs nothing that the image lacks, and so
# no network.
# The server reads PORT from /etc/web.env.
set -euo pipefail

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
cat >"$site/serve.py" <<'PYTHON'
import http.server, os, pathlib

PAGE = pathlib.Path(__file__).with_name("index.html").read_bytes()


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)


http.server.ThreadingHTTPServer(("", int(os.environ["PORT"])), Page).serve_forever()
PYTHON

cat >/etc/systemd/system/web.service <<UNIT
[Unit]
Description=Web server
After=network-online.target
Wants=network-online.target

[Service]
EnvironmentFile=/etc/web.env
ExecStart=/usr/bin/python3 $site/serve.py
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
