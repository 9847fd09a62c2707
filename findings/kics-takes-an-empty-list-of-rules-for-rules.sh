#!/usr/bin/env bash
# KICS 2.2.0 says of a default security group that is emptied by name that it "accepts all traffic", at the level HIGH.
#
# In Terraform `ingress = []` and `egress = []` empty a VPC's default security group. One would guess that a scanner reads two
# empty lists as "no rules". KICS asks only whether the two attributes are there: with them it reports two findings, without them
# none. So whoever follows it takes out the two lines that say what the group shall hold.
#
# Seen: with the lists 2 findings of "VPC Default Security Group Accepts All Traffic", HIGH; without them 0.
# Needs Go 1.26.2 or newer; builds KICS from source, which takes some minutes.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
version=v2.2.0
GOBIN=$home/bin go install "github.com/Checkmarx/kics/v2/cmd/console@$version"
assets=$(go env GOMODCACHE)/github.com/!checkmarx/kics/v2@$version/assets

# findings NAME RULES: how many of that name KICS reports for a default security group with these attributes
findings() {
  mkdir -p "$home/$1/in"
  cat >"$home/$1/in/main.tf" <<HCL
resource "aws_vpc" "network" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_default_security_group" "network" {
  vpc_id = aws_vpc.network.id
  $2
}
HCL
  "$home/bin/console" scan --ci --no-progress --disable-secrets -p "$home/$1/in" -o "$home/$1" --report-formats json \
    -q "$assets/queries/terraform/aws/vpc_default_security_group_accepts_all_traffic" -b "$assets/libraries" \
    >"$home/$1/log" 2>&1 || true # its exit code tells the level of the worst finding
  grep -c '"search_key": "aws_default_security_group' "$home/$1/results.json" || true
}

with=$(findings with $'ingress = []\n  egress = []')
without=$(findings without "")
echo "with two empty lists: $with findings; without them: $without"
if [ "$with" != 2 ] || [ "$without" != 0 ]; then
  echo "this has changed"
  exit 1
fi
