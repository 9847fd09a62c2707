import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import {
  type ClientHttp2Session,
  connect,
  constants,
  createServer,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from "node:http2";
import { createConnection } from "node:net";
import { join } from "node:path";
import { schemaOf } from "./provider-schema";

interface Relay {
  /** Socket on which Terraform is served. */
  readonly from: string;
  /** Socket of the provider. */
  readonly to: string;
  /** File that keeps all schemas, made when they are asked for first. */
  readonly schema: string;
  readonly folder: string;
  /** Is called when Terraform connects, before its first call. */
  readonly begins?: () => void;
}

/**
 * Passes Terraform's calls on to the provider, byte for byte, but for two kinds. Of the schemas
 * Terraform gets those that the folder needs, 60 and not 1,500: reading all of them is most of a
 * plan's CPU. And what the provider has checked or upgraded before is answered as before.
 * @returns what ends it
 */
export async function relay({ from, to, schema, folder, begins }: Relay): Promise<() => void> {
  const server = createServer();
  const open = new Set<ClientHttp2Session>();
  server.on("session", (session) => {
    begins?.();
    const above = connect("http://provider", { createConnection: () => createConnection(to) });
    above.on("error", () => session.destroy()); // it was killed
    open.add(above);
    session.on("error", () => undefined); // Terraform was
    session.once("close", () => {
      open.delete(above);
      above.destroy();
    });
    session.on("stream", (stream, headers) => {
      stream.on("error", () => undefined);
      if (isSchema(headers)) void answerSchema(stream, headers, above, schema, folder);
      else if (isSettled(headers)) void answerSettled(stream, headers, above);
      else pass(stream, headers, above);
    });
  });
  await new Promise<void>((resolve) => server.listen(from, resolve));
  server.unref();
  return () => {
    for (const above of open) above.destroy();
    server.close();
  };
}

// --- internal ---

/** Called GetSchema in version 5 of the protocol, GetProviderSchema in version 6. */
function isSchema(headers: IncomingHttpHeaders): boolean {
  return /\/Get(Provider)?Schema$/.test(headers[":path"] ?? "");
}

/**
 * What the provider answers by what it is given alone. In version 6 of the protocol the check of its
 * own settings is called Validate…Config as well.
 */
function isSettled(headers: IncomingHttpHeaders): boolean {
  return /\/(PrepareProviderConfig|Validate\w+Config|UpgradeResourceState)$/.test(
    headers[":path"] ?? "",
  );
}

function pass(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  above: ClientHttp2Session,
): void {
  const call = above.request(headers, { endStream: false });
  let trailers = {};
  call.on("response", (answer, flags) => {
    // An error is an answer of headers alone: 1.15 asks for what older providers don't have.
    const alone = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
    stream.respond(answer, alone ? { endStream: true } : { waitForTrailers: true });
  });
  call.on("trailers", (last) => {
    trailers = last;
  });
  stream.on("wantTrailers", () => stream.sendTrailers(trailers));
  call.on("error", () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
  stream.once("close", () => call.close());
  stream.pipe(call);
  call.pipe(stream);
}

async function answerSchema(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  above: ClientHttp2Session,
  file: string,
  folder: string,
): Promise<void> {
  try {
    if (!existsSync(file)) {
      const { body } = await called(above, headers, framed(Buffer.alloc(0)));
      keep(file, body.subarray(HEAD));
    }
    const body = framed(schemaOf(readFileSync(file), typesIn(folder)));
    answer(stream, { body, trailers: { "grpc-status": "0" } });
  } catch (error) {
    fail(stream, error);
  }
}

/** What the provider has said, by the call and what it was given. */
const settled = new Map<string, Answer>();

/** A provider's check of its own settings is one of all its schemas, a tenth of a second of CPU. */
async function answerSettled(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  above: ClientHttp2Session,
): Promise<void> {
  try {
    const asked = await allOf(stream);
    const question = `${headers[":path"]} ${asked.toString("latin1")}`;
    const said = settled.get(question) ?? (await called(above, headers, asked));
    if (said.trailers["grpc-status"] === "0") settled.set(question, said);
    answer(stream, said);
  } catch (error) {
    fail(stream, error);
  }
}

/** A message, and how the call ended. */
interface Answer {
  readonly body: Buffer;
  readonly trailers: IncomingHttpHeaders;
}

async function called(
  above: ClientHttp2Session,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Promise<Answer> {
  const call = above.request(headers, { endStream: false });
  let trailers: IncomingHttpHeaders = {};
  call.on("response", (head) => {
    trailers = head; // an error is an answer of headers alone
  });
  call.on("trailers", (last) => {
    trailers = last;
  });
  call.end(body);
  return { body: await allOf(call), trailers };
}

async function allOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function answer(stream: ServerHttp2Stream, { body, trailers }: Answer): void {
  const { "grpc-status": status = "13", "grpc-message": message = "" } = trailers;
  const end = { "grpc-status": status, "grpc-message": message };
  if (body.length === 0) stream.respond({ ...GRPC, ...end }, { endStream: true });
  else {
    stream.respond(GRPC, { waitForTrailers: true });
    stream.on("wantTrailers", () => stream.sendTrailers(end));
    stream.end(body);
  }
}

function fail(stream: ServerHttp2Stream, error: unknown): void {
  if (stream.destroyed) return; // Terraform was killed
  const trailers = { "grpc-status": "13", "grpc-message": String(error) };
  answer(stream, { body: Buffer.alloc(0), trailers });
}

const GRPC = { "content-type": "application/grpc" };

/** A message of gRPC begins with a byte for its compression, none, and four for its length. */
const HEAD = 5;

function framed(message: Buffer): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

/** Under another name first, so that nobody reads half of it. */
function keep(file: string, contents: Buffer): void {
  const unfinished = `${file}.tmp-${randomBytes(4).toString("hex")}`;
  writeFileSync(unfinished, contents);
  renameSync(unfinished, file);
}

/** All that the stacks below a folder and their states may name. */
function typesIn(folder: string): Set<string> {
  const files = filesIn(folder).filter((file) => /\.(tf\.json|tfstate)$/.test(file));
  const texts = files.map((file) => readFileSync(file, "utf8"));
  return new Set(texts.flatMap((text) => text.match(/\baws_\w+/g) ?? []));
}

/** Links aren't followed: a provider or npm's packages may be behind one. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((each) => {
    const path = join(folder, each.name);
    if (each.isDirectory()) return filesIn(path);
    return each.isFile() ? [path] : [];
  });
}
