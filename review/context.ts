import { block, isBlock, TerraformJson } from "../terraform/document";
import type { Plan } from "../terraform/plan";
import { type Change, changeOf, creationOf } from "./change";

/** All resources of a stack before and after, so that a rule sees those beside the one it judges. */
export class Context {
  private readonly byType = new Map<string, Change[]>();
  /** By each name that another resource may call them by. */
  private readonly called = new Map<string, Change[]>();
  /** By type and attribute, and then by each name that they call another by. */
  private readonly calling = new Map<string, Map<string, Change[]>>();

  /** @param written what the configuration says of a resource, by `TYPE.NAME` */
  constructor(
    readonly changes: readonly Change[],
    private readonly written: ReadonlyMap<string, unknown> = new Map(),
  ) {
    for (const each of changes) {
      if (each.entry.deposed !== undefined) continue;
      add(this.byType, each.type, each);
      for (const name of namesOf(each)) add(this.called, `${each.type} ${name}`, each);
    }
  }

  /** Every resource of a type; what an interrupted replacement left behind is none. */
  all(type: string): Change[] {
    return [...(this.byType.get(type) ?? [])];
  }

  /** The resources of a type that name `owner` in an attribute, by its id, ARN or name. */
  naming(owner: Change, type: string, attribute: string): Change[] {
    return nearest(this.callersIn(type, attribute), namesOf(owner));
  }

  /** The resources of a type that `from` names in an attribute. */
  namedBy(from: Change, attribute: string, type: string): Change[] {
    const names = this.namesIn(from, attribute).map((name) => `${type} ${name}`);
    return nearest(this.called, names);
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

  /** Made at the first question, since a plan may be large and most attributes are never asked for. */
  private callersIn(type: string, attribute: string): Map<string, Change[]> {
    const key = `${type} ${attribute}`;
    const known = this.calling.get(key);
    if (known !== undefined) return known;
    const callers = new Map<string, Change[]>();
    for (const each of this.all(type)) {
      for (const name of this.namesIn(each, attribute)) add(callers, name, each);
    }
    this.calling.set(key, callers);
    return callers;
  }

  /** Names in an attribute: values as they are, references as `namesOf` has them. */
  private namesIn(from: Change, attribute: string): string[] {
    const values = [from.before, from.after].flatMap((side) => side.texts(attribute));
    const says = [from.after.at(attribute)].flat().map(String);
    const templates = says
      .filter((text) => text.includes("${"))
      .flatMap((text) => [...text.matchAll(REFERENCE)].map(([, each]) => each));
    const references = [...templates, ...this.referencesOf(from, attribute)];
    return inBoth(from, values, references.map(String));
  }

  private referencesOf({ type, name }: Change, attribute: string): string[] {
    const [head = "", ...rest] = attribute.split(".");
    let expression = block(this.written.get(`${type}.${name}`))[head];
    for (const key of rest) expression = block(expression)[key];
    const { references } = block(expression);
    if (!Array.isArray(references)) return [];
    return references.flatMap((each) => /^\w+\.[\w-]+/.exec(String(each))?.[0] ?? []);
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
const REFERENCE = /\$\{(\w+\.[\w-]+)\./g;

/** What others may call a resource by: its ids, and its place, which references name. */
function namesOf(change: Change): string[] {
  const { before, after, type, name } = change;
  const ids = [before, after].flatMap((side) => IDS.flatMap((key) => side.text(key) || []));
  return inBoth(change, ids, [`${type}.${name}`]);
}

/** References and ids within a module, and then the ids wherever they are. */
function inBoth(change: Change, ids: readonly string[], references: readonly string[]): string[] {
  const near = [...references, ...ids].map((each) => placed(change, each));
  return [...new Set([...near, ...ids])];
}

/** What has one of the names: of the same module, or if nothing there has one, of any. */
function nearest(index: ReadonlyMap<string, Change[]>, names: readonly string[]): Change[] {
  const having = (some: readonly string[]) => [
    ...new Set(some.flatMap((name) => index.get(name) ?? [])),
  ];
  const near = having(names.filter(isPlaced));
  return near.length > 0 ? near : having(names);
}

/** References stay within an instance of a module. No id has a blank in it. */
function placed({ entry }: Change, reference: string): string {
  return `${MODULE}${entry.module_address ?? ""} ${reference}`;
}

const MODULE = "\0";

function isPlaced(name: string): boolean {
  return name.includes(MODULE);
}

function add(index: Map<string, Change[]>, key: string, change: Change): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [change]);
  else known.push(change);
}

/** Of the root module, by `TYPE.NAME`. A plan from which the configuration was taken out has none. */
function writtenIn({ configuration }: Plan): Map<string, unknown> {
  const resources: readonly unknown[] = configuration?.root_module?.resources ?? [];
  const entries = resources.filter(isBlock).map((each) => {
    return [String(each.address), each.expressions] as const;
  });
  return new Map(entries);
}
