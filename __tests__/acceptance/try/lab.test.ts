import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AttachedTerraform } from "../../support/attached-terraform";
import { onEmulator } from "../../support/deployment";
import { expectWritten } from "../../support/docs";
import { Project, shareEmulator } from "../../support/project";
import { pageWith, printedBy, scriptOf, stepsOnPage } from "../../support/walk";

/** The page of the course begins and ends with the commands that are tested here. */
const COURSE = "docs/course.md";
const [deploy, ...others] = stepsOnPage(COURSE);
const [steps, destroy] = [others.slice(0, -1), others.at(-1)];

onEmulator("npm run try, and the course's page", (tools) => {
  const project = new Project({ env: {} }, tools);
  const trials = join(project.folder, ".cache/try");
  let attached: AttachedTerraform;

  beforeAll(() => shareEmulator(project.folder));
  afterAll(async () => {
    await attached?.stop();
    project.remove();
  });

  test("deploys lab and shows its plan, its progress, its outputs, and what is there", async () => {
    const out = await project.succeed(deploy?.command ?? "");
    expect(out).toMatch(/^synthesize +[\d.]+ s\nstart the emulator +[\d.]+ s\n/m);
    const [, total = ""] =
      /\n +create\n {2}network +\d+\n {2}load balancer +\d+\n {2}web +\d+\n {2}database +\d+\n {2}news +\d+\n {2}release +\d+\n +(\d+)\n/.exec(
        out,
      ) ?? [];
    expect(Number(total)).toBeGreaterThan(50);
    expect(out).toMatch(new RegExp(`\\n {2} 1/${total} \\S+ created after (\\d+m)?\\d+s\\n`));
    expect(out).toMatch(
      new RegExp(`\\n {2}${total}/${total} \\S+ created after (\\d+m)?\\d+s\\nterraform apply`),
    );
    expect(out).toMatch(/\nOutputs\n {2}database_cluster +lab-database\n/);
    expect(out).toContain("  Nothing answers at the url: the emulator runs no instances.");
    expect(out).toMatch(/\nWhat the emulator holds\n +when new +now\n {2}VPCs +1 +2\n/);
    expect(out).toMatch(/\n {2}database instances +0 +2\n/);
    printed = out.split("To go on in this shell:\n")[1] ?? "";
  });
  let printed = "";
  const linesPrinted = () => printed.split("\n").map((line) => line.trim());
  const exportsPrinted = () => linesPrinted().filter((line) => line.startsWith("export "));

  test("Terraform has no hashes of the provider to compare with its 700 MB at each command", () => {
    const [trial = ""] = readdirSync(trials).filter((name) => name.startsWith("lab-"));
    const lock = join(trials, trial, "cdktf.out/stacks/lab/.terraform.lock.hcl");
    expect(readFileSync(lock, "utf8")).toMatch(/version += "[\d.]+"\n(.*\n)?}\n$/);
  });

  test.each([
    ["npx cdktf diff", /No changes\. Your infrastructure matches the configuration/],
    ["terraform ", /No changes\. Your infrastructure matches the configuration/],
    ["npm run ops -- drift", /^lab: no drift/m],
    ["aws ", /"DBClusterIdentifier": "lab-database"/],
  ])("what it prints to go on with works word for word: %s", async (command, expected) => {
    const line = linesPrinted().find((each) => each.startsWith(command));
    // Only the printed exports count, so what Project sets is unset. The leading space keeps
    // Project.run from adding --skip-provider-lock.
    const own = "unset TF_CLI_CONFIG_FILE AWS_PROVIDER_VERSION";
    const script = [own, ...exportsPrinted(), ` ${line}`].join("\n");
    expect(await project.succeed(script)).toMatch(expected);
  });

  // UPDATE_DOCS=1 writes it to the page; then npm run docs takes the README's screen from there.
  test("the commands on the page of the course print what the page says", async () => {
    // Until here each Terraform has started a provider of its own; from here on they share one.
    attached = await AttachedTerraform.start(tools, project.folder);
    project.runAsTerraform(attached.program);
    const script = [...exportsPrinted(), scriptOf(steps)].join("\n");
    const said = printedBy(await project.succeed(script));
    const printed = new Map(steps.map(({ command }, i) => [command, said[i] ?? ""]));
    expect(said).toHaveLength(steps.length);
    expectWritten(COURSE, pageWith(COURSE, printed));
  });

  test("--destroy leaves nothing", async () => {
    const out = await project.succeed(destroy?.command ?? "");
    expect(out).toMatch(/\n\nNothing is left: it holds what it held when it was new\.\n/);
    expect(out).toMatch(/\nThe emulator is ended and its folder removed\.\n$/);
    expect(readdirSync(trials)).toEqual([]);
  });
});
