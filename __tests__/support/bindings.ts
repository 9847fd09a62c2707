import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** An attribute: how the bindings write its value, and what is in it if it is a block. */
interface Attribute {
  /** `string`, `list(number, false)`, … */
  readonly shape: string;
  readonly within?: Shape;
}
export type Shape = Readonly<Record<string, Attribute>>;

type Values = Readonly<Record<string, unknown>>;

/**
 * What a package of bindings knows of the provider: generated code says nowhere else which
 * attributes a type has in Terraform, and in what shape.
 */
export class Bindings {
  constructor(private readonly folder: string) {}

  /** @param type `aws_vpc`, `data.aws_region`, or `provider` */
  shapeOf(type: string): Shape {
    const name = type
      .replace(/^data\./, "data_")
      .replace(/^aws_/, "")
      .replaceAll("_", "-");
    const code = readAll(join(this.folder, "lib", name));
    const [, attributes] = /synthesizeAttributes\(\) \{\s+return \{(.*?)\};\n/s.exec(code) ?? [];
    if (attributes === undefined) throw new Error(`${type}: must be in ${this.folder}`);
    return shapeIn(attributes, blocksIn(code));
  }
}

/** Each attribute that is set in `values`, also in blocks, with how it is written: `ingress.ports` to its shape. */
export function shapesSet(values: Values, shape: Shape, path = ""): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (path === "" && META.has(name)) continue;
    const attribute = shape[name];
    found[path + name] = attribute?.shape ?? "unknown";
    if (attribute?.within === undefined) continue;
    for (const each of [value].flat().filter(isObject)) {
      Object.assign(found, shapesSet(each, attribute.within, `${path}${name}.`));
    }
  }
  return found;
}

// --- internal ---

/** Terraform's own, which no provider has. */
const META = new Set(["//", "count", "depends_on", "for_each", "lifecycle", "provider", "alias"]);

const isObject = (value: unknown): value is Values => typeof value === "object" && value !== null;

function readAll(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".js"))
    .map((file) => readFileSync(join(folder, file), "utf8"))
    .join("\n");
}

/** The functions that write blocks, by name, and the attributes that each writes. */
function blocksIn(code: string): ReadonlyMap<string, string> {
  const functions = code.matchAll(
    /function (\w+ToTerraform)\(struct\) \{.*?return \{(.*?)\n\s+\};/gs,
  );
  return new Map([...functions].map(([, name = "", attributes = ""]) => [name, attributes]));
}

function shapeIn(attributes: string, blocks: ReadonlyMap<string, string>): Shape {
  const lines = attributes.matchAll(/^\s+"?(\w+)"?: (.*)\((?:this\._|struct\.).*,$/gm);
  return Object.fromEntries(
    [...lines].map(([, name = "", writes = ""]) => {
      const block = [...writes.matchAll(/\w+ToTerraform/g)]
        .map(String)
        .find((each) => blocks.has(each));
      const shape = writes.replace(/cdkt[fn]\.|Mapper|ToTerraform/g, "");
      const within = block === undefined ? undefined : blocks.get(block);
      return [name, { shape, within: within === undefined ? undefined : shapeIn(within, blocks) }];
    }),
  );
}
