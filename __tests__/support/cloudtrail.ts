import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** One question to CloudTrail, and how it was asked. */
export interface Question {
  readonly target: string;
  readonly name: string;
  readonly token?: string;
  readonly at: number;
}

export interface Answer {
  readonly status?: number;
  readonly body: object;
}

/** A server that speaks CloudTrail's protocol, JSON 1.1: the emulator has no event history. */
export class CloudTrail {
  readonly questions: Question[] = [];
  private readonly server: Server;

  /** @param answer undefined for none: the question hangs */
  constructor(answer: (question: Question) => Answer | undefined) {
    this.server = createServer(async (request, response) => {
      const question = await read(request);
      this.questions.push(question);
      const { status = 200, body } = answer(question) ?? {};
      if (body === undefined) return;
      response.writeHead(status, { "Content-Type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify(body));
    });
  }

  /** What leads the SDK here, as anybody would lead it elsewhere. */
  async open(): Promise<Record<string, string>> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    const { port } = this.server.address() as AddressInfo;
    return {
      AWS_ENDPOINT_URL_CLOUDTRAIL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_MAX_ATTEMPTS: "1",
    };
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** An event as LookupEvents answers it: a part of the record, and all of it as text. */
export function event(call: string, at: string, record: object = {}, more: object = {}): object {
  return {
    EventName: call,
    EventTime: Date.parse(at) / 1000,
    ReadOnly: "false",
    Username: "bob",
    CloudTrailEvent: JSON.stringify({ eventVersion: "1.11", eventName: call, ...record }),
    ...more,
  };
}

// --- internal ---

async function read(request: IncomingMessage): Promise<Question> {
  let text = "";
  for await (const part of request.setEncoding("utf8")) text += part;
  const { LookupAttributes = [], NextToken: token } = JSON.parse(text);
  const [{ AttributeKey, AttributeValue }] = LookupAttributes;
  if (AttributeKey !== "ResourceName") throw new Error(`asked by ${AttributeKey}`);
  const target = String(request.headers["x-amz-target"]);
  return { target, name: AttributeValue, token, at: performance.now() };
}
