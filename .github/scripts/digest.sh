#!/usr/bin/env bash
# digest.sh PLAN.json LOCK.hcl: what the plan would do, as one number. Two plans of the same number
# take the same actions on the same addresses, attribute by attribute, with the same providers. They
# also come from the same configuration: provider settings, data sources and provisioners run, too.
# Left out is what may differ between two looks at the same system without a meaning for the apply:
# times, resources without a change, and attributes that a change leaves alone.
set -euo pipefail
plan=$1 lock=$2

does() {
  jq --sort-keys --compact-output '
    # Attributes before and after, without those that stay as they are.
    def differences:
      (.before // {}) as $before | (.after // {}) as $after
      | if ($before | type) != "object" or ($after | type) != "object"
        then { before: .before, after: .after }
        else [($before + $after | keys_unsorted[]) | select($before[.] != $after[.])]
          | map({ key: ., value: { before: $before[.], after: $after[.] } }) | from_entries
        end;
    def unknown: if type == "boolean" then . else [paths(. == true)] end;
    def change:
      { actions, importing, replace_paths, unknown: (.after_unknown | unknown), differences: differences };
    def resource:
      { address, deposed, previous_address, id: .change.before.id?, change: (.change | change) };
    {
      terraform_version,
      resources: [
        .resource_changes[]?
        | select(.change.actions != ["no-op"] or .previous_address or .change.importing)
        | resource
      ] | sort_by(.address, .deposed),
      # What Terraform 1.14 and newer calls at a change, and what it leaves for a later plan.
      actions: (.action_invocations // [] | sort),
      deferred: [.deferred_changes[]? | { reason, resource: (.resource_change | resource) }]
        | sort_by(.resource.address, .resource.deposed),
      deferred_actions: (.deferred_action_invocations // [] | sort),
      configuration,
      outputs: (.output_changes // {} | map_values(select(.actions != ["no-op"]) | change))
    }' "$plan"
}

{
  does
  if [ -e "$lock" ]; then cat "$lock"; fi
} | sha256sum | cut -d ' ' -f 1
