import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Break, lineOf } from "../../service/breaks";
import { readJson } from "../../terraform/json";
import type { Plan, ResourceChange } from "../../terraform/plan";
import type { Applied } from "./applied";
import { MadeUpIds } from "./made-up-ids";

/** What an apply of a change did, as __tests__/review/plans/README.md says. */
export interface KeptTransition {
  readonly change: string;
  readonly stage: string;
  /** Without the resources that stay as they are. */
  readonly plan: Plan;
  readonly calls: readonly string[];
  readonly broke: readonly KeptBreak[];
}

export type KeptBreak = Pick<Break, "invariant" | "from"> & { readonly until: string | null };

/** The whole plan of a change, by the anchor of its heading in docs/transitions.md. */
export function keptPlan(name: string): Plan {
  const { stage, plan } = keptTransition(name);
  const changed = plan.resource_changes ?? [];
  const addresses = new Set(changed.map(({ address }) => address));
  const others = (keptStage(stage).resource_changes ?? []).filter(
    ({ address }) => !addresses.has(address),
  );
  return { ...plan, resource_changes: [...changed, ...others].sort(byAddress) };
}

export function keptTransition(name: string): KeptTransition {
  const file = fileOf("transitions", name);
  if (!existsSync(file)) throw new Error(`${file}: must be there; make it: npm run plans`);
  return readJson(readFileSync(file, "utf8")) as KeptTransition;
}

/** An applied stage: a plan without changes. */
export function keptStage(stage: string): Plan {
  const plan = readJson(readFileSync(fileOf("stages", stage), "utf8")) as Plan;
  return { ...plan, resource_changes: plan.resource_changes?.map(asItIs) };
}

const ENDPOINT = "aws_ssm_parameter.database_endpoint";

/** What is kept of the plans of one stage, whose ids have the same names in all of them. */
export class Keeper {
  private readonly ids = new MadeUpIds();

  constructor(
    private readonly stage: string,
    private readonly applied: Plan,
  ) {
    // What has an id gets its number before lists of ids are sorted.
    const resources = [...(applied.resource_changes ?? [])].sort(byAddress);
    this.ids.renamed(
      resources.map(({ change: { before } }) => [before?.id ?? "", before?.arn ?? ""]),
    );
  }

  keepStage(): void {
    const { resource_changes, ...plan } = trimmed(this.applied, this.ids.copy());
    const halves = resource_changes?.map(
      ({ change: { actions, before, before_sensitive }, ...rest }) => ({
        ...rest,
        change: { actions, before, before_sensitive },
      }),
    );
    write(fileOf("stages", this.stage), { ...plan, resource_changes: halves });
  }

  /** @param atMost what broke is kept with what is kept already, since it varies */
  keep(
    name: string,
    done: Pick<Applied, "plan" | "calls" | "broke"> & { change: string },
    atMost: boolean,
  ): void {
    const { change, plan, calls } = done;
    const broke = [...(atMost ? keptBefore(name) : []), ...done.broke].map(toKeep);
    const changed = plan.resource_changes?.filter(
      (each) => each.change.actions[0] !== "no-op" || this.leadsElsewhere(each),
    );
    const kept = trimmed({ ...plan, resource_changes: changed }, this.ids.copy());
    const once = [...new Map(broke.map((each) => [lineOf(each), each])).entries()].sort();
    const file = fileOf("transitions", name);
    write(file, {
      change,
      stage: this.stage,
      plan: kept,
      calls,
      broke: once.map(([, each]) => each),
    });
  }

  /** After a switch the endpoint stays as it is, and is another one than that of the applied stage. */
  private leadsElsewhere({ address, change }: ResourceChange): boolean {
    const applied = this.applied.resource_changes?.find((each) => each.address === address);
    return ENDPOINT === address && applied?.change.before?.value !== change.before?.value;
  }
}

/** A plan without what no test reads and what differs from run to run. */
export function trimmed(plan: Plan, ids = new MadeUpIds()): Plan {
  const kept = Object.fromEntries(KEYS.map((key) => [key, plan[key]]));
  const { checks, resource_changes, resource_drift } = plan;
  return ids.renamed({
    ...kept,
    checks: checks?.filter(({ status }) => status !== "pass").sort(byText),
    resource_changes: resource_changes?.map(withoutProvider).sort(byAddress),
    resource_drift: resource_drift?.map(withoutProvider).sort(byAddress),
  }) as Plan;
}

// --- internal ---

const PLANS = join(__dirname, "../review/plans");

const KEYS = [
  "format_version",
  "terraform_version",
  "errored",
  "applyable",
  "complete",
  "output_changes",
] as const;

function fileOf(folder: "stages" | "transitions", name: string): string {
  return join(PLANS, folder, `${name}.json`);
}

/** A file has what is the same before and after once. */
function asItIs({ change, ...rest }: ResourceChange): ResourceChange {
  const { before, before_sensitive } = change;
  return {
    ...rest,
    change: { ...change, after: before, after_sensitive: before_sensitive, after_unknown: {} },
  };
}

function keptBefore(name: string): readonly KeptBreak[] {
  return existsSync(fileOf("transitions", name)) ? keptTransition(name).broke : [];
}

function toKeep({ invariant, from, until }: Break | KeptBreak): KeptBreak {
  return { invariant, from, until: until ?? null };
}

function write(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 1)}\n`);
}

function withoutProvider(resource: ResourceChange): ResourceChange {
  const { provider_name: _, ...rest } = resource as ResourceChange & { provider_name?: string };
  return rest;
}

function byAddress(a: ResourceChange, b: ResourceChange): number {
  return compare(`${a.address} ${a.deposed ?? ""}`, `${b.address} ${b.deposed ?? ""}`);
}

function byText(a: unknown, b: unknown): number {
  return compare(JSON.stringify(a), JSON.stringify(b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
