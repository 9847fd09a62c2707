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
  for (const name of ["hcp-upload.mjs", "archive.mjs"]) {
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
  if (url.endsWith("/download")) return readFileSync(archive);
  if (url.includes("/configuration-versions")) {
    return { id: "cv-1", attributes: { status: "uploaded", "upload-url": `${site()}/put` } };
  }
  if (method === "GET" && url.endsWith("/runs")) {
    const version = { data: { id: "cv-0" } };
    const attributes = { status: latest, "plan-only": false, "is-destroy": false };
    return [{ attributes, relationships: { "configuration-version": version } }];
  }
  return { id: url.endsWith("/runs") ? "run-1" : "ws-1", attributes: {} };
}

const upload = (env: Record<string, string> = {}) =>
  run(folder, { TFE_TOKEN: "t", TFE_ADDRESS: site(), ...env }, "node", "bin/hcp-upload.mjs", "lab");

test("no npm package runs where the token is", () => {
  const text = readFileSync(join(ROOT, "bin", "hcp-upload.mjs"), "utf8");
  const imports = [...text.matchAll(/from "(.*)"/g)].map(([, name]) => name);
  expect(imports.filter((name) => !name?.startsWith("node:"))).toEqual(["./archive.mjs"]);
  const programs = [...text.matchAll(/\b(?:exec|spawn|fork)\w*\((.*?),/g)].map(([, name]) => name);
  expect(programs).toEqual(['"git"']);
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
