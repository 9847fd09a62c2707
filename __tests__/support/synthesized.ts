import type { Block } from "../../terraform/document";
import type { Files } from "../../terraform/stack";

type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

interface Document {
  readonly terraform: Block;
  readonly provider: Readonly<Record<string, readonly Block[]>>;
  readonly resource: Blocks;
  readonly data?: Blocks;
  readonly output: Readonly<Record<string, Block>>;
  readonly removed?: readonly { readonly from: string; readonly lifecycle: Block }[];
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
}

/** A synthesized stack, read by the addresses that Terraform uses. */
export class Synthesized {
  readonly document: Document;

  /** @param files what lies beside the JSON and is named in it, by path */
  constructor(
    readonly text: string,
    readonly files: Files = {},
  ) {
    this.document = JSON.parse(text) as Document;
  }

  /** The one element at an address: `aws_vpc.network`, `data.aws_availability_zones.network`. */
  at(address: string): Block {
    const block = this.find(address);
    if (block === undefined) {
      const type = address.split(".").slice(0, -1).join(".");
      throw new Error(`${address}: not in the stack; of its type: [${this.addresses(type)}]`);
    }
    return block;
  }

  has(address: string): boolean {
    return this.find(address) !== undefined;
  }

  /** Every address, sorted; only those of a type if one is given. */
  addresses(type = ""): string[] {
    const { resource, data = {} } = this.document;
    const of = (blocks: Blocks, prefix: string) =>
      Object.entries(blocks).flatMap(([kind, named]) =>
        Object.keys(named).map((name) => `${prefix}${kind}.${name}`),
      );
    return [...of(resource, ""), ...of(data, "data.")]
      .filter((address) => type === "" || address.startsWith(`${type}.`))
      .sort();
  }

  /** The value of one output. */
  output(name: string): unknown {
    return this.document.output[name]?.value;
  }

  private find(address: string): Block | undefined {
    const [type = "", name = ""] = address.replace(/^data\./, "").split(".");
    const blocks = address.startsWith("data.") ? this.document.data : this.document.resource;
    return blocks?.[type]?.[name];
  }
}

/** The statements of a policy's JSON. */
export function policyOf(json: unknown): unknown {
  return (JSON.parse(String(json)) as { Statement: unknown }).Statement;
}
