import type { Plan, ResourceValues, Values } from "./plan";

/** Something that hangs on a resource of ours and that none of ours has put there. */
export interface Addition {
  readonly address: string;
  readonly attribute: string;
  readonly what: string;
  /** The list's entry, as the provider reads it; of a rule's entry its one `peer`. */
  readonly entry?: Values;
}

/**
 * A list that a resource merely reports, since each of its entries is a resource of its own. What
 * others add to it is in no resource of ours, so no plan tells, and no deploy takes it away.
 */
export interface List {
  readonly type: string;
  readonly attribute: string;
  /** What an entry stands for; AWS puts several of ours into one entry. */
  readonly parts: (entry: unknown, owner: Values) => Part[];
  /** The type of our resources that make entries, how they name their owner, and their word. */
  readonly made: {
    readonly type: string;
    readonly belongsTo: (maker: Values, owner: Values) => boolean;
    readonly word: (maker: Values) => string;
  };
}

type Part = Pick<Addition, "what" | "entry">;

const rules = (attribute: "ingress" | "egress"): List => ({
  type: "aws_security_group",
  attribute,
  parts: (entry, owner) =>
    peersOf(entry as Values, owner).map((peer) => ({
      what: open(entry, peer),
      entry: { ...(entry as Values), peer },
    })),
  made: {
    type: `aws_vpc_security_group_${attribute}_rule`,
    belongsTo: (maker, owner) => maker.security_group_id === owner.id,
    word: (maker) =>
      open(
        { ...maker, protocol: maker.ip_protocol },
        maker.cidr_ipv4 ||
          maker.cidr_ipv6 ||
          maker.prefix_list_id ||
          maker.referenced_security_group_id,
      ),
  },
});

export const LISTS: readonly List[] = [
  rules("ingress"),
  rules("egress"),
  {
    type: "aws_route_table",
    attribute: "route",
    parts: (entry) => [
      {
        what: destination(entry as Values, "cidr_block", "ipv6_cidr_block"),
        entry: entry as Values,
      },
    ],
    made: {
      type: "aws_route",
      belongsTo: (maker, owner) => maker.route_table_id === owner.id,
      word: (maker) => destination(maker, "destination_cidr_block", "destination_ipv6_cidr_block"),
    },
  },
  {
    type: "aws_iam_role",
    attribute: "managed_policy_arns",
    parts: (entry) => [{ what: String(entry) }],
    made: {
      type: "aws_iam_role_policy_attachment",
      belongsTo: (maker, owner) => maker.role === owner.name,
      word: (maker) => String(maker.policy_arn),
    },
  },
  {
    type: "aws_iam_role",
    attribute: "inline_policy",
    parts: (entry) => [{ what: String((entry as Values).name ?? "") }].filter(({ what }) => what),
    made: {
      type: "aws_iam_role_policy",
      belongsTo: (maker, owner) => maker.role === owner.name,
      word: (maker) => String(maker.name),
    },
  },
];

/**
 * What stands beside ours, whenever it was put there: Terraform takes it into its state at the next
 * deploy and is silent from then on.
 */
export function additionsIn(plan: Plan): Addition[] {
  const all = plan.prior_state?.values?.root_module?.resources ?? [];
  return all.flatMap((owner) =>
    LISTS.filter(({ type }) => type === owner.type).flatMap((list) => added(list, owner, all)),
  );
}

/** Whether an attribute is such a list, of which `additionsIn` tells what there is to tell. */
export function isListOfOthers(type: string, attribute: string | undefined): boolean {
  return LISTS.some((list) => list.type === type && list.attribute === attribute);
}

// --- internal ---

function added(list: List, owner: ResourceValues, all: readonly ResourceValues[]): Addition[] {
  const { attribute, parts, made } = list;
  const ours = all
    .filter(({ type, values }) => type === made.type && made.belongsTo(values, owner.values))
    .map(({ values }) => made.word(values));
  const entries = (owner.values[attribute] ?? []) as unknown[];
  return entries
    .flatMap((entry) => parts(entry, owner.values))
    .filter(({ what }) => !ours.includes(what))
    .map((part) => ({ address: owner.address, attribute, ...part }));
}

function peersOf(entry: Values, owner: Values): unknown[] {
  const lists = ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups"];
  const peers = lists.flatMap((key) => (entry[key] ?? []) as unknown[]);
  return entry.self ? [...peers, owner.id] : peers;
}

/** `tcp 22 0.0.0.0/0`, `tcp 8000-8080 sg-1`, `all sg-1`: ports mean nothing to all protocols. */
function open(rule: unknown, peer: unknown): string {
  const { protocol, from_port: from, to_port: to } = rule as Values;
  if (protocol === "-1") return `all ${peer}`;
  return `${protocol} ${from === to ? from : `${from}-${to}`} ${peer}`;
}

function destination(route: Values, ...keys: string[]): string {
  const found = [...keys, "destination_prefix_list_id"].find((key) => route[key]);
  return String(found && route[found]);
}
