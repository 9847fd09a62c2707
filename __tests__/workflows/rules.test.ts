import { definitionsIn, githubFiles, jobsOf } from "./files";
import { faultsOf } from "./rules";

const files = githubFiles();
const faults = faultsOf(files);
const WORKFLOWS = ".github/workflows";
const CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";

test("the workflows and actions are as the rules want them", () => {
  expect(faults).toEqual([]);
});

/** Each fault is made in the real file, in the first place it fits. */
test.each([
  {
    what: "an action pinned by its tag",
    path: `${WORKFLOWS}/drift.yml`,
    from: CHECKOUT,
    to: "actions/checkout@v7",
    says: ['actions/checkout@v7: must be pinned by a commit\'s hash, with "# v1.2.3" behind it'],
  },
  {
    what: "a hash without its version",
    path: ".github/actions/plan/action.yml",
    from: " # v8.0.1",
    to: "",
    says: [
      'actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c: must be pinned by a commit\'s hash, with "# v1.2.3" behind it',
    ],
  },
  {
    what: "pull_request_target",
    path: `${WORKFLOWS}/pull-request.yml`,
    from: "  pull_request:\n",
    to: "  pull_request_target:\n",
    says: ["pull_request_target: runs what strangers propose with the rights of the repository"],
  },
  {
    what: "an expression in a script",
    path: `${WORKFLOWS}/drift-stage.yml`,
    from: 'drift-read.sh "$STAGE"',
    to: "drift-read.sh ${{ inputs.stage }}",
    says: [
      ".github/scripts/drift-read.sh ${{ inputs.stage }} drift.json: must get its values by env, not by ${{ }}",
    ],
  },
  {
    what: "a long script",
    path: `${WORKFLOWS}/drift-stage.yml`,
    from: '- run: .github/scripts/drift-read.sh "$STAGE" drift.json',
    to: "- run: |\n          a\n          b\n          c\n          d\n          e",
    says: ["a…: must be a file in .github/scripts, which are tested"],
  },
  {
    what: "a checkout that leaves its token behind",
    path: `${WORKFLOWS}/deploy.yml`,
    from: "persist-credentials: false",
    to: "fetch-depth: 1",
    says: ["checkout: must have persist-credentials: false"],
  },
  {
    what: "a workflow that grants",
    path: `${WORKFLOWS}/deploy.yml`,
    from: "permissions: {}",
    to: "permissions: write-all",
    says: ["permissions: must be {} for the workflow"],
  },
  {
    what: "a shell without pipefail",
    path: `${WORKFLOWS}/deploy.yml`,
    from: "shell: bash",
    to: "shell: sh",
    says: ["defaults: must run bash by name, which gives it pipefail"],
  },
  {
    what: "a job that doesn't say its permissions",
    path: `${WORKFLOWS}/deploy.yml`,
    from: "    permissions:\n      contents: read\n    outputs",
    to: "    outputs",
    says: ["synth: must say its permissions"],
  },
  {
    what: "a job without an end",
    path: `${WORKFLOWS}/plan-stage.yml`,
    from: "    timeout-minutes: 20\n",
    to: "",
    says: ["plan: must have timeout-minutes"],
  },
  {
    what: "npm packages beside credentials",
    path: `${WORKFLOWS}/plan-stage.yml`,
    from: "      - id: plan\n",
    to: "      - run: npm ci\n      - id: plan\n",
    says: ["plan: must not run npm packages with a secret or a token that may write"],
  },
  {
    what: "a search for drift by npm packages with credentials",
    path: `${WORKFLOWS}/drift-stage.yml`,
    from: "- run: .github/scripts/drift-read.sh",
    to: "- uses: ./.github/actions/node\n      - run: .github/scripts/drift-read.sh",
    says: ["read: must not run npm packages with a secret or a token that may write"],
  },
  {
    what: "a review by npm packages with credentials",
    path: `${WORKFLOWS}/plan-stage.yml`,
    from: "      - id: hand-on\n",
    to: "      - run: .github/scripts/review.sh a b\n      - id: hand-on\n",
    says: ["plan: must not run npm packages with a secret or a token that may write"],
  },
  {
    what: "the tests where comments are written",
    path: `${WORKFLOWS}/pull-request-stage.yml`,
    from: "      - id: comment\n",
    to: "      - run: .ci/run\n      - id: comment\n",
    says: ["report: must not run npm packages with a secret or a token that may write"],
  },
  {
    what: "a comparison by npm packages where the issue is written",
    path: `${WORKFLOWS}/drift-stage.yml`,
    from: "- run: .github/scripts/drift-report.sh",
    to: "- run: .github/scripts/drift-compare.sh a b c\n      - run: .github/scripts/drift-report.sh",
    says: ["report: must not run npm packages with a secret or a token that may write"],
  },
  {
    what: "deploys that cancel each other",
    path: `${WORKFLOWS}/deploy.yml`,
    from: "cancel-in-progress: false",
    to: "cancel-in-progress: true",
    says: ["stage: must have concurrency deploy-<stage>, without cancel-in-progress"],
  },
  {
    what: "one queue for all stages",
    path: `${WORKFLOWS}/deploy.yml`,
    from: "group: deploy-${{ matrix.stage }}",
    to: "group: deploy",
    says: ["stage: must have concurrency deploy-<stage>, without cancel-in-progress"],
  },
  {
    what: "a misspelled input of an action of ours",
    path: `${WORKFLOWS}/plan-stage.yml`,
    from: "          lock:",
    to: "          lokc:",
    says: [
      "./.github/actions/plan: has no input lokc",
      "./.github/actions/plan: must be given lock",
    ],
  },
  {
    what: "a misspelled action of ours",
    path: `${WORKFLOWS}/plan-stage.yml`,
    from: "./.github/actions/plan",
    to: "./.github/actions/paln",
    says: ["./.github/actions/paln: is not there"],
  },
])("$what is a fault", ({ path, from, to, says }) => {
  const text = files[path] ?? "";
  expect(text).toContain(from);
  const broken = { ...files, [path]: text.replace(from, () => to) };
  const added = faultsOf(broken).filter((fault) => !faults.includes(fault));
  expect(added).toEqual(says.map((fault) => `${path}: ${fault}`));
});

