import { namesOf } from "../names/stage";

/** Where AWS was asked, and for whom, as far as the command knows. */
export interface AskedAt {
  readonly region?: string | undefined;
  /** By whose name the roles are called that may be missing. */
  readonly stage?: string | undefined;
}

/**
 * What an error of AWS means, of its clients or in Terraform's words, and what to do: one line.
 * Undefined if AWS's words say it well enough.
 * @param name of the error, as AWS's clients have it; empty for a text of Terraform's
 */
export function awsFault(name: string, message: string, at: AskedAt = {}): string | undefined {
  const text = `${name} ${message}`.replace(/\s+/g, " ");
  return FAULTS.find(({ words }) => words.test(text))?.says(text, at);
}

/**
 * The same of all that Terraform says about a failed run: undefined where it names more than one
 * fault, or another one, so that none is hidden.
 */
export function awsFaultIn(text: string): string | undefined {
  const errors = text.split(/\bError: /).filter((each) => each.trim() !== "");
  const faults = new Set(errors.map((each) => awsFault("", each)));
  const [fault, ...others] = faults;
  return others.length === 0 ? fault : undefined;
}

// --- internal ---

interface Known {
  readonly words: RegExp;
  readonly says: (text: string, at: AskedAt) => string;
}

/** What the role STAGE-ops may do, by constructs/pipeline/operate.ts; the tests hold it to that. */
const OPERATING =
  /^[\w-]+:(Describe|Filter|Get(?!SecretValue)|List|Lookup|View|FailoverDBCluster|CancelInstanceRefresh|DeregisterImage|DeleteSnapshot|RotateSecret)/;

/** What the roles of a stage with protection may not do, by constructs/pipeline/forbid.ts. */
const ENDING = /^(backup:DeleteRecoveryPoint|kms:ScheduleKeyDeletion|rds:DeleteDBCluster)/;

/** The first that fits says it: a refusal also carries words of what was refused. */
const FAULTS: readonly Known[] = [
  {
    words: /ExpiredToken|RequestExpired|token .*expired|session .*(has )?expired|Token is expired/i,
    says: () =>
      "must have credentials that are in force, got expired ones; log in again (aws sso login, or however you got them)",
  },
  {
    words:
      /CredentialsProviderError|Could not load credentials|No valid credential sources|failed to refresh cached credentials/i,
    says: () =>
      "must have credentials, got none; log in (aws sso login) and set AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
  },
  {
    words: /AWS account ID not allowed/i,
    says: (text) => {
      const got = /not allowed: (\d{12})/.exec(text)?.[1] ?? "another";
      return `must be asked in the stage's own account, got ${got}; log in to that account, or set AWS_PROFILE`;
    },
  },
  {
    words: /OptInRequired|not subscribed|RegionDisabled/i,
    says: (_, { region }) =>
      `must be a region that the account has enabled, got ${region ?? "another"}; enable it, or use the stage's own account`,
  },
  {
    words:
      /InvalidClientTokenId|UnrecognizedClient|AuthFailure|SignatureDoesNotMatch|InvalidSignature/,
    says: (_, { region = "the region" }) =>
      `must have credentials that AWS knows, got others; look at AWS_PROFILE and the keys, at this machine's clock, and whether the account has enabled ${region}`,
  },
  {
    words: /AccessDenied|UnauthorizedOperation|not authorized to perform|AuthorizationError/,
    says: deniedIn,
  },
  {
    words: /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|Rate exceeded/i,
    says: () => "asks AWS more often than the account may; nothing is wrong, try again in a minute",
  },
  {
    words: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|no such host|TimeoutError/,
    says: (_, { region = "the region" }) =>
      `must be reached, got no answer; look at the network, a proxy, and whether ${region} is a region`,
  },
];

/**
 * The action that AWS has refused, and who may do it.
 * @param text with AWS's sentence, `User: … is not authorized to perform: …`
 */
function deniedIn(text: string, { stage = "STAGE" }: AskedAt): string {
  const action = /not authorized to perform:? ([\w-]+:\w+)/i.exec(text)?.[1];
  const who = /(?:User:|user) (arn:\S+)/.exec(text)?.[1];
  const must = `must be allowed ${action ?? "what the command asks"}`;
  const remedy = `use credentials with ${rightsFor(action, stage)}`;
  return `${must}, got a refusal${who ? ` for ${who}` : ""}; ${remedy}`;
}

/** The role that applies is pipelines' alone to take, so people need credentials of their own for its rights. */
function rightsFor(action: string | undefined, stage: string): string {
  const { opsRole, applyRole } = namesOf(stage);
  if (action === undefined) return `the rights of the role ${applyRole}`;
  if (OPERATING.test(action)) {
    return `this right: the role ${opsRole} has it, if config/state.ts lists operators`;
  }
  return ENDING.test(action)
    ? "this right: in a stage with protection none of its roles has it"
    : `the rights of the role ${applyRole}`;
}
