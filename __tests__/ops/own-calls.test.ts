import { readFileSync } from "node:fs";
import { join } from "node:path";
import { awsFault } from "../../terraform/aws-faults";
import { allowing } from "../support/calls";
import { ROOT } from "../support/docs";
import { sources } from "../support/imports";
import { rightsOf, stateStackForOperators } from "../support/pipeline";

/* The calls that the commands make by AWS's SDK; what Terraform asks for them is the acceptance tests' to see. */

/** Services whose actions begin with another name than the package of their client has. */
const ACTS_AS: Readonly<Record<string, string>> = {
  "auto-scaling": "autoscaling",
  "cloudwatch-logs": "logs",
  "elastic-load-balancing-v2": "elasticloadbalancing",
  "resource-groups-tagging-api": "tag",
  "route-53": "route53",
  "secrets-manager": "secretsmanager",
};
const FREE = "sts:GetCallerIdentity"; // AWS refuses it to nobody

const files = [...sources("ops"), ...sources("service")];
const made = [...new Set(files.flatMap(callsIn))].filter((call) => call !== FREE).sort();

test("each call that the commands make themselves is a right of the role that a refusal names", () => {
  const rights = rightsOf(stateStackForOperators(), "lab");
  const may = { ops: new Set(allowing(rights.ops)), apply: new Set(allowing(rights.apply)) };
  expect(made).toContain("rds:FailoverDBCluster");
  const lacking = made.filter((call) => !may[roleNamedFor(call)].has(call));
  expect(lacking).toEqual([]);
});

// --- internal ---

/** Actions by the commands and paginators that a source imports of AWS's clients. */
function callsIn(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  const imports = text.matchAll(
    /\{([^{}]*)\}\s*(?:from|= await import\()\s*"@aws-sdk\/client-([\w-]+)"/g,
  );
  return [...imports].flatMap(([, names = "", client = ""]) =>
    [...names.matchAll(/\b(?:(\w+)Command|paginate(\w+))\b/g)].map(
      ([, command, pages]) => `${ACTS_AS[client] ?? client}:${command ?? pages}`,
    ),
  );
}

function roleNamedFor(action: string): "ops" | "apply" {
  const said = awsFault("AccessDenied", `not authorized to perform: ${action}`, { stage: "lab" });
  return said?.includes("use the role lab-ops,") ? "ops" : "apply";
}
