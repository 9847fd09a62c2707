import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { run } from "./support/project";
import { temporary } from "./workflows/scripts";

const ROOT = join(__dirname, "..");
const { folder, remove } = temporary("hcp-upload");
const archive = join(folder, "lab.tar.gz");

const CLOUD = {
  organization: "acme",
  hostname: "my-tf.example.com",
  workspaces: { name: "lab" },
};

let server: Server;
/** The state of the workspace's latest run, and what has been asked of the server. */
let latest: string;
let asked: string[];
let signed = "";

beforeAll(async () => {
  mkdirSync(join(folder, "bin"));
  for (const name of ["hcp-upload.mjs", "hcp-plan.mjs", "hcp-api.mjs", "archive.mjs"]) {
    cpSync(join(ROOT, "bin", name), join(folder, "bin", name));
  }
  const stack = join(folder, "cdktf.out", "stacks", "lab");
  mkdirSync(stack, { recursive: true });
  writeFileSync(join(stack, "cdk.tf.json"), JSON.stringify({ terraform: { cloud: CLOUD } }));
  await run(folder, {}, "node", "bin/hcp-upload.mjs", "lab", "--to", archive);
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    signed = request.headers.authorization ?? signed;
    const answer = answerTo(request);
    const json = !Buffer.isBuffer(answer);
    response.setHeader("Content-Type", json ? "application/vnd.api+json" : "application/gzip");
    response.end(json ? JSON.stringify({ data: answer }) : answer);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
});
beforeEach(() => {
  latest = "applied";
  asked = [];
});
afterAll(() => {
  server?.close();
  remove();
});

const site = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** As much of HCP's API as the script calls; its latest run has the files that were synthesized. */
function answerTo({ method, url = "" }: IncomingMessage): unknown {
  if (url.endsWith("/runs/run-1")) return { relationships: { plan: { data: { id: "plan-1" } } } };
  if (url.endsWith("/plans/plan-1")) return { attributes: { status: "finished" } };
  if (url.endsWith("/json-output")) return Buffer.from('{"a":"plan"}');
  if (url.endsWith("/download")) return readFileSync(archive);
  if (url.includes("/configuration-versions")) {
    return { id: "cv-1", attributes: { status: "uploaded", "upload-url": `${site()}/put` } };
  }
  if (method === "GET" && url.endsWith("/runs")) {
    const version = { data: { id: "cv-0" } };
    const attributes = { status: latest, "plan-only": false, "is-destroy": false };
    return [{ id: "run-1", attributes, relationships: { "configuration-version": version } }];
  }
  return { id: url.endsWith("/runs") ? "run-1" : "ws-1", attributes: {} };
}

const upload = (env: Record<string, string> = {}, ...options: string[]) => {
  const all = { TFE_TOKEN: "t", TFE_ADDRESS: site(), ...env };
  return run(folder, all, "node", "bin/hcp-upload.mjs", "lab", ...options);
};

test("no npm package runs where the token is, but for a review, which doesn't get it", () => {
  const texts = ["hcp-upload.mjs", "hcp-plan.mjs", "hcp-api.mjs", "archive.mjs"].map((name) =>
    readFileSync(join(ROOT, "bin", name), "utf8"),
  );
  const all = texts.join("\n");
  const imports = [...all.matchAll(/from "(.*)"/g)].map(([, name]) => name);
  expect(new Set(imports.filter((name) => !name?.startsWith("node:")))).toEqual(
    new Set(["./archive.mjs", "./hcp-api.mjs", "./hcp-plan.mjs"]),
  );
  const programs = [...all.matchAll(/\b(?:exec|spawn|fork)\w*\((.*?),/g)].map(([, name]) => name);
  expect(programs).toEqual(["process.execPath", '"git"']);
  expect(all).toContain("env: withoutTokens(process.env)");
});

test.each([
  { env: { TFE_TOKEN: "a", TF_TOKEN_my__tf_example_com: "b" }, by: "a" },
  { env: { TFE_TOKEN: "", TF_TOKEN_my__tf_example_com: "b" }, by: "b" },
])("signs with $by where it gets $env", async ({ env, by }) => {
  await upload(env);
  expect(signed).toBe(`Bearer ${by}`);
});

test.each(["pending", "planned", "policy_checked", "applying", "applied", "planned_and_finished"])(
  "makes no run where the latest had the same files and is %s",
  async (status) => {
    latest = status;
    expect(await upload()).toMatchObject({
      stdout: "lab: as in its latest run, nothing uploaded\n",
      code: 0,
    });
    expect(asked.filter((each) => /^(POST|PUT)/.test(each))).toEqual([]);
  },
);

test.each([
  ...["discarded", "policy_soft_failed", "policy_override", "errored", "canceled"],
  ...["force_canceled", "post_plan_awaiting_decision", "a_state_that_is_new"],
])("makes a run where the latest had the same files and is %s", async (status) => {
  latest = status;
  const { stdout } = await upload();
  expect(stdout).toBe(`lab: see ${site()}/app/acme/workspaces/lab/runs/run-1\n`);
  expect(asked).toContain("POST /api/v2/runs");
});

describe("a review", () => {
  /** What it gets, in place of npm's packages: arguments, standard input, tokens. */
  const REVIEW = `
    import { readFileSync } from "node:fs";
    const tokens = Object.keys(process.env).filter((name) => /^TFE?_TOKEN/.test(name));
    console.log(JSON.stringify([process.argv.slice(2), readFileSync(0, "utf8"), tokens]));
    process.exitCode = 1;`;
  const SAYS = `${JSON.stringify([["review/cli.ts", "-"], '{"a":"plan"}', []])}\n`;
  beforeAll(() => writeFileSync(join(folder, "bin", "run.mjs"), REVIEW));

  test("gets the plan and no token, and its exit code is the upload's", async () => {
    const tokens = { TF_TOKEN_my__tf_example_com: "b" };
    const { code, stdout } = await upload(tokens, "--plan-only", "--review");
    expect(stdout).toBe(`lab: see ${site()}/app/acme/workspaces/lab/runs/run-1\n${SAYS}`);
    expect(code).toBe(1);
  });

  test("is of the latest run where that had the same files and waits for somebody", async () => {
    latest = "planned";
    const stdout = `lab: as in its latest run, nothing uploaded\n${SAYS}`;
    expect(await upload({}, "--review")).toMatchObject({ stdout, code: 1 });
  });

  test("is not made of a run that is over", async () => {
    const stdout = "lab: as in its latest run, nothing uploaded\n";
    expect(await upload({}, "--review")).toMatchObject({ stdout, code: 0 });
  });

  test("that can't be made ends with 2", async () => {
    const { code, stderr } = await upload({ TFE_TOKEN: "" }, "--review");
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: "hcp-upload: TFE_TOKEN: must be set; make a team token in HCP Terraform\n",
    });
  });
});

test.each([
  { options: ["--to"], got: "lab --to" },
  { options: ["--plan"], got: "lab --plan" },
  { options: ["--review", "--to", "x"], got: "lab --review --to x" },
])("refuses $got", async ({ options, got }) => {
  const { code, stderr } = await upload({}, ...options);
  const must = "hcp-upload: must be given STAGE [--plan-only] [--review], or STAGE --to FILE, got";
  expect({ code, stderr }).toEqual({
    code: options[0] === "--review" ? 2 : 1,
    stderr: `${must} "${got}"; say node bin/hcp-upload.mjs lab\n`,
  });
});
