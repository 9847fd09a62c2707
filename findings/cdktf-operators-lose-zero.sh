#!/usr/bin/env bash
# cdktf 0.21.0: operators lose the operands 0, false and "" and write `undefined` instead. cdktn 0.24.0 writes them.
#
# One would guess that `Op.gt(value, 0)` becomes `value > 0`. It becomes `value > undefined`: the JSON is written without
# an error, and Terraform refuses it only when it reads the expression. With 1 it is right. The fork cdktn has mended it, so
# the same sources write other JSON there.
#
# Seen: cdktf ${(var.n > undefined)} ${(var.n == undefined)} ${(var.n == undefined)} ${(var.n > 1)}
#       cdktn ${(var.n > 0)} ${(var.n == false)} ${(var.n == "")} ${(var.n > 1)}
# Needs Node 20 or newer.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

# written_by LIBRARY@VERSION CONSTRUCTS: four conditions as this library writes them, on one line.
written_by() {
  local library=${1%@*}
  mkdir "$home/$library"
  cd "$home/$library"
  npm init --yes > npm.log
  npm install --no-audit --no-fund "$1" "constructs@$2" > npm.log 2>&1
  cat > stack.js <<JAVASCRIPT
const { Op, TerraformOutput, TerraformStack, TerraformVariable, Testing } = require("$library");
const stack = new TerraformStack(Testing.app(), "stack");
const { value } = new TerraformVariable(stack, "n", { type: "any" });
const conditions = [Op.gt(value, 0), Op.eq(value, false), Op.eq(value, ""), Op.gt(value, 1)];
conditions.forEach((value, i) => new TerraformOutput(stack, "o" + i, { value }));
const { output } = JSON.parse(Testing.synth(stack));
console.log(Object.values(output).map((each) => each.value).join(" "));
JAVASCRIPT
  node stack.js 2> node.log
}

cdktf=$(written_by cdktf@0.21.0 10.4.2)
cdktn=$(written_by cdktn@0.24.0 10.6.0)
printf 'cdktf %s\ncdktn %s\n' "$cdktf" "$cdktn"
# shellcheck disable=SC2016 # Terraform's expressions, not the shell's
if [ "$cdktf" != '${(var.n > undefined)} ${(var.n == undefined)} ${(var.n == undefined)} ${(var.n > 1)}' ] ||
  [ "$cdktn" != '${(var.n > 0)} ${(var.n == false)} ${(var.n == "")} ${(var.n > 1)}' ]; then
  echo "this has changed"
  exit 1
fi
