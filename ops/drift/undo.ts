import type { Values } from "../../terraform/plan";

/** How something is taken away that others have added to a resource of ours. */
export interface Undo {
  /** Commands of AWS's, in words, without `aws`. */
  readonly commands: readonly (readonly string[])[];
  /** What that does to users: a clause whose subject is a user, a role or the database. */
  readonly ends: string;
}

/** Something that stands on a resource of ours. */
export interface Added {
  readonly attribute: string;
  /** As the report has it. */
  readonly what: string;
  /** The provider's view of a list's entry. */
  readonly entry?: Values | undefined;
}

/**
 * Undefined where no command is known.
 * @param owner the values of the resource that it was added to
 */
export function undoOf(type: string, owner: Values, added: Added): Undo | undefined {
  const { attribute } = added;
  const undoing = UNDOING[type]?.[attribute] ?? (HEADER.test(attribute) ? header : undefined);
  return undoing?.(owner, added);
}

// --- internal ---

type Undoing = (owner: Values, added: Added) => Undo;
type Option = string | readonly string[];

const text = (value: unknown): string => String(value ?? "");
const list = (value: unknown): string[] => [value ?? []].flat().map(String);
const one = (command: string, ...options: readonly Option[]) => [
  [...command.split(" "), ...options.flat()],
];

const UNDOING: Readonly<Record<string, Readonly<Record<string, Undoing>>>> = {
  aws_security_group: {
    ingress: revoke("ingress", "whoever came in by it no longer can"),
    egress: revoke("egress", "whatever went out by it no longer can"),
  },
  aws_route_table: {
    route: ({ id }, { entry = {} }) => ({
      commands: one("ec2 delete-route --route-table-id", text(id), ...destinationOf(entry)),
      ends: "what went this way takes another one, or none",
    }),
    propagating_vgws: ({ id, propagating_vgws: gateways }) => ({
      commands: list(gateways).flatMap((gateway) =>
        one(
          "ec2 disable-vgw-route-propagation --route-table-id",
          text(id),
          "--gateway-id",
          gateway,
        ),
      ),
      ends: "what is behind the VPN isn't reached any more",
    }),
  },
  aws_iam_role: {
    managed_policy_arns: ({ name }, { what }) => ({
      commands: one("iam detach-role-policy --role-name", text(name), "--policy-arn", what),
      ends: "the role may no longer do what only this policy allows",
    }),
    inline_policy: ({ name }, { what }) => ({
      commands: one("iam delete-role-policy --role-name", text(name), "--policy-name", what),
      ends: "the role may no longer do what only this policy allows",
    }),
  },
  aws_autoscaling_group: {
    load_balancers: ({ id, load_balancers: all }) => ({
      commands: one(
        "autoscaling detach-load-balancers --auto-scaling-group-name",
        [text(id), "--load-balancer-names"],
        list(all),
      ),
      ends: "users of that load balancer are served by our instances no more",
    }),
  },
  aws_rds_cluster: {
    iam_roles: ({ id, iam_roles: roles }) => ({
      commands: list(roles).flatMap((role) =>
        one(
          "rds remove-role-from-db-cluster --db-cluster-identifier",
          text(id),
          "--role-arn",
          role,
        ),
      ),
      ends: "the database no longer reads and writes what this role lets it",
    }),
    storage_type: ({ id }) => ({
      commands: one(
        "rds modify-db-cluster --apply-immediately --storage-type aurora --db-cluster-identifier",
        text(id),
      ),
      ends: "no user notices, unless other changes wait for the window, since AWS then makes them, too; AWS takes the other storage again after 30 days at the earliest",
    }),
  },
  aws_rds_cluster_instance: {
    // AWS takes a group at once all the same; with --apply-immediately it would carry out all that waits.
    db_parameter_group_name: (owner) => ({
      commands: one("rds modify-db-instance --no-apply-immediately --db-instance-identifier", [
        text(owner.id),
        "--db-parameter-group-name",
        `default.${familyOf(owner)}`,
      ]),
      ends: "the instance takes some of the parameters at its next restart, which cuts connections",
    }),
  },
};

const HEADER = /^(routing_http_response_)(.*)(_header_value)$/;

const header: Undoing = ({ arn }, { attribute }) => {
  const key = attribute.replace(HEADER, "routing.http.response.$2.header_value");
  return {
    commands: one("elbv2 modify-listener-attributes --listener-arn", [
      text(arn),
      "--attributes",
      `Key=${key},Value=`,
    ]),
    ends: "pages of other sites no longer read our answers",
  };
};

function revoke(direction: "ingress" | "egress", ends: string): Undoing {
  return ({ id }, { entry = {} }) => ({
    commands: one(`ec2 revoke-security-group-${direction} --group-id`, [
      text(id),
      "--ip-permissions",
      permission(entry),
    ]),
    ends,
  });
}

/** In the short form of AWS's command line. */
function permission({ protocol, from_port: from, to_port: to, peer }: Values): string {
  const ports = protocol === "-1" ? "" : `FromPort=${from},ToPort=${to},`;
  return `IpProtocol=${protocol},${ports}${peerOf(text(peer))}`;
}

function peerOf(peer: string): string {
  if (peer.startsWith("pl-")) return `PrefixListIds=[{PrefixListId=${peer}}]`;
  if (peer.includes(":")) return `Ipv6Ranges=[{CidrIpv6=${peer}}]`;
  if (/^\d+\.\d+\./.test(peer)) return `IpRanges=[{CidrIp=${peer}}]`;
  const [group, account] = peer.split("/").reverse(); // `123456789012/sg-1` of another account
  return `UserIdGroupPairs=[{GroupId=${group}${account ? `,UserId=${account}` : ""}}]`;
}

function destinationOf(route: Values): [string, string] {
  if (route.cidr_block) return ["--destination-cidr-block", text(route.cidr_block)];
  if (route.ipv6_cidr_block) return ["--destination-ipv6-cidr-block", text(route.ipv6_cidr_block)];
  return ["--destination-prefix-list-id", text(route.destination_prefix_list_id)];
}

/** `aurora-mysql8.0`, `aurora-postgresql16`: MySQL's family has two numbers, PostgreSQL's one. */
function familyOf({ engine, engine_version: version }: Values): string {
  const [major = "", minor = ""] = text(version).split(".");
  return `${engine}${text(engine).endsWith("mysql") ? `${major}.${minor}` : major}`;
}
