import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { missingCommands, needing } from "../support/needing";
import { fakeGh, fakeProgram, script, temporary } from "./scripts";

const { folder, remove } = temporary("gate");
afterAll(remove);
const DIGEST = "d".repeat(64);

needing(missingCommands("bash", "jq"), "the gate of a pull request", () => {
  const SINCE = "2026-11-29T12:00:00Z";
  const event = (name: string, minute: number, label = "danger-ok:prod") => ({
    event: name,
    created_at: `2026-11-29T12:0${minute}:00Z`,
    actor: { login: "ada" },
    label: { name: label },
  });
  const gate = (verdict: string, ...events: object[]) => {
    const gh = fakeGh(folder, events);
    const env = { ...gh.env, PULL_REQUEST: "7", VERDICT: verdict };
    return { ...script("gate.sh", ["prod", SINCE], { env }), calls: gh.calls() };
  };
  const NO = (got: string) =>
    `::error::prod: must not be a danger, or have the label danger-ok:prod, set after ${SINCE}, when this plan was first shown; got ${got}. Read the review in the comment. If all of it is wanted, set the label (take an older one off first), then run the failed jobs again\n`;

  test.each(["safe", "attention"])("lets %s pass, and asks for no label", (verdict) => {
    expect(gate(verdict)).toMatchObject({ code: 0, calls: [""] });
  });

  test.each(["", "Safe", "safe danger"])("stops the verdict %p, which is none", (verdict) => {
    expect(gate(verdict)).toMatchObject({
      code: 1,
      stdout:
        "::error::prod: must be planned and reviewed, got no verdict; the logs of the jobs plan and review say why\n",
    });
  });

  test("lets danger pass with a label set since the plan was shown", () => {
    const events = [{ event: "commented" }, event("labeled", 1)];
    expect(gate("danger", ...events)).toMatchObject({
      code: 0,
      stdout:
        "::notice::prod: danger, and ada set the label danger-ok:prod at 2026-11-29T12:01:00Z\n",
      calls: ["GET repos/acme/web/issues/7/timeline?per_page=100"],
    });
  });

  test.each([
    { what: "without a label", events: [], got: "no such label" },
    { what: "with a label of before", events: [event("labeled", 0)], got: SINCE },
    {
      what: "with another stage's label",
      events: [event("labeled", 1, "danger-ok:prod-2")],
      got: "no such label",
    },
    {
      what: "with a label that was taken off",
      events: [event("labeled", 1), event("unlabeled", 2)],
      got: "no such label",
    },
  ])("stops danger $what", ({ events, got }) => {
    expect(gate("danger", ...events)).toMatchObject({ code: 1, stdout: NO(got) });
  });

  test("takes the label that was set again", () => {
    const events = [event("labeled", 0), event("unlabeled", 1), event("labeled", 2)];
    expect(gate("danger", ...events).code).toBe(0);
  });

  test("stops danger where GitHub can't be asked", () => {
    fakeProgram(folder, "gh", "echo HTTP 502 >&2; exit 1");
    const env = { PATH: `${folder}:${process.env.PATH}`, GITHUB_REPOSITORY: "a/b" };
    const all = { ...env, PULL_REQUEST: "7", VERDICT: "danger" };
    expect(script("gate.sh", ["prod", SINCE], { env: all }).code).not.toBe(0);
  });
});

needing(missingCommands("bash", "jq"), "the record of an apply", () => {
  const approval = (state: string, login: string, environment = "prod") => ({
    state,
    comment: "| @all",
    user: { login },
    environments: [{ name: environment }],
  });
  const record = (...approvals: object[]) => {
    const answer = join(folder, "approvals.json");
    writeFileSync(answer, JSON.stringify(approvals));
    fakeProgram(
      folder,
      "gh",
      `[ "$*" = "api repos/acme/web/actions/runs/9/approvals" ] && cat ${answer}`,
    );
    const env = {
      PATH: `${folder}:${process.env.PATH}`,
      ...{ COMMIT: "c0ffee", DIGEST, VERDICT: "attention", RESULT: "success" },
      ...{ GITHUB_REPOSITORY: "acme/web", RUN_ID: "9" },
    };
    return script("record.sh", ["prod-image", "prod"], { env }).stdout.split("\n");
  };
  const row = (who: string) => `| \`c0ffee\` | \`${DIGEST}\` | attention | ${who} |`;

  test("has commit, digest, verdict, result and who approved", () => {
    const lines = record(approval("approved", "ada"), approval("approved", "eve", "lab"));
    expect(lines[0]).toBe("### prod-image: apply success");
    expect(lines[2]).toBe(
      "| commit | digest of the plan | verdict of the review | environment prod |",
    );
    expect(lines[4]).toBe(row("approved by ada"));
  });

  test.each([
    { approvals: [], who: "has no reviewers" },
    { approvals: [approval("rejected", "ada")], who: "rejected by ada" },
  ])("says that the environment $who", ({ approvals, who }) => {
    expect(record(...approvals)[4]).toBe(row(who));
  });
});
