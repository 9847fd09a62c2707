import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { StatementJson } from "../../service/iam";
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

test.each(["lab", "prod"])(
  "each call that the commands make themselves in %s is a right of the role that a refusal names",
  (stage) => {
    const { ops, apply } = rightsOf(stateStackForOperators(), stage);
    const may: Readonly<Record<string, ReadonlySet<string>>> = {
      [`${stage}-ops`]: mayDo(ops),
      [`${stage}-apply`]: mayDo(apply),
    };
    expect(made).toContain("rds:FailoverDBCluster");
    const lacking = made.filter((call) => {
      const role = roleNamedFor(call, stage);
      return role === undefined
        ? stage === "prod" && may["prod-apply"]?.has(call)
        : !may[role]?.has(call);
    });
    expect(lacking).toEqual([]);
  },
);

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

/** What is allowed and nowhere denied. */
function mayDo(statements: readonly StatementJson[]): ReadonlySet<string> {
  const never = statements.filter((each) => each.Effect === "Deny" && each.Condition === undefined);
  const denied = new Set(never.flatMap(({ Action = [] }) => Action));
  return new Set(allowing(statements).filter((action) => !denied.has(action)));
}

/** Undefined where a refusal says that a stage with protection has no such role. */
function roleNamedFor(action: string, stage: string): string | undefined {
  const said = awsFault("AccessDenied", `not authorized to perform: ${action}`, { stage }) ?? "";
  return / the role (\S+?-(?:ops|apply))\b/.exec(said)?.[1];
}