test("who may ask for credentials, write comments and write issues is a short list", () => {
  const rights = definitionsIn(files).flatMap(({ path, ...definition }) =>
    jobsOf({ path, ...definition }).flatMap(([job, { permissions = {} }]) =>
      Object.entries(permissions)
        .filter(([, right]) => right === "write")
        .map(([what]) => `${path.replace(`${WORKFLOWS}/`, "")} ${job}: ${what}`),
    ),
  );
  expect(rights).toEqual([
    "deploy-stacks.yml image: id-token",
    "deploy-stacks.yml service: id-token",
    "deploy-stage.yml plan: id-token",
    "deploy-stage.yml apply: id-token",
    "deploy.yml stage: id-token",
    "drift-stage.yml read: id-token",
    "drift-stage.yml report: issues",
    "drift.yml stage: id-token",
    "drift.yml stage: issues",
    "plan-stage.yml plan: id-token",
    "pull-request-stage.yml plan: id-token",
    "pull-request-stage.yml report: pull-requests",
    "pull-request.yml stage: id-token",
    "pull-request.yml stage: pull-requests",
  ]);
});

test("only the apply goes through an environment, whose reviewers approve it", () => {
  const guarded = definitionsIn(files).flatMap((definition) =>
    jobsOf(definition)
      .filter(([, { environment }]) => environment !== undefined)
      .map(([job, { environment }]) => `${definition.path} ${job}: ${environment}`),
  );
  expect(guarded).toEqual([`${WORKFLOWS}/deploy-stage.yml apply: \${{ inputs.stage }}`]);
});

test("a stage's image is baked before the stage is deployed, each on its own approval", () => {
  const stacks = definitionsIn(files).find(({ path }) => path.endsWith("/deploy-stacks.yml"));
  expect(stacks?.jobs).toMatchObject({
    image: { if: "inputs.bakes", with: { stack: "${{ inputs.stage }}-image" } },
    service: {
      needs: "image",
      if: "${{ !failure() && !cancelled() }}",
      with: { stack: "${{ inputs.stage }}" },
    },
  });
});
