import { synthStage } from "../support/synth";

export const backend = { kind: "s3", bucket: "acme-state", region: "us-east-1" } as const;
export const prod = synthStage("prod", { backend }).text;

/** Adds `more` at a place in prod's JSON. */
export const added = (at: readonly string[], more: object) => {
  const json = JSON.parse(prod);
  let place = json;
  for (const key of at) place = place[key] ??= {};
  Object.assign(place, more);
  return JSON.stringify(json);
};
export const tagged = (value: string) =>
  added(["resource", "aws_vpc", "network", "tags"], { x: value });
const VPC = ["resource", "aws_vpc", "network"];

/** What a hijacked package could add to prod's JSON, and where that is found. None does any harm. */
export const ATTACKS: readonly { what: string; json: string; where: string }[] = [
  {
    what: "a data source that runs a program",
    json: added(["data", "external"], { a: { program: ["true"] } }),
    where: "data.external",
  },
  {
    what: "a data source that asks another server",
    json: added(["data", "http"], { a: { url: "http://localhost" } }),
    where: "data.http",
  },
  {
    what: "a provider with credentials",
    json: added(["provider", "aws", "0"], { profile: "x" }),
    where: "provider.aws.profile",
  },
  {
    what: "a provider with another address of AWS",
    json: added(["provider", "aws", "0"], { endpoints: [{ sts: "http://localhost" }] }),
    where: "provider.aws.endpoints",
  },
  {
    what: "a second provider",
    json: added(["provider", "aws"], { length: 2, 1: { alias: "other", region: "us-east-1" } }),
    where: "provider.aws",
  },
  {
    what: "another provider",
    json: added(["provider"], { null: [{}] }),
    where: "provider.null",
  },
  {
    what: "a provider from elsewhere",
    json: added(["terraform", "required_providers", "aws"], { source: "example.com/acme/aws" }),
    where: "terraform.required_providers.aws.source",
  },
  {
    what: "a provider that nothing uses",
    json: added(["terraform", "required_providers"], { null: { source: "hashicorp/null" } }),
    where: "terraform.required_providers.null",
  },
  {
    what: "another backend",
    json: added(["terraform", "backend"], { http: { address: "http://localhost" } }),
    where: "terraform.backend.http",
  },
  {
    what: "a backend with another address of S3",
    json: added(["terraform", "backend", "s3"], { endpoints: { s3: "http://localhost" } }),
    where: "terraform.backend.s3.endpoints",
  },
  {
    what: "no backend, so that nothing seems to be there",
    json: added(["terraform"], { backend: {} }),
    where: "terraform.backend.s3",
  },
  ...[
    { key: "lab.tfstate" },
    { key: "prod-image.tfstate" },
    { key: "lab/terraform.tfstate" },
    { key: "prod.tfstate/x" },
    { key: null },
    { bucket: "prod-of-somebody" },
    { bucket: null },
    { use_lockfile: false },
    { encrypt: false },
  ].map((other) => ({
    what: `a backend with ${JSON.stringify(other)}`,
    json: added(["terraform", "backend", "s3"], other),
    where: `terraform.backend.s3.${Object.keys(other)[0]}`,
  })),
  {
    what: "HCP as its backend",
    json: added(["terraform"], { cloud: { organization: "acme" } }),
    where: "terraform.cloud",
  },
  {
    what: "a provisioner",
    json: added(VPC, { provisioner: [{ "local-exec": { command: "true" } }] }),
    where: "resource.aws_vpc.network.provisioner",
  },
  {
    what: "a connection",
    json: added(VPC, { connection: { host: "localhost" } }),
    where: "resource.aws_vpc.network.connection",
  },
  {
    what: "a resource of another provider",
    json: added(["resource", "terraform_data"], { a: { input: "x" } }),
    where: "resource.terraform_data",
  },
  {
    what: "an object that takes its contents from the runner",
    json: added(["resource", "aws_s3_object", "a"], { source: "/proc/self/environ" }),
    where: "resource.aws_s3_object.a.source",
  },
  {
    what: "an object that leaves its folder",
    json: added(["resource", "aws_s3_object", "a"], { source: "assets/../../x" }),
    where: "resource.aws_s3_object.a.source",
  },
  {
    what: "a function with a file of the runner",
    json: added(["resource", "aws_lambda_function", "a"], { filename: "/proc/self/environ" }),
    where: "resource.aws_lambda_function.a.filename",
  },
  {
    what: "an action after a change",
    json: added([...VPC, "lifecycle"], { action_trigger: [{ events: ["after_create"] }] }),
    where: "resource.aws_vpc.network.lifecycle.action_trigger",
  },
  {
    what: "a check with a data source of its own",
    json: added(["check", "a"], { data: { http: { a: {} } }, assert: [] }),
    where: "check.a.data",
  },
  {
    what: "a command that runs when something is forgotten",
    json: added(["removed", "0"], { provisioner: { "local-exec": { command: "true" } } }),
    where: "removed.provisioner",
  },
  {
    what: "a cluster that is deleted instead of forgotten",
    json: added(["removed", "0", "lifecycle"], { destroy: true }),
    where: "removed.lifecycle",
  },
  ...["action", "ephemeral", "import", "locals", "module", "variable"].map((block) => ({
    what: `a block ${block}`,
    json: added([], { [block]: {} }),
    where: block,
  })),
  ...[
    'file("/etc/hostname")',
    'file ("/etc/hostname")',
    'file/* x */("/etc/hostname")',
    'file# x\n("/etc/hostname")',
    'templatefile("x", {})',
    'join(",", [filebase64("x")])',
    'fileset("/", "*")',
    "timestamp()",
    'provider::other::read("x")',
  ].map((call) => ({
    what: `a call of ${call}`,
    json: tagged(`(a) \${${call}} (b)`),
    where: "resource.aws_vpc.network.tags.x",
  })),
  {
    what: "a directive that reads a file",
    json: tagged('%{ if file("x") == "" }%{ endif }'),
    where: "resource.aws_vpc.network.tags.x",
  },
  {
    what: "a template behind two dollars that don't escape it",
    json: tagged('$$${file("x")}'),
    where: "resource.aws_vpc.network.tags.x",
  },
  {
    what: "a key that reads a file",
    json: added([...VPC, "tags"], { '${file("x")}': "" }),
    where: 'resource.aws_vpc.network.tags["${file(\\"x\\")}"]',
  },
];
