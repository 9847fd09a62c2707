import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Aspects } from "cdktf";
import type { Construct } from "constructs";

/** What may be done, and to what. With a Deny: what may not be done, or what alone may be done. */
export type Statement = {
  readonly Sid?: string;
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >;
} & (
  | { readonly Effect?: "Deny"; readonly Action: Some; readonly Resource: Some }
  | { readonly Effect: "Deny"; readonly Action: Some; readonly NotResource: Some }
  | { readonly Effect: "Deny"; readonly NotAction: Some; readonly Resource: Some }
);
type Some = string | readonly string[];

export const READ_PARAMETERS = ["ssm:GetParameter", "ssm:GetParameters"];

/** AWS's own, such as those that name its newest images. */
export const PUBLIC_PARAMETERS = "arn:aws:ssm:*:*:parameter/aws/service/*";

/** A role `name` that one AWS service may take. Those who grant it rights attach them. */
export function addRole(scope: Construct, name: string, service: string): IamRole {
  const trust = { Action: "sts:AssumeRole", Principal: { Service: service } };
  return new IamRole(scope, "iam-role", { name, assumeRolePolicy: policy([trust]) });
}

/** Limits every role in `scope`, also those made later, to `boundary`, the ARN of a policy. */
export function bound(scope: Construct, boundary: string): void {
  Aspects.of(scope).add({
    visit: (node) => {
      if (node instanceof IamRole) node.permissionsBoundary = boundary;
    },
  });
}

/** Gives a role the inline policy `name`, whose statements say exactly what it may do. */
export function grant(
  scope: Construct,
  id: string,
  role: string,
  name: string,
  statements: readonly Statement[],
): IamRolePolicy {
  return new IamRolePolicy(scope, id, { name, role, policy: policy(statements) });
}

/**
 * A policy as plain JSON. A data source would be read again whenever a resource that the policy names
 * changes in any way, and every such plan would update the policy to "known after apply".
 */
export function policy(statements: readonly object[]): string {
  const Statement = statements.map((each) => ({ Effect: "Allow", ...each }));
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

/** Actions by what they begin with, and lines of what comes after it. */
export function actions(prefix: string, lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(" ")).map((rest) => `${prefix}${rest}`);
}
