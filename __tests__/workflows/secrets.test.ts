import { codeBlocks } from "../support/docs";
import { githubFiles } from "./files";
import { faultsOf } from "./rules";

const files = githubFiles();
const WORKFLOWS = ".github/workflows";
const SEARCH = `${WORKFLOWS}/drift-stage.yml`;
const FAULT = "must have no keys and no secrets, since OIDC needs none";
const HANDED_OVER = "TF_TOKEN_app_terraform_io: ${{ secrets.hcp-token }}";

test.each([
  {
    what: "a key of AWS",
    path: SEARCH,
    from: "GH_TOKEN: ${{ github.token }}",
    to: "AWS_SECRET_ACCESS_KEY: ${{ vars.KEY }}",
  },
  {
    what: "a secret",
    path: ".github/actions/plan/action.yml",
    from: "${{ inputs.role }}",
    to: "${{ secrets.ROLE }}",
  },
  {
    what: "the token for HCP in another file",
    path: `${WORKFLOWS}/plan-stage.yml`,
    from: "STAGE: ${{ inputs.stack }}",
    to: HANDED_OVER,
  },
  {
    what: "the token for HCP under a name that is not Terraform's",
    path: SEARCH,
    from: HANDED_OVER,
    to: "TOKEN: ${{ secrets.hcp-token }}",
  },
  {
    what: "the token for HCP in a second step",
    path: SEARCH,
    from: "GH_TOKEN: ${{ github.token }}",
    to: HANDED_OVER,
  },
  {
    what: "a token that is handed to another workflow than the search for drift",
    path: `${WORKFLOWS}/deploy.yml`,
    from: "stage: ${{ matrix.stage }}",
    to: "hcp-token: ${{ secrets.HCP }}",
  },
])("$what is a fault", ({ path, from, to }) => {
  const text = files[path] ?? "";
  expect(text).toContain(from);
  const broken = { ...files, [path]: text.replace(from, () => to) };
  expect(faultsOf(broken)).toContain(`${path}: ${FAULT}`);
});

test("the search for drift in HCP that the documentation shows is as the rules want it", () => {
  const blocks = codeBlocks("docs/pipelines/terraform-cloud.md", "yaml");
  const shown = blocks.find((text) => text.includes("hcp-token")) ?? "";
  const path = `${WORKFLOWS}/hcp-drift.yml`;
  expect(shown).toContain(`# ${path}\n`);
  expect(faultsOf({ ...files, [path]: shown })).toEqual([]);
  const other = shown.replace("secrets.HCP_READ_TOKEN", "secrets['HCP_READ_TOKEN']");
  expect(faultsOf({ ...files, [path]: other })).toEqual([`${path}: ${FAULT}`]);
});
