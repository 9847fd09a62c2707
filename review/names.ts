import type { Change } from "./change";

/** What a resource is called, or what it calls another. */
export interface Names {
  /** `module.a["x"]`; empty in the root module. */
  readonly module: string;
  /** `aws_vpc.network`: references stay within an instance of a module. */
  readonly references: readonly string[];
  /** Ids, ARNs and names, which are of one resource wherever it is. */
  readonly ids: readonly string[];
}

/**
 * Finds resources by their names. Each of its two indices is made at the first question: a plan may be
 * large, and most are never asked for.
 */
export class NameIndex {
  private near: ReadonlyMap<string, Index> | undefined;
  private far: Index | undefined;

  constructor(
    private readonly changes: readonly Change[],
    private readonly namesOf: (change: Change) => Names,
  ) {}

  /** What has one of the names in the same module, or if nothing there has one, in any. */
  find({ module, references, ids }: Names): readonly Change[] {
    this.near ??= this.byModule();
    const index = this.near.get(module);
    const found = index ? among(index, ids, among(index, references)) : NONE;
    return found.length > 0 ? found : this.findAnywhere(ids);
  }

  findAnywhere(ids: readonly string[]): readonly Change[] {
    if (ids.length === 0 || this.changes.length === 0) return NONE;
    this.far ??= this.byId();
    return among(this.far, ids);
  }

  private byModule(): Map<string, Index> {
    const all = new Map<string, Index>();
    for (const each of this.changes) {
      const { module, references, ids } = this.namesOf(each);
      const index: Index = all.get(module) ?? new Map();
      all.set(module, index);
      add(index, references, each);
      add(index, ids, each);
    }
    return all;
  }

  private byId(): Index {
    const index: Index = new Map();
    for (const each of this.changes) add(index, this.namesOf(each).ids, each);
    return index;
  }
}

// --- internal ---

type Index = Map<string, Change[]>;

const NONE: readonly Change[] = [];

function add(index: Index, names: readonly string[], change: Change): void {
  for (const name of names) {
    const known = index.get(name);
    if (known === undefined) index.set(name, [change]);
    else if (known.at(-1) !== change) known.push(change); // it has some names before and after
  }
}

function among(index: Index, names: readonly string[], found = NONE): readonly Change[] {
  return names.reduce((all, name) => union(all, index.get(name) ?? NONE), found);
}

/** Nearly always one of them has it all. */
function union(some: readonly Change[], more: readonly Change[]): readonly Change[] {
  if (some.length === 0) return more;
  if (more.length === 0 || (more.length === 1 && more[0] === some[0])) return some;
  return [...new Set([...some, ...more])];
}
