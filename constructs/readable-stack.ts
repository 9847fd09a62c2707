import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import {
  Aspects,
  TerraformElement,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
} from "cdktf";
import { type Construct, type IConstruct, Node } from "constructs";
import { NAME, nameTag } from "../names/tags";
import { AWS_PROVIDER, TERRAFORM } from "../terraform/versions";
import { contradictions } from "./aws-refuses";
import { type Backend, keepStateIn } from "./backend";
import { keepOrder } from "./order";

export interface ReadableStackProps {
  readonly region: string;
  /** The one account that may be changed, or even read; left out, the one that the credentials are of. */
  readonly account?: string | undefined;
  readonly backend: Backend;
  /** Tags of everything in the stack. Each resource also gets the tag Name, from its address. */
  readonly tags: Readonly<Record<string, string>>;
  /** Constraint on the AWS provider; default AWS_PROVIDER.constraint. */
  readonly providerVersion?: string;
}

/**
 * A stack whose addresses people can read, type and rely on: `network/public/a/subnet` is
 * `aws_subnet.network_public_a`. No hashes, and what the type says is not repeated.
 */
export class ReadableStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: ReadableStackProps) {
    super(scope, id);
    const { region, account, backend, tags, providerVersion = AWS_PROVIDER.constraint } = props;

    keepStateIn(this, backend);
    const allowedAccountIds = account === undefined ? undefined : [account];
    new AwsProvider(this, "aws", { region, allowedAccountIds, defaultTags: [{ tags }] });
    this.addOverride("terraform.required_version", `>= ${TERRAFORM.oldest}`);
    this.addOverride("terraform.required_providers.aws", {
      source: "hashicorp/aws",
      version: providerVersion,
    });
    Aspects.of(this).add({ visit: (node) => nameInConsole(this, node) });
    keepOrder(this);
    this.node.addValidation({ validate: () => [...clashes(this), ...contradictions(this)] });
  }

  /**
   * CDKTF resolves everything here, and again when it writes: another stack might need an output of this
   * one. That is a fifth of a synth. No stack of ours reads another's state, and toTerraform refuses it.
   */
  override prepareStack(): void {}

  override toTerraform(): unknown {
    const json = super.toTerraform();
    const strangers = strangersIn(json);
    if (strangers.length === 0) return json;
    throw new Error(
      `${this.node.id}: must use its own resources alone, got ${strangers.join(", ")}; write the value to an SSM parameter in the other stack, and read that`,
    );
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = element instanceof Node ? element : element.node;
    return nameAt(idsOf(node), typeOf(element));
  }
}

/** The id of the stack that a construct is in, by which its things are named. */
export function stackOf(construct: Construct): string {
  return TerraformStack.of(construct).node.id;
}

/**
 * Says that `construct` had another id until now: plans then move its resources, and replace none.
 * Leave the call in until every stage has been applied with it.
 * @param formerId the id it had; its parents are the same
 */
export function renamed(construct: Construct, formerId: string): void {
  const depth = idsOf(construct.node).length - 1;
  const moves: { from: string; to: string }[] = [];
  Aspects.of(construct).add({
    visit: (node) => {
      if (!TerraformResource.isTerraformResource(node)) return;
      const type = node.terraformResourceType;
      const former = idsOf(node.node).with(depth, formerId);
      moves.push({
        from: `${type}.${nameAt(former, type)}`,
        to: `${type}.${node.friendlyUniqueId}`,
      });
      // Not CDKTF's moveFromId, which runs `terraform version` in every synth.
      TerraformStack.of(construct).addOverride("moved", moves);
    },
  });
}

/** CDKTF's id for the copy of local modules, the one id of its own that becomes a name. */
const MODULES = "__cdktf_module_asset";

/** The ids from below the stack down to a node. */
export function idsOf(node: Node): string[] {
  const stack = node.scopes.findIndex((scope) => TerraformStack.isStack(scope));
  const ids = node.scopes.slice(stack + 1).map((scope) => scope.node.id);
  return ids.map((id) => (id === MODULES ? "modules" : id));
}

/** The name in an address: the ids joined, each of which must be fit for it. */
export function nameAt(ids: readonly string[], type: string): string {
  const odd = ids.find((id) => !/^[A-Za-z][A-Za-z0-9-]*$/.test(id));
  if (odd !== undefined) {
    const got = `got ${JSON.stringify(odd)}; rename the construct`;
    throw new Error(
      `${ids.join("/")}: id must be letters, digits and dashes, starting with a letter, ${got}`,
    );
  }
  return withoutEcho(ids, type).join("_").replaceAll("-", "_");
}

/**
 * `network/vpc` of type `aws_vpc` is `network`: an id at the end is left out if the type says the same.
 * `Default` is left out wherever it stands, as everywhere in CDKTF.
 */
function withoutEcho(ids: readonly string[], type: string): readonly string[] {
  const path = ids.filter((id) => id !== "Default");
  const last = path.at(-1)?.replaceAll("-", "_");
  return path.length > 1 && `_${type}`.endsWith(`_${last}`) ? path.slice(0, -1) : path;
}

function typeOf(element: TerraformElement | Node): string {
  if (element instanceof Node || TerraformOutput.isTerraformOutput(element)) return "";
  return (element as { terraformResourceType?: string }).terraformResourceType ?? "";
}

/** CDKTF would silently merge two elements with one address. */
function clashes(stack: ReadableStack): string[] {
  const paths = new Map<string, string[]>();
  for (const element of stack.node.findAll().filter(TerraformElement.isTerraformElement)) {
    const type = typeOf(element);
    if (type === "" && !TerraformOutput.isTerraformOutput(element)) continue;
    const kind = TerraformResource.isTerraformResource(element) ? type : `data.${type}`;
    const address = `${type === "" ? "output" : kind}.${element.friendlyUniqueId}`;
    paths.set(address, [...(paths.get(address) ?? []), element.node.path]);
  }
  return [...paths]
    .filter(([, all]) => all.length > 1)
    .map(
      ([address, all]) =>
        `${address}: must be the address of one element, got ${all.join(" and ")}; rename one`,
    );
}

/** In the console a resource is named after its address: `lab-network-public-a`. */
function nameInConsole(stack: ReadableStack, node: IConstruct): void {
  if (!TerraformResource.isTerraformResource(node) || !("tags" in node)) return;
  const taggable = node as TerraformResource & {
    tags?: Record<string, string>;
    tagsInput?: Record<string, string>;
  };
  const name = nameTag(stack.node.id, node.friendlyUniqueId);
  taggable.tags = { [NAME]: name, ...taggable.tagsInput };
}

type ByType = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Addresses of which a stack's JSON uses an attribute, and which are not in it. */
function strangersIn(json: { readonly resource?: ByType; readonly data?: ByType }): string[] {
  const used = JSON.stringify(json).match(/\b(data\.)?aws_\w+\.\w+(?=[.[])/g) ?? [];
  return [...new Set(used)].filter((address) => {
    const [name = "", type = "", data] = address.split(".").reverse();
    return (data === undefined ? json.resource : json.data)?.[type]?.[name] === undefined;
  });
}
