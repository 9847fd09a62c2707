import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { allowing } from "./support/calls";
import { ROOT } from "./support/docs";
import { actionsByCommand, reads } from "./support/ops-calls";
import { rightsOf, stateStackForOperators } from "./support/pipeline";

const PAGE = join(ROOT, "docs", "ops", "rights.md");
const commands = actionsByCommand();

test("the page has the table of calls; npm run docs writes it", () => {
  const page = readFileSync(PAGE, "utf8");
  const [start, end] = ["<!-- calls -->\n", "\n<!-- end of calls -->"];
  const before = page.slice(0, page.indexOf(start) + start.length);
  const right = `${before}\n${table()}\n${page.slice(page.indexOf(end))}`;
  if (process.env.UPDATE_DOCS) writeFileSync(PAGE, right);
  expect(readFileSync(PAGE, "utf8")).toBe(right);
});

test.each(["status", "drift", "images", "load"])("%s reads, and changes nothing", (command) => {
  expect(commands[command]?.length).toBeGreaterThan(3);
  expect(commands[command]?.filter((action) => !reads(action))).toEqual([]);
});

test("what the role for operators may do beyond the reads of plans, a command does or status prints", () => {
  const { ops, plan } = rightsOf(stateStackForOperators(), "lab");
  const printed = [
    "autoscaling:CancelInstanceRefresh",
    "logs:FilterLogEvents",
    "secretsmanager:RotateSecret",
  ];
  const recover = ["ec2:DescribeTags", "tag:GetResources"];
  const restore = ["rds:DescribeDBClusterAutomatedBackups", "rds:DescribeDBClusterSnapshots"];
  const used = new Set([...Object.values(commands).flat(), ...printed, ...recover, ...restore]);
  const more = allowing(ops).filter((action) => !allowing(plan).includes(action));
  expect(more.filter((action) => !used.has(action))).toEqual([]);
});

function table(): string {
  const rows = Object.entries(commands).flatMap(([command, actions]) => [
    row(command, actions.filter(reads), "reads"),
    row(
      command,
      actions.filter((action) => !reads(action)),
      "writes",
    ),
  ]);
  return [["command", "calls", "reads or writes"], ["---", "---", "---"], ...rows.flat()]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

/** `rds:` `DescribeDBClusters`, `DescribeDBInstances` */
function row(command: string, actions: readonly string[], what: string): string[][] {
  if (actions.length === 0) return [];
  const services = [...new Set(actions.map((action) => action.split(":")[0] ?? ""))];
  const groups = services.map((service) => {
    const own = actions.filter((action) => action.startsWith(`${service}:`));
    return `${service}: ${own.map((action) => action.slice(service.length + 1)).join(", ")}`;
  });
  return [[`\`${command}\``, groups.join("<br>"), what]];
}
