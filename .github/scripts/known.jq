# What stacks of ours have: all else is a fault, one line each. Input: the JSON of $stack. A string with
# a template is code wherever it stands, in a key as well.
def BLOCKS: ["//", "check", "data", "moved", "output", "provider", "removed", "resource", "terraform"];
def S3: ["bucket", "encrypt", "key", "region", "use_lockfile"]; # pipelines deploy no other backend
def PROVIDER: ["allowed_account_ids", "default_tags", "region"]; # no credentials, no endpoints, no assumed roles
def DATA: [
  "aws_ami", "aws_availability_zones", "aws_db_instances", "aws_ec2_instance_type_offerings", "aws_kms_key",
  "aws_rds_orderable_db_instance", "aws_route53_zone", "aws_route53_zones", "aws_ssm_parameter",
  "aws_ssm_parameters_by_path", "aws_vpc_endpoint_service"
];
def LIFECYCLE: [
  "create_before_destroy", "ignore_changes", "postcondition", "precondition", "prevent_destroy",
  "replace_triggered_by"
];
def CHECK: ["//", "assert"]; # no data source of its own
def OUTPUT: ["depends_on", "description", "precondition", "sensitive", "value"];
# None of these reads a file, the environment or the clock. ALARM and FILL are CloudWatch's, in
# the rule of an alarm and in the metric math of a dashboard.
def FUNCTIONS: [
  "ALARM", "alltrue", "coalesce", "contains", "distinct", "endswith", "FILL", "format", "join", "length", "one",
  "regexall", "sort", "startswith", "tolist", "trimsuffix", "try"
];
# Of a resource or a data source: what runs on the runner, or picks another provider; and attributes
# of some AWS resources that read a file.
def NEVER: ["connection", "filename", "provider", "provisioner", "zip_file"];

def at($key): if $key | test("\\A[A-Za-z0-9_-]+\\z") then ".\($key)" else "[\($key | tojson)]" end;
def fault($where; $must; $got): "\($where | ltrimstr(".")): must \($must), got \($got | tojson | .[0:200])";
def keys_in($where; $known):
  if type != "object" then fault($where; "be an object"; type)
  else (keys_unsorted - $known)[] | fault($where + at(.); "be one of \($known | join(", "))"; .)
  end;
# Its members, or a fault where it is no object: {where, of}.
def members($where):
  if type == "object" then to_entries[] | { where: ($where + at(.key)), key, of: .value }
  else { where: $where, of: null }
  end;

# Members of a block of the stack, if there is that block, with no keys but these.
def each($block; $known):
  if has($block) then .[$block] else {} end
  | members($block) | .where as $where | .of | keys_in($where; $known);

# The state is the stack's own. Its bucket isn't known here. But the roles of a stage reach only that
# bucket and the ones named after the stage, and of these a stranger may own one.
def state:
  ($stack | sub("-image\\z"; "") + "-") as $named
  | (.key | select(type != "string" or (split("/") | last) != "\($stack).tfstate")
      | fault("terraform.backend.s3.key"; "be \($stack).tfstate, below a prefix or not"; .)),
    (.bucket | select(type != "string" or startswith($named))
      | fault("terraform.backend.s3.bucket"; "not start with \($named), as buckets of the stage do"; .)),
    (("encrypt", "use_lockfile") as $key | .[$key] | select(. != true)
      | fault("terraform.backend.s3.\($key)"; "be true"; .));

# A workspace of the stack's own. Terraform sends a token to no host but the token's.
def cloud:
  keys_in("terraform.cloud"; ["hostname", "organization", "workspaces"]),
  (objects | .workspaces
    | keys_in("terraform.cloud.workspaces"; ["name", "project"]),
      (objects | .name | select(. != $stack) | fault("terraform.cloud.workspaces.name"; "be \($stack)"; .)));

def kept: ["backend"] + if $hcp == "hcp" then ["cloud"] else [] end;
def terraform:
  keys_in("terraform"; kept + ["required_providers", "required_version"]),
  (objects
    | (if $hcp == "hcp" and has("cloud") then .cloud | cloud # Terraform refuses a backend and a cloud
      else
        (.backend | keys_in("terraform.backend"; ["s3"])),
        (.backend | objects | .s3 | keys_in("terraform.backend.s3"; S3), (objects | state))
      end),
      (.required_providers | keys_in("terraform.required_providers"; ["aws"])),
      (.required_providers | objects | .aws
        | keys_in("terraform.required_providers.aws"; ["source", "version"]),
          (objects | .source | select(. != "hashicorp/aws")
            | fault("terraform.required_providers.aws.source"; "be hashicorp/aws"; .))));

def provider:
  keys_in("provider"; ["aws"]),
  (objects | .aws
    | if type != "array" or length != 1 then fault("provider.aws"; "be a list of one"; .)
      else .[0] | keys_in("provider.aws"; PROVIDER)
      end);

def body($where; $kind):
  if type != "object" then fault($where; "be an object"; type)
  else
    ((keys_unsorted - (keys_unsorted - NEVER))[]
      | fault($where + at(.); "not be there, since no stack of ours has it"; .)),
    (.lifecycle | if type == "array" then .[] else values end
      | keys_in("\($where).lifecycle"; LIFECYCLE)),
    (.source | values | select(
        $kind != "aws_s3_object" or type != "string" or contains("..")
        or (test("\\Aassets/[A-Za-z0-9_./-]+\\z") | not))
      | fault("\($where).source"; "be the file of an aws_s3_object, below assets/"; .))
  end;
def bodies($where): members($where) | .key as $kind | .where as $in | .of | members($in)
  | .where as $name | .of | body($name; $kind);

def code:
  gsub("(?<!\\$)\\$\\$\\{"; "") | gsub("(?<!%)%%\\{"; "") | select(test("[$%]\\{"))
  | sub("\\A[\\s\\S]*?(?=[$%]\\{)"; "") | sub("\\}[^}]*\\z"; "}");
def called:
  match("([A-Za-z_][A-Za-z0-9_:-]*)(\\s|/\\*[\\s\\S]*?\\*/|(#|//)[^\\n]*\\n)*\\("; "g").captures[0].string;
def place: map(if type == "string" then at(.) else "[\(.)]" end) | add;
def functions:
  paths as $path
  | [(getpath($path), $path[-1]) | strings | select(test("[$%]\\{")) | code | called]
  | unique - FUNCTIONS | .[]
  | fault($path | place; "call none but \(FUNCTIONS | join(", "))"; .);

def stack:
  keys_in(""; BLOCKS),
  (objects
    | (.terraform | terraform),
      (.provider | provider),
      (if has("data") then .data else {} end | keys_in("data"; DATA), bodies("data")),
      (.resource | bodies("resource"),
        (objects | keys_unsorted[] | select(startswith("aws_") | not)
          | fault("resource" + at(.); "be a resource of AWS"; .))),
      each("check"; CHECK),
      each("output"; OUTPUT),
      (if has("moved") then .moved else [] end
        | if type != "array" then fault("moved"; "be a list"; type)
          else .[] | keys_in("moved"; ["from", "to"])
          end),
      # What a stage has no more is forgotten. A provisioner in here would run on the runner.
      (if has("removed") then .removed else [] end
        | if type != "array" then fault("removed"; "be a list"; type)
          else .[] | keys_in("removed"; ["from", "lifecycle"]),
            (objects | select(.lifecycle != {destroy: false})
              | fault("removed.lifecycle"; "be {destroy: false}"; .lifecycle))
          end),
      functions);

stack
