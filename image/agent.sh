#!/usr/bin/env bash
# Starts the CloudWatch agent where /etc/web.env says AGENT='cloudwatch', and does nothing elsewhere.
# User data runs it once the web server is up, which never waits for it.
#
# The agent reads files. So web-log.service copies what the journal has of web.service into one: the
# app's lines, and systemd's about an app that didn't start.
set -euo pipefail
cd "$(dirname "$0")"

AGENT=none
# shellcheck source=/dev/null
. /etc/web.env
if [ "$AGENT" != cloudwatch ]; then exit 0; fi

if ! [[ ${LOG_GROUP-} =~ ^[A-Za-z0-9_./#-]+$ ]]; then
  echo "agent: LOG_GROUP must be the name of a log group, got \"${LOG_GROUP-}\"" >&2
  exit 1
fi

home=/opt/aws/amazon-cloudwatch-agent
if [ ! -x $home/bin/amazon-cloudwatch-agent-ctl ]; then
  dnf install -y amazon-cloudwatch-agent
fi

install -m 644 web-log.service /etc/systemd/system/web-log.service
systemctl daemon-reload
systemctl enable --now web-log.service

sed "s|LOG_GROUP|$LOG_GROUP|" agent.json >$home/etc/web.json
$home/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:$home/etc/web.json
echo "agent: logs go to $LOG_GROUP"
