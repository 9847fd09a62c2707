import { CloudTrailClient, type Event, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { isBlock } from "../../terraform/document";
import { readJson } from "../../terraform/json";

/** The last call that wrote to a thing. What the call has changed, the event history doesn't say. */
export interface LastWrite {
  /** In UTC: `2026-11-28T03:12:44Z`. */
  readonly at: string;
  /** ARN of the caller, or AWS's name of a service or a user. */
  readonly by: string;
  /** `ModifyDBInstance` */
  readonly call: string;
}

/** A thing that somebody may have written to. */
export interface Subject {
  /** What a report names it. */
  readonly what: string;
  /** How CloudTrail may name the thing, the likeliest name first. */
  readonly names: readonly string[];
  readonly region: string;
}

export interface History {
  readonly writes: ReadonlyMap<Subject, LastWrite>;
  /** Why the writes to some aren't known, in a sentence; left out where all are. */
  readonly missing?: string;
}

/** How long it may take, in milliseconds. */
export interface Haste {
  /** Between two questions: CloudTrail takes two a second of an account, whoever asks. */
  readonly pause: number;
  /** For all questions: somebody waits for the report. */
  readonly patience: number;
}

/**
 * Asks CloudTrail's event history, which every account has for 90 days, who wrote to things last. It
 * never fails: what couldn't be found out is said.
 */
export async function historyOf(
  subjects: readonly Subject[],
  signal: AbortSignal,
  { pause, patience }: Haste = { pause: 500, patience: 30_000 },
): Promise<History> {
  const writes = new Map<Subject, LastWrite>();
  const until = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  const asked = new Asked(pause, until);
  try {
    for (const subject of subjects) {
      const write = await asked.lastWriteTo(subject);
      if (write) writes.set(subject, write);
    }
  } catch (error) {
    if (signal.aborted) throw error;
    return { writes, missing: until.aborted ? TOO_LONG : refusedBy(error as Error) };
  }
  const silent = subjects.filter((each) => !writes.has(each)).map(({ what }) => what);
  return silent.length === 0 ? { writes } : { writes, missing: historyLacks(silent) };
}

/** What to say of things that nobody has written to, as far as CloudTrail knows. */
export function historyLacks(things: readonly string[]): string {
  const history = "CloudTrail's event history (90 days, and some minutes late)";
  return `${history} has no write to ${things.join(", ")}`;
}

// --- internal ---

/** Whatever watches a stage fills its history with reads, which a question by name can't leave out. */
const MOST_PAGES = 4;

const TOO_LONG = "CloudTrail took too long to say who wrote to the others, and when";

/** Each question is asked once, and one after the other. */
class Asked {
  private readonly answers = new Map<string, LastWrite | undefined>();

  constructor(
    private readonly pause: number,
    private readonly abortSignal: AbortSignal,
  ) {}

  async lastWriteTo({ names, region }: Subject): Promise<LastWrite | undefined> {
    for (const name of names) {
      const key = `${region} ${name}`;
      if (!this.answers.has(key)) this.answers.set(key, await this.ask(name, region));
      const write = this.answers.get(key);
      if (write) return write;
    }
    return undefined;
  }

  private async ask(AttributeValue: string, region: string): Promise<LastWrite | undefined> {
    const client = new CloudTrailClient({ region });
    const LookupAttributes = [{ AttributeKey: "ResourceName" as const, AttributeValue }];
    const events: Event[] = [];
    let NextToken: string | undefined;
    for (let page = 0; page === 0 || (NextToken && page < MOST_PAGES); page += 1) {
      const question = new LookupEventsCommand({ LookupAttributes, NextToken });
      const answer = await client.send(question, { abortSignal: this.abortSignal });
      events.push(...(answer.Events ?? []));
      NextToken = answer.NextToken;
      await new Promise((resolve) => setTimeout(resolve, this.pause));
    }
    return lastWriteIn(events);
  }
}

/** The newest that wrote and succeeded; one by a Terraform only if there is no other. */
function lastWriteIn(events: readonly Event[]): LastWrite | undefined {
  const all = events.map(writeIn).filter((each) => each !== undefined);
  return (all.find(({ byTerraform }) => !byTerraform) ?? all[0])?.write;
}

/** A record as CloudTrail keeps it, of which the answer repeats a part. */
function writeIn({ EventName: call = "", EventTime, ReadOnly, Username, CloudTrailEvent }: Event) {
  const record = readJson(CloudTrailEvent ?? "{}");
  if (!isBlock(record) || ReadOnly !== "false" || record.errorCode) return undefined;
  const caller = isBlock(record.userIdentity) ? record.userIdentity : {};
  const by = String(caller.arn ?? caller.invokedBy ?? Username ?? "somebody").replace(
    /\p{C}/gu,
    "",
  );
  const at = EventTime?.toISOString().replace(/\.\d+/, "") ?? "";
  return { write: { at, by, call }, byTerraform: /Terraform/.test(String(record.userAgent)) };
}

function refusedBy({ name, message }: Error): string {
  const remedy = name.startsWith("AccessDenied")
    ? "; it takes the right cloudtrail:LookupEvents"
    : "";
  return `CloudTrail doesn't say who wrote last, and when: ${name}: ${message.replace(/\s+/g, " ")}${remedy}`;
}
