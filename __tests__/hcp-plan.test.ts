import { readFileSync } from "node:fs";
import { join } from "node:path";
import { command, runner } from "./support/command";
import { type PlanServer, planServer } from "./support/plan-server";

const DANGER = join(__dirname, "review/plans/cores/terraform-1.15.5/review-data-deleted.json");
const PLAN = readFileSync(DANGER, "utf8");

let server: PlanServer;
beforeEach(async () => {
  server = await planServer(PLAN);
});
afterEach(() => server.close());

const env = () => ({ TFE_TOKEN: "t", TFE_ADDRESS: server.site });
const plan = (run = "run-1", more = {}) =>
  command(["bin/hcp-plan.mjs", run], { ...env(), ...more }).ended;

test("prints the plan of a run, byte for byte, and shows its token to HCP alone", async () => {
  expect(await plan()).toEqual({ code: 0, out: PLAN, err: "" });
  expect(server.asked).toEqual([
    "/api/v2/runs/run-1 Bearer t",
    "/api/v2/plans/plan-1 Bearer t",
    "/api/v2/plans/plan-1/json-output Bearer t",
    "/object without a token",
  ]);
});

test("waits until the plan is made, and its JSON is there", async () => {
  server.states = ["pending", "running", "finished"];
  server.late = 1;
  expect(await plan()).toEqual({ code: 0, out: PLAN, err: "" });
});

test.each(["errored", "canceled", "unreachable"])(
  "has no plan of one that is %s",
  async (state) => {
    server.states = [state];
    const err = `hcp-plan: run-1: must have a plan, got one that is ${state}; see the run\n`;
    expect(await plan()).toEqual({ code: 2, out: "", err });
  },
);

test("says which right is missing", async () => {
  server.admin = false;
  const err = `hcp-plan: plans/plan-1/json-output: not found at ${server.site}/api/v2/; only who may administer its workspace can read the JSON of a plan\n`;
  expect(await plan()).toEqual({ code: 2, out: "", err });
});

test.each([
  {
    run: "https://app.terraform.io/runs/run-1",
    more: {},
    err: 'must be given a run, such as run-CZcmD7eagjhyX0vN, got "https://app.terraform.io/runs/run-1"',
  },
  {
    run: "run-1",
    more: { TFE_TOKEN: "" },
    err: "TFE_TOKEN: must be set; make a team token in HCP Terraform",
  },
])("refuses $run with $more", async ({ run, more, err }) => {
  expect(await plan(run, more)).toEqual({ code: 2, out: "", err: `hcp-plan: ${err}\n` });
});

const review = (...args: string[]) => command([runner, "review/cli.ts", ...args], env()).ended;

test("npm run review -- --run reviews it", async () => {
  const { code, out, err } = await review("--run", "run-1");
  expect({ code, err }).toEqual({ code: 1, err: "" });
  expect(out).toMatch(/^DANGER {2}2 to delete/);
});

test("npm run review -- --run says why it can't tell", async () => {
  server.states = ["errored"];
  expect(await review("--run", "run-1")).toEqual({
    code: 2,
    out: "",
    err: "hcp-plan: run-1: must have a plan, got one that is errored; see the run\n",
  });
});
