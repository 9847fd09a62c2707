# What the plan review gets of a plan (`terraform show -json`), where npm's packages run: all that says
# what changes, and no value that the plan knows to be secret. A closed list. No value of variables, states,
# configuration and actions is in it, since these have no marks, or only some.
# Providers copy secrets into attributes without a mark (aws_iam_role.inline_policy), so copies are looked
# for by value: in texts, in keys of maps, and in JSON within a text. Names and addresses stay.
include "lists";

def PLAN: [
  "format_version", "terraform_version", "applyable", "complete", "errored", "resource_changes",
  "resource_drift", "output_changes", "deferred_changes", "action_invocations",
  "deferred_action_invocations", "checks"
];
def RESOURCE: [
  "address", "module_address", "previous_address", "mode", "type", "name", "index", "provider_name",
  "deposed", "action_reason"
];
def ACTION: [
  "address", "type", "name", "provider_name", "lifecycle_action_trigger", "invoke_action_trigger"
];
def SHORTEST: 4; # shorter texts stand in others by chance; under a mark they are taken out all the same

def only($keys): with_entries(select(.key | IN($keys[])));

# Whether marks cover all of a value. Where the two have different shapes, one mark below is enough.
def cover($value):
  if type == "boolean" or . == null then . == true
  else (type != ($value | type) or type == "array" and length != ($value | length)) and any(..; . == true)
  end;
def below($key; $parent):
  if type == ($parent | type) and type != "string" then .[$key] else null end;

# Every text, number and key under a mark.
def secrets($marks):
  . as $value
  | if $marks | cover($value) then .. | strings, numbers, (objects | keys_unsorted[])
    elif $marks | type == "object" then
      ($marks | keys_unsorted[]) as $key | .[$key] | secrets($marks[$key])
    elif $marks | type == "array" then range(length) as $i | .[$i] | secrets($marks[$i])
    else empty
    end;
def secrets_of_change:
  (.before_sensitive as $marks | .before | secrets($marks)),
  (.after_sensitive as $marks | .after | secrets($marks));
# AWS's provider marks the value of each parameter, so also "aurora-mysql" in one of type String.
def is_open($values): .type == "aws_ssm_parameter" and ($values.type | IN("String", "StringList"));
def secrets_of_plan:
  ((.resource_changes, .resource_drift, [.deferred_changes[]?.resource_change])[]?
    | select(is_open(.change.after // .change.before) | not) | .change | secrets_of_change),
  (.output_changes[]? | secrets_of_change),
  ((.prior_state.values, .planned_values) | objects
    | (.outputs[]? | select(.sensitive) | .value | secrets(true)),
      (.. | objects | select(has("sensitive_values")) | select(is_open(.values) | not)
        | .sensitive_values as $marks | .values | secrets($marks))),
  (.configuration.root_module.variables as $declared
    | .variables // {} | to_entries[]
    | select($declared[.key] | .sensitive or .ephemeral) | .value.value | secrets(true));

# A secret as it stands in a text, in JSON, and in JSON as Terraform writes it.
def spellings:
  tostring | select(length >= SHORTEST) | ., (tojson[1:-1]
    | ., (gsub("<"; "\\u003c") | gsub(">"; "\\u003e") | gsub("&"; "\\u0026")));

# A value without secrets. $other is the value on the other side of the change: whether the two differ
# is no secret, and a review has to know.
def word($other; $word): if . == null then . elif . == $other then "(sensitive)" else $word end;
def has_copy($secrets): . as $text | any($secrets[]; . as $secret | $text | contains($secret));
def without($secrets; $marks; $others; $other; $word):
  . as $value
  | def part($key):
      .[$key] | without($secrets; $marks | below($key; $value); $others | below($key; $value);
        $other | below($key; $value); $word);
  if ($marks | cover($value)) or ($others | type != "array" and cover($value)) then word($other; $word)
  elif type == "object" then
    [ keys_unsorted[] as $key
      | { key: (if $key | has_copy($secrets) then "(sensitive)" else $key end), value: part($key) } ]
    | from_entries
  elif type == "array" then [range(length) as $i | part($i)]
  elif type == "string" and has_copy($secrets) then word($other; $word)
  elif type == "number" and (tostring | IN($secrets[])) then word($other; $word)
  else .
  end;
def without_copies($secrets): without($secrets; null; null; .; "(sensitive)");

def change($secrets):
  . as { $before, $after, $before_sensitive, $after_sensitive }
  | (del(.before, .after, .before_sensitive, .after_sensitive)
      | only(["actions", "after_unknown", "replace_paths", "importing"]) | without_copies($secrets))
  + { before: ($before | without($secrets; $before_sensitive; $after_sensitive; $after; "(sensitive, before)")),
      after: ($after | without($secrets; $after_sensitive; $before_sensitive; $before; "(sensitive, after)")) }
  + ({ $before_sensitive, $after_sensitive } | without_copies($secrets));
def resource($secrets): only(RESOURCE) + { change: (.change | change($secrets)) };
def check: {
  address: { to_display: .address.to_display }, status,
  instances: [.instances[]? | { address: { to_display: .address.to_display }, status, problems }]
};

def module_of_state($secrets): {
  resources: [
    .resources[]?
    | .sensitive_values as $marks
    | only(["address", "mode", "type"])
      + { values: (lists | without($secrets; $marks; null; .; "(sensitive)")) }
  ],
  child_modules: [.child_modules[]? | module_of_state($secrets)]
};
def names:
  if type == "array" then map(names)
  elif type == "object" and (has("constant_value") or has("references")) then only(["references"])
  elif type == "object" then map_values(names)
  else {}
  end;

. as $plan
| ([secrets_of_plan | spellings] | unique) as $secrets
| only(PLAN)
| (.resource_changes, .resource_drift | select(. != null)) |= map(resource($secrets))
| (.deferred_changes | select(. != null)) |= map(
    { reason, resource_change: (.resource_change | resource($secrets)) })
| (.output_changes | select(. != null)) |= map_values(change($secrets))
| (.action_invocations | select(. != null)) |= map(only(ACTION))
| (.deferred_action_invocations | select(. != null)) |= map(
    { reason, action_invocation: (.action_invocation // {} | only(ACTION)) })
| (.checks | select(. != null)) |= map(check | without_copies($secrets))
# Of what is taken out, the names that a verdict hangs on: what a -target left out, what others put beside
# ours, attributes that are set, and outputs whose mark is taken away, which nothing else says.
| .prior_state = { values: { root_module: ($plan.prior_state.values.root_module | module_of_state($secrets)) } }
| .configuration = { root_module: ($plan.configuration.root_module | {
    outputs: (.outputs // {} | map_values({ sensitive: (.sensitive == true) })),
    resources: [
      .resources[]? | only(["address", "mode", "type", "name"]) + { expressions: (.expressions | names) }
    ]
  } | without_copies($secrets)) }
