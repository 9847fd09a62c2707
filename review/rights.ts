import { type Block, block, isBlock } from "../terraform/document";

/** Something that a policy allows: an action on a resource, both perhaps with wildcards. */
export interface Right {
  readonly action: string;
  readonly resource: string;
  /** Conditions narrow it, whatever they say. */
  readonly conditional: boolean;
  /** Not allowed anew, but no longer forbidden. */
  readonly freed?: true;
}

/** The statements of a policy's JSON; none if it can't be read. */
export function statementsIn(policy: string | undefined): Block[] {
  try {
    const { Statement } = block(JSON.parse(policy ?? ""));
    return [Statement].flat().filter(isBlock);
  } catch {
    return [];
  }
}

/** All that a policy allows. `NotAction` and `NotResource` read as `*`: they allow all but a few. */
export function rightsIn(policy: string | undefined): Right[] {
  return statementsIn(policy)
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap((statement) => {
      const { Action, NotAction, Resource, NotResource, Condition } = statement;
      const actions = NotAction === undefined ? list(Action) : ["*"];
      const resources = NotResource === undefined ? list(Resource) : ["*"];
      const conditional = Object.keys(block(Condition)).length > 0;
      return actions.flatMap((action) =>
        resources.map((resource) => ({ action, resource, conditional })),
      );
    });
}

/** What one policy allows and the other doesn't. */
export function gainedRights(before: string | undefined, after: string | undefined): Right[] {
  if (before === after) return [];
  const had = rightsIn(before);
  const denied = deniedIn(before);
  const still = deniedIn(after);
  const freed = denied.filter((each) => !still.includes(each));
  const gained = rightsIn(after).filter((right) => !had.some((each) => includes(each, right)));
  return [
    ...gained,
    ...freed.map((action) => ({ action, resource: "*", conditional: true, freed: true as const })),
  ];
}

/** What one policy allowed and the other doesn't. */
export function lostRights(before: string | undefined, after: string | undefined): Right[] {
  if (before === after) return [];
  const has = rightsIn(after);
  return rightsIn(before).filter((right) => !has.some((each) => includes(each, right)));
}

/** Whether a pattern of IAM, `s3:Get*`, takes in another one. */
export function matches(pattern: string, text: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern.toLowerCase() === text.toLowerCase();
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
  const source = escaped.replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${source}$`, "i").test(text);
}

// --- internal ---

function includes(wide: Right, narrow: Right): boolean {
  if (wide.conditional && !narrow.conditional) return false;
  // A reference in a template stands for something that can't be compared.
  const resource = narrow.resource.includes("${") || matches(wide.resource, narrow.resource);
  return resource && matches(wide.action, narrow.action);
}

/** Each denial as a text: one that goes, or is another, gives back what it took. */
function deniedIn(policy: string | undefined): string[] {
  return statementsIn(policy)
    .filter(({ Effect }) => Effect === "Deny")
    .flatMap(({ Action, NotAction }) => (NotAction === undefined ? list(Action) : ["*"]));
}

function list(value: unknown): string[] {
  return [value].flat().filter((each) => typeof each === "string");
}
