import { dirname } from "node:path";
import type { Tools } from "../../emulator/tools";
import { Terraform } from "../../terraform/command";
import { environment, preparedProvider } from "./provider-binary";

export interface SchemaBlock {
  readonly attributes?: Readonly<Record<string, SchemaAttribute>>;
  readonly block_types?: Readonly<Record<string, { readonly block: SchemaBlock }>>;
}

export interface SchemaAttribute {
  readonly optional?: true;
  readonly required?: true;
  readonly computed?: true;
}

/** The provider's own schemas of resources, by type. */
export async function schemasOf(tools: Tools): Promise<Readonly<Record<string, SchemaBlock>>> {
  const folder = dirname((await preparedProvider(tools)).schema);
  const { terraform } = tools;
  const { stdout } = await new Terraform({ terraform, folder, env: environment({}) }).run([
    ...["providers", "schema", "-json"],
  ]);
  const { provider_schemas: all } = JSON.parse(stdout);
  const { resource_schemas: types } = all["registry.terraform.io/hashicorp/aws"];
  return Object.fromEntries(
    Object.entries(types as Record<string, { block: SchemaBlock }>).map(([type, { block }]) => [
      type,
      block,
    ]),
  );
}

/** All attributes, also of blocks within: `metadata_options.http_tokens`. */
export function attributesOf(schema: SchemaBlock, prefix = ""): [string, SchemaAttribute][] {
  const { attributes = {}, block_types: blocks = {} } = schema;
  const own = Object.entries(attributes).map(([name, each]): [string, SchemaAttribute] => [
    prefix + name,
    each,
  ]);
  const inner = Object.entries(blocks)
    .filter(([name]) => name !== "timeouts")
    .flatMap(([name, { block }]) => attributesOf(block, `${prefix}${name}.`));
  return [...own, ...inner];
}
