const ANSWER_MS = 1_000;
const ASK_AGAIN_MS = 60_000;
const TOKEN_SECONDS = "60";

export interface Identity {
  readonly id: string;
  readonly zone: string;
  readonly type: string;
}

/** Who this instance is, by IMDSv2; asked once, since it can't change while the process lives. */
export class Metadata {
  private asking: Promise<Identity | undefined> | undefined;

  /** @param patienceFactor how many times as long as in production it waits for an answer */
  constructor(
    private readonly url: string,
    private readonly patienceFactor = 1,
  ) {}

  /** Undefined where there is no metadata service: not on EC2. */
  identity(): Promise<Identity | undefined> {
    this.asking ??= this.ask().catch(() => {
      setTimeout(() => {
        this.asking = undefined;
      }, ASK_AGAIN_MS).unref();
      return undefined;
    });
    return this.asking;
  }

  private async ask(): Promise<Identity> {
    const token = await this.fetch("/latest/api/token", {
      method: "PUT",
      headers: { "x-aws-ec2-metadata-token-ttl-seconds": TOKEN_SECONDS },
    });
    const headers = { "x-aws-ec2-metadata-token": token };
    const read = (path: string) => this.fetch(`/latest/meta-data/${path}`, { headers });
    const [id, zone, type] = await Promise.all([
      read("instance-id"),
      read("placement/availability-zone"),
      read("instance-type"),
    ]);
    return { id, zone, type };
  }

  private async fetch(path: string, init: RequestInit): Promise<string> {
    const signal = AbortSignal.timeout(ANSWER_MS * this.patienceFactor);
    const answer = await fetch(this.url + path, { ...init, signal });
    if (!answer.ok) throw new Error(`metadata: ${path} answered ${answer.status}`);
    return answer.text();
  }
}
