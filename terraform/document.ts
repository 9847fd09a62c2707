import { STAGE } from "../names/tags";

/** What Terraform's JSON holds at some place, unchecked. */
export type Block = Readonly<Record<string, unknown>>;

/** One resource of a stack: `aws_subnet.network_public_a`, and what was said about it. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly values: Block;
}

/** `aws_vpc.network`: how plans and people name it. */
export function addressOf({ type, name }: Pick<Resource, "type" | "name">): string {
  return `${type}.${name}`;
}

/**
 * A stack as Terraform's JSON, read leniently: the JSON may come from another version of the code,
 * so what is missing or of another shape reads as undefined or as nothing, and never throws.
 */
export class TerraformJson {
  readonly resources: readonly Resource[];
  readonly region: string | undefined;
  /** The tag `Stage` that all its resources get. */
  readonly stage: string | undefined;
  /** Whether HCP Terraform keeps its state. */
  readonly inHcp: boolean;

  constructor(readonly document: unknown) {
    const provider = block(block(this.at("provider")).aws);
    this.region = text(provider.region);
    this.stage = text(block(block(provider.default_tags).tags)[STAGE]);
    this.inHcp = block(this.at("terraform")).cloud !== undefined;
    this.resources = Object.entries(block(this.at("resource"))).flatMap(([type, named]) =>
      Object.entries(block(named)).map(([name, values]) => ({ type, name, values: block(values) })),
    );
  }

  /** Every resource of a type. */
  all(type: string): Resource[] {
    return this.resources.filter((each) => each.type === type);
  }

  /** Resources of a type that name `target` in their attribute `key`. */
  pointingAt(target: Resource, type: string, key: string): Resource[] {
    return this.all(type).filter(({ values }) => this.referred(values[key]).includes(target));
  }

  /**
   * The resources that a reference, or a list of them, leads to: `${aws_vpc.network.id}`. A plan has
   * ids and names instead, and resources of several types may have the same name.
   */
  referred(references: unknown): Resource[] {
    const all = Array.isArray(references) ? references : [references];
    return all.flatMap((reference) => {
      const [, type, name] = /^\$\{(\w+)\.([\w-]+)\./.exec(String(reference)) ?? [];
      if (type === undefined) return this.withId(reference);
      return this.resources.filter((each) => each.type === type && each.name === name);
    });
  }

  /** What a data source asks for, by a reference to it: `${data.aws_ssm_parameter.image.value}`. */
  asked(reference: unknown): Block {
    const [, type = "", name = ""] = /^\$\{data\.(\w+)\.([\w-]+)\./.exec(String(reference)) ?? [];
    return block(block(block(this.at("data"))[type])[name]);
  }

  /** What every data source of a type asks for. */
  allAsked(type: string): Block[] {
    return Object.values(block(block(this.at("data"))[type])).map(block);
  }

  /** Letters of the zones that subnets are in, without doubles; a zone of elsewhere in full. */
  zones(subnets: readonly Resource[]): string[] {
    return [...new Set(subnets.map(({ values }) => this.zone(values.availability_zone)))]
      .filter((zone) => zone !== undefined)
      .sort();
  }

  /** `us-east-1a` is `a` in a stack of us-east-1. */
  zone(name: unknown): string | undefined {
    const zone = text(name);
    return this.region && zone?.startsWith(this.region) ? zone.slice(this.region.length) : zone;
  }

  private withId(id: unknown): Resource[] {
    if (typeof id !== "string" || id === "") return [];
    return this.resources.filter(({ values }) => IDS.some((key) => values[key] === id));
  }

  private at(key: string): unknown {
    return block(this.document)[key];
  }
}

/** Attributes by which resources of a plan name each other. */
const IDS = ["id", "arn", "name", "cluster_identifier", "prefix_list_id", "dns_name"] as const;

/** An object; of a list its first, since Terraform takes one block bare or in a list. */
export function block(value: unknown): Block {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return isBlock(first) ? first : {};
}

export function isBlock(value: unknown): value is Block {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Of a list that holds one thing, that thing. */
export function theOne(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

/** A text that is known now: a reference, `${…}`, is known only after the apply. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && !value.includes("${") ? value : undefined;
}

/** A number, also one written as a text, which Terraform takes as well. */
export function number(value: unknown): number | undefined {
  const result = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof result === "number" && Number.isFinite(result) ? result : undefined;
}

export function count(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
