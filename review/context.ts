import { block, isBlock, TerraformJson } from "../terraform/document";
import type { Plan } from "../terraform/plan";
import { Change, creationOf } from "./change";
import { NameIndex, type Names } from "./names";

/** All resources of a stack before and after, so that a rule sees those beside the one it judges. */
export class Context {
  private readonly byType = new Map<string, Change[]>();
  /** By what they answer. Each is made at the first question. */
  private readonly indices = new Map<string, NameIndex>();
  /** What the configuration refers to in an attribute, by resource and attribute. */
  private readonly referred = new Map<string, readonly string[]>();

  /** @param written what the configuration says of a resource, by `TYPE.NAME` */
  constructor(
    readonly changes: readonly Change[],
    private readonly written: ReadonlyMap<string, unknown> = new Map(),
  ) {
    for (const each of changes) {
      if (each.entry.deposed !== undefined) continue;
      const known = this.byType.get(each.type);
      if (known === undefined) this.byType.set(each.type, [each]);
      else known.push(each);
    }
  }

  /** Every resource of a type; what an interrupted replacement left behind is none. */
  all(type: string): readonly Change[] {
    return this.byType.get(type) ?? [];
  }

  /** The resources of a type that name `owner` in an attribute, by its id, ARN or name. */
  naming(owner: Change, type: string, attribute: string): readonly Change[] {
    const callers = once(this.indices, `${type} by ${attribute}`, () =>
      this.calling(this.all(type), attribute),
    );
    return callers.find(namesOf(owner));
  }

  /** The resources of a type that `from` names in an attribute. */
  namedBy(from: Change, attribute: string, type: string): readonly Change[] {
    const called = once(this.indices, type, () => new NameIndex(this.all(type), namesOf));
    return called.find(this.namesIn(from, attribute));
  }

  /** The unchanged resources of the same type that have an id of `change` in an attribute. */
  unchangedBeside(change: Change, attribute: string): readonly Change[] {
    const { type } = change;
    const unchanged = once(this.indices, `unchanged ${type} by ${attribute}`, () =>
      this.calling(
        this.all(type).filter(({ verb }) => verb === "no-op"),
        attribute,
      ),
    );
    return unchanged.findAnywhere(this.namesIn(change, attribute).ids);
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

  private calling(changes: readonly Change[], attribute: string): NameIndex {
    return new NameIndex(changes, (each) => this.namesIn(each, attribute));
  }

  private namesIn(from: Change, attribute: string): Names {
    const { before, after, entry } = from;
    return {
      module: entry.module_address ?? "",
      references: after.references(attribute).concat(this.referencesOf(from, attribute)),
      ids: before.texts(attribute).concat(after.texts(attribute)),
    };
  }

  /** The configuration says it once for all instances of a resource. */
  private referencesOf({ type, name }: Change, attribute: string): readonly string[] {
    if (this.written.size === 0) return [];
    const place = `${type}.${name}`;
    return once(this.referred, `${place} ${attribute}`, () =>
      referencesIn(this.written.get(place), attribute),
    );
  }
}

export function contextOf(plan: Plan): Context {
  const managed = (plan.resource_changes ?? []).filter(({ mode }) => mode !== "data");
  return new Context(
    managed.map((each) => new Change(each)),
    writtenIn(plan),
  );
}

/** The context of a stack that doesn't exist yet: its synthesized JSON, all of it made. */
export function contextOfStack(document: unknown): Context {
  const { resources } = new TerraformJson(document);
  return new Context(resources.map(({ type, name, values }) => creationOf(type, name, values)));
}

// --- internal ---

const IDS = ["id", "arn", "name", "cluster_identifier", "bucket"] as const;

/** What others may call a resource by: its ids, and its place, which references name. */
function namesOf({ before, after, type, name, entry }: Change): Names {
  const ids: string[] = [];
  for (const side of [before, after]) {
    for (const key of IDS) {
      const id = side.text(key);
      if (id) ids.push(id);
    }
  }
  return { module: entry.module_address ?? "", references: [`${type}.${name}`], ids };
}

function once<T>(made: Map<string, T>, key: string, make: () => T): T {
  const known = made.get(key) ?? make();
  made.set(key, known);
  return known;
}

function referencesIn(written: unknown, attribute: string): string[] {
  const expression = attribute.split(".").reduce((owner, key) => block(owner)[key], written);
  const { references } = block(expression);
  if (!Array.isArray(references)) return [];
  return references.flatMap((each) => /^\w+\.[\w-]+/.exec(String(each))?.[0] ?? []);
}

/** Of the root module, by `TYPE.NAME`. A plan from which the configuration was taken out has none. */
function writtenIn({ configuration }: Plan): Map<string, unknown> {
  const resources: readonly unknown[] = configuration?.root_module?.resources ?? [];
  const entries = resources.filter(isBlock).map((each) => {
    return [String(each.address), each.expressions] as const;
  });
  return new Map(entries);
}
