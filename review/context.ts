import { block, isBlock, TerraformJson } from "../terraform/document";
import type { Plan } from "../terraform/plan";
import { type Change, changeOf, creationOf } from "./change";
import type { Side } from "./side";

/** All resources of a stack before and after, so that a rule sees those beside the one it judges. */
export class Context {
  private readonly byType = new Map<string, Change[]>();

  /** @param written what the configuration says of a resource, by `TYPE.NAME` */
  constructor(
    readonly changes: readonly Change[],
    private readonly written: ReadonlyMap<string, unknown> = new Map(),
  ) {
    for (const each of changes) {
      const same = this.byType.get(each.type);
      if (same === undefined) this.byType.set(each.type, [each]);
      else same.push(each);
    }
  }

  /** Every resource of a type; what an interrupted replacement left behind is none. */
  all(type: string): Change[] {
    return (this.byType.get(type) ?? []).filter(({ entry }) => entry.deposed === undefined);
  }

  /** The resources of a type that name `owner` in an attribute, by its id, ARN or name. */
  naming(owner: Change, type: string, attribute: string): Change[] {
    return this.all(type).filter((each) => this.names(each, attribute, owner));
  }

  /** The resources of a type that `from` names in an attribute. */
  namedBy(from: Change, attribute: string, type: string): Change[] {
    return this.all(type).filter((each) => this.names(from, attribute, each));
  }

  /**
   * What the configuration says of an attribute that is known only after the apply: a text with
   * references in it, as far as the plan has kept it.
   */
  template({ type, name, after }: Change, attribute: string): string | undefined {
    const value =
      after.at(attribute) ??
      block(block(this.written.get(`${type}.${name}`))[attribute]).constant_value;
    return typeof value === "string" ? value : undefined;
  }

  private names(from: Change, attribute: string, to: Change): boolean {
    const ids = new Set([to.before, to.after].flatMap(idsOf));
    const values = [from.before, from.after].flatMap((side) => side.texts(attribute));
    if (values.some((value) => ids.has(value))) return true;
    const reference = `${to.type}.${to.name}.`;
    const says = [from.after.at(attribute)].flat().map(String);
    if (says.some((value) => value.includes(`\${${reference}`))) return true;
    return this.refersTo(from, attribute, reference);
  }

  private refersTo({ type, name }: Change, attribute: string, reference: string): boolean {
    const [head = "", ...rest] = attribute.split(".");
    let expression = block(this.written.get(`${type}.${name}`))[head];
    for (const key of rest) expression = block(expression)[key];
    const { references } = block(expression);
    return Array.isArray(references) && references.some((each) => `${each}.`.startsWith(reference));
  }
}

export function contextOf(plan: Plan): Context {
  const managed = (plan.resource_changes ?? []).filter(({ mode }) => mode !== "data");
  return new Context(managed.map(changeOf), writtenIn(plan));
}

/** The context of a stack that doesn't exist yet: its synthesized JSON, all of it made. */
export function contextOfStack(document: unknown): Context {
  const { resources } = new TerraformJson(document);
  return new Context(resources.map(({ type, name, values }) => creationOf(type, name, values)));
}

// --- internal ---

const IDS = ["id", "arn", "name", "cluster_identifier", "bucket"] as const;

function idsOf(side: Side): string[] {
  return IDS.flatMap((key) => side.text(key) || []);
}

/** Of the root module, by `TYPE.NAME`. A plan from which the configuration was taken out has none. */
function writtenIn({ configuration }: Plan): Map<string, unknown> {
  const resources: readonly unknown[] = configuration?.root_module?.resources ?? [];
  const entries = resources.filter(isBlock).map((each) => {
    return [String(each.address), each.expressions] as const;
  });
  return new Map(entries);
}
