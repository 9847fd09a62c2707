import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";

/** What may be done, and to what; or, with a Deny, what may not be done to anything else. */
export type Statement = { readonly Action: string | readonly string[] } & (
  | { readonly Resource: string | readonly string[] }
  | { readonly Effect: "Deny"; readonly NotResource: readonly string[] }
);

/** A role that one AWS service may take, called `name`. Its rights are attached by whoever grants them. */
export function addRole(scope: Construct, name: string, service: string): IamRole {
  const trust = { Action: "sts:AssumeRole", Principal: { Service: service } };
  return new IamRole(scope, "iam-role", { name, assumeRolePolicy: policy([trust]) });
}

/** Gives a role the inline policy `name`, whose statements say exactly what it may do. */
export function grant(
  scope: Construct,
  id: string,
  role: string,
  name: string,
  statements: readonly Statement[],
): void {
  new IamRolePolicy(scope, id, { name, role, policy: policy(statements) });
}

/**
 * A policy as plain JSON. As a data source it would be read anew whenever a resource that it names
 * changes in any way, and every such plan would update the policy to "known after apply".
 */
export function policy(statements: readonly object[]): string {
  const Statement = statements.map((each) => ({ Effect: "Allow", ...each }));
  return JSON.stringify({ Version: "2012-10-17", Statement });
}
