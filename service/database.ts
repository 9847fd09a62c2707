import { allows } from "./iam";
import type { Cluster, Role, Snapshot } from "./snapshot";

/** Without a writer nothing is saved, and during a failover there is none. */
export function writerFaults({ clusters }: Snapshot): string[] {
  if (clusters.length === 0) return ["there is no cluster"];
  return clusters.flatMap(({ id, status, members }) => {
    const writer = members.find((each) => each.writer);
    if (status !== "available") return [`${id} is ${status}`];
    if (writer === undefined) return [`${id} has no writer`];
    return writer.status === "available" ? [] : [`the writer ${writer.id} is ${writer.status}`];
  });
}

/** The app connects to what the parameters say, whatever there is. */
export function addressFaults({ clusters, parameters, secrets }: Snapshot): string[] {
  return clusters.flatMap((cluster) =>
    Object.entries(addressOf(cluster)).flatMap(([key, right]) => {
      const value = parameters.find((each) => each.key === key)?.value;
      if (value === undefined) return [`parameter ${key} is missing`];
      if (value !== right) return [`parameter ${key} says ${value}, and the cluster ${right}`];
      return key === "secret-arn" && !secrets.includes(value) ? ["the secret is gone"] : [];
    }),
  );
}

/** What the app asks for once it runs, asked of the policies as IAM would. */
export function rightsFaults({ instances, roles, parameters, clusters }: Snapshot): string[] {
  const reads = [
    ...parameters.map(({ arn }) => ({ action: "ssm:GetParameters", resource: arn })),
    ...clusters.flatMap(({ secret }) =>
      secret === null ? [] : [{ action: "secretsmanager:GetSecretValue", resource: secret }],
    ),
  ];
  const users = [...new Set(instances.map(({ role }) => role))];
  return users.flatMap((name) => {
    const role = roles.find((each) => each.name === name);
    if (role === undefined) return [`instances run without a role that exists (${name ?? "none"})`];
    const refused = reads.filter((call) => !may(role, call));
    return refused.map(({ action, resource }) => `${name} may not ${action} on ${resource}`);
  });
}

// --- internal ---

function may({ statements, boundary }: Role, call: Parameters<typeof allows>[1]): boolean {
  return allows(statements, call, boundary ?? undefined);
}

function addressOf(cluster: Cluster): Record<string, string> {
  return {
    engine: cluster.engine,
    endpoint: cluster.endpoint,
    "reader-endpoint": cluster.readerEndpoint,
    port: String(cluster.port),
    name: cluster.name,
    "secret-arn": cluster.secret ?? "",
  };
}
