import type { Plan, ResourceChange } from "./plan";

/**
 * What a plan creates, by what `terraform plan -no-color` prints of it. Undefined if the plan does
 * anything else, or if this is not sure: then `terraform show` has to say it.
 */
export function creationsIn(printed: string): Plan | undefined {
  const heads = [...printed.matchAll(HEAD)].map(([, head = ""]) => head);
  const others = heads.filter((head) => !CREATED.test(head) && !READ.test(head));
  const created = heads.map((head) => CREATED.exec(head)).filter((found) => found !== null);
  const [, count] = COUNT.exec(printed) ?? [];
  if (others.length > 0 || created.length === 0 || created.length !== Number(count)) {
    return undefined;
  }
  const changes = created.map(([, address = "", type = "", name = ""]) => {
    const change = { actions: ["create"] as const, before: null, after: {}, after_unknown: {} };
    return { address, mode: "managed", type, name, change } satisfies ResourceChange;
  });
  return { format_version: "", terraform_version: "", resource_changes: changes };
}

// --- internal ---

/** `  # aws_vpc.network will be created`; a reason in brackets comes on a line of its own. */
const HEAD = /^ {2}# (?!\()(.+)$/gm;
const CREATED = /^((?:.+\.)?([\w-]+)\.([\w-]+)(?:\[.+\])?) will be created$/;
const READ = / will be read during apply$/;
/** Of imports, and of what is forgotten, it has more words. */
const COUNT = /^Plan: (\d+) to add, 0 to change, 0 to destroy\.$/m;
