import {
  type EC2Client,
  paginateDescribeIamInstanceProfileAssociations,
  paginateDescribeInstances,
  type Instance as Running,
} from "@aws-sdk/client-ec2";
import {
  GetInstanceProfileCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from "@aws-sdk/client-iam";
import type { StatementJson } from "../iam";
import type { Instance, Role, Snapshot } from "../snapshot";
import { collect, sorted, unless } from "./pages";

/** Instances of an Auto Scaling group that run, and their roles. */
export async function readFleet(
  ec2: EC2Client,
  iam: IAMClient,
  group: string,
): Promise<Pick<Snapshot, "instances" | "roles">> {
  const Filters = [
    { Name: "tag:aws:autoscaling:groupName", Values: [group] },
    { Name: "instance-state-name", Values: ["running"] },
  ];
  const pages = paginateDescribeInstances({ client: ec2 }, { Filters });
  const reservations = await collect(pages, (page) => page.Reservations);
  const running = reservations.flatMap(({ Instances = [] }) => Instances);
  const roles = await rolesOf(ec2, iam, running);
  const instances = running.map(
    ({ InstanceId: id = "", SubnetId = "", SecurityGroups = [] }): Instance => ({
      id,
      subnet: SubnetId,
      securityGroups: SecurityGroups.map(({ GroupId = "" }) => GroupId).sort(),
      role: roles.get(id) ?? null,
    }),
  );
  const names = [...new Set(instances.flatMap(({ role }) => role ?? []))].sort();
  const read = await Promise.all(names.map((name) => readRole(iam, name)));
  return { instances: sorted(instances, ({ id }) => id), roles: read.flat() };
}

// --- internal ---

/** The names of roles, by instance. */
async function rolesOf(
  ec2: EC2Client,
  iam: IAMClient,
  instances: readonly Running[],
): Promise<Map<string, string>> {
  const Filters = [
    { Name: "instance-id", Values: instances.map(({ InstanceId = "" }) => InstanceId) },
  ];
  if (instances.length === 0) return new Map();
  const pages = paginateDescribeIamInstanceProfileAssociations({ client: ec2 }, { Filters });
  const found = await collect(pages, (page) => page.IamInstanceProfileAssociations);
  const profiles = new Map<string, string | undefined>();
  for (const { IamInstanceProfile } of found) {
    const profile = IamInstanceProfile?.Arn?.split("/").at(-1) ?? "";
    if (!profiles.has(profile)) profiles.set(profile, await roleOf(iam, profile));
  }
  return new Map(
    found.flatMap(({ InstanceId = "", IamInstanceProfile }) => {
      const role = profiles.get(IamInstanceProfile?.Arn?.split("/").at(-1) ?? "");
      return role === undefined ? [] : [[InstanceId, role] as const];
    }),
  );
}

async function roleOf(iam: IAMClient, profile: string): Promise<string | undefined> {
  const command = new GetInstanceProfileCommand({ InstanceProfileName: profile });
  const [role] = await iam
    .send(command)
    .then(({ InstanceProfile }) => InstanceProfile?.Roles ?? [], unless("NoSuchEntityException"));
  return role?.RoleName;
}

async function readRole(iam: IAMClient, RoleName: string): Promise<Role[]> {
  const [role] = await iam
    .send(new GetRoleCommand({ RoleName }))
    .then(({ Role }) => (Role ? [Role] : []), unless("NoSuchEntityException"));
  if (role === undefined) return [];
  const client = { client: iam };
  const names = await collect(paginateListRolePolicies(client, { RoleName }), (p) => p.PolicyNames);
  const attached = await collect(
    paginateListAttachedRolePolicies(client, { RoleName }),
    (page) => page.AttachedPolicies,
  );
  const documents = await Promise.all([
    ...names.sort().map((name) => inlinePolicy(iam, RoleName, name)),
    ...attached
      .map(({ PolicyArn = "" }) => PolicyArn)
      .sort()
      .map((arn) => managedPolicy(iam, arn)),
  ]);
  const limit = role.PermissionsBoundary?.PermissionsBoundaryArn;
  const boundary = limit === undefined ? null : await managedPolicy(iam, limit);
  return [{ name: RoleName, statements: documents.flat(), boundary }];
}

async function inlinePolicy(iam: IAMClient, RoleName: string, PolicyName: string) {
  const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
  return statementsIn(PolicyDocument);
}

async function managedPolicy(iam: IAMClient, PolicyArn: string) {
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const VersionId = Policy?.DefaultVersionId;
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
  return statementsIn(PolicyVersion?.Document);
}

/** IAM answers documents as they are in an URL. */
function statementsIn(document = "%7B%7D"): StatementJson[] {
  const { Statement = [] } = JSON.parse(decodeURIComponent(document));
  return [Statement].flat();
}
