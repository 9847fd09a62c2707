import { type Fault, nearest, sentence } from "../terminal/refusal";
import { readJson } from "./json";

/** What the environment asks of one run, and what is wrong with it. */
export interface Asked {
  /** Values to merge over the stages, keyed by stage, or "state". Not checked yet. */
  readonly overrides: unknown;
  /** Constraint on the AWS provider, in place of this project's. */
  readonly providerVersion?: string;
  readonly faults: readonly Fault[];
}

/** Reads the variables that change what is synthesized. A variable that is set but empty asks nothing. */
export function readEnvironment(env: NodeJS.ProcessEnv): Asked {
  const { overrides, faults } = readContext(env.CDKTF_CONTEXT_JSON || "{}");
  const providerVersion = env.AWS_PROVIDER_VERSION || undefined;
  return { overrides, providerVersion, faults: [...faults, ...versionFaults(providerVersion)] };
}

// --- internal ---

const CONTEXT = "CDKTF_CONTEXT_JSON";
const EXAMPLE = 'write it like {"settings":{"lab":{…}}}';

/** Ours is what stands under "settings"; CDKTF's command adds keys that begin with cdktf. */
function readContext(json: string): { overrides: unknown; faults: readonly Fault[] } {
  const { value, faults } = readJson(json, CONTEXT);
  if (value === undefined) return { overrides: {}, faults };
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const says = sentence("must be an object", value, EXAMPLE);
    return { overrides: {}, faults: [...faults, { where: CONTEXT, says }] };
  }
  const unread = Object.keys(value).filter(
    (key) => key !== "settings" && (!OTHERS.test(key) || OURS.test(key)),
  );
  return {
    overrides: Object.hasOwn(value, "settings") ? (value as { settings: unknown }).settings : {},
    faults: [...faults, ...unread.map(unreadFault)],
  };
}

/**
 * Keys that others read: CDKTF's, two that older versions of CDKTF wrote into every cdktf.json, and
 * names with a prefix, as constructs of other people have them ("acme:flag", "@acme/flag").
 */
const OTHERS = /^cdktf[A-Z]|[:/]|^(excludeStackIdFromLogicalIds|allowSepCharsInLogicalIds)$/;

/** A path where an object belongs. */
const OURS = /^settings?[:/]/i;

function unreadFault(key: string): Fault {
  const near = OURS.test(key) ? "settings" : nearest(key, ["settings"]);
  const other = `${EXAMPLE}, or give your own key a prefix`;
  const remedy = near === undefined ? other : `did you mean "${near}"?`;
  const must = "must hold overrides under settings, and no other keys than CDKTF's";
  return { where: CONTEXT, says: sentence(must, key, remedy) };
}

/** As Terraform reads it: at most three numbers, no v, one space after the operator. */
const VERSION = /^(=|!=|>|<|>=|<=|~>)? ?\d{1,9}(\.\d{1,9}){0,2}(-[0-9A-Za-z][0-9A-Za-z.-]*)?$/;

function versionFaults(constraint: string | undefined): Fault[] {
  if (constraint?.split(",").every((part) => VERSION.test(part.trim())) ?? true) return [];
  const remedy = 'write it like "6.25.0", "~> 6.25" or ">= 6.35, < 7"';
  const says = sentence("must be a version constraint as Terraform takes it", constraint, remedy);
  return [{ where: "AWS_PROVIDER_VERSION", says }];
}
