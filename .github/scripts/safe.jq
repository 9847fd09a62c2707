# Of a plan (`terraform show -json`), what `ops drift --plan` compares. Of a resource that drifted, or that
# the plan changes: the attributes that change. Of all resources: lists that others can add to, and by
# what our entries are known. Of an attribute with a secret: only that it changes.
include "lists";

# Whether a change marks any part of this attribute: true stands where the secret is, or above it.
def is_secret($attribute):
  any(.before_sensitive, .after_sensitive; . == true or any(objects[$attribute] | ..; . == true));
# Words that differ. What was empty stays so, since a value that AWS filled in is no drift.
def word($word): if IN(null, "") then . else $word end;

def changed:
  . as $change
  | (.before // {}) as $before | (.after // {}) as $after
  | (.after_unknown // {} | objects // {} | with_entries(select(any(.value | ..; . == true)))) as $unknown
  | [$before + $after + $unknown | keys_unsorted[] | select($before[.] != $after[.] or $unknown[.])] as $changed
  | [$changed[] | select(. as $key | $change | is_secret($key))] as $secret
  | def of($values; $word):
      [$changed[] | { key: ., value: $values[.] } | if .key | IN($secret[]) then .value |= word($word) else . end]
      | from_entries;
  {
    actions,
    before: (if .before == null then null else of($before; "(sensitive, before)") end),
    after: (if .after == null then null else of($after; "(sensitive, after)") end),
    after_unknown: $unknown,
    after_sensitive: ($secret | map({ key: ., value: true }) | from_entries)
  };

# What stays as it is has its address, which tells that the plan is whole.
def entry:
  . as $entry |
  { address, mode, type, name, change: (.change | changed) }
  + if .previous_address then { previous_address } else {} end
  + if .deposed then { deposed } else {} end
  | if $entry.change.importing then .change.importing = {} else . end;

{
  format_version, terraform_version,
  errored: (.errored == true),
  resource_drift: [.resource_drift[]? | entry],
  resource_changes: [.resource_changes[]? | entry],
  output_changes: (.output_changes // {} | map_values({ actions })),
  prior_state: { values: { root_module: { resources: [
    .prior_state.values.root_module.resources[]? | { address, type, values: lists }
  ] } } }
}
