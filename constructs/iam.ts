import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";

/** A role that one AWS service may take, called `name`. Its rights are attached by whoever grants them. */
export function addRole(scope: Construct, name: string, service: string): IamRole {
  return new IamRole(scope, "iam-role", {
    name,
    assumeRolePolicy: policyDocument(scope, "assume", [
      {
        actions: ["sts:AssumeRole"],
        principals: [{ type: "Service", identifiers: [service] }],
      },
    ]),
  });
}

/** Gives a role the inline policy `name`, whose statements say exactly what it may do. */
export function grant(
  scope: Construct,
  id: string,
  role: string,
  name: string,
  statements: DataAwsIamPolicyDocumentStatement[],
): void {
  const place = new Construct(scope, id);
  const policy = policyDocument(place, "policy-document", statements);
  new IamRolePolicy(place, "iam-role-policy", { name, role, policy });
}

/** A policy as a data source and not as a string: scanners such as checkov read only these. */
function policyDocument(
  scope: Construct,
  id: string,
  statement: DataAwsIamPolicyDocumentStatement[],
): string {
  return new DataAwsIamPolicyDocument(scope, id, { statement }).json;
}
