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
 * Passes Terraform's calls on to the provider, byte for byte, but for one: of the schemas Terraform
 * gets those that the folder needs, 60 and not 1,500. Reading all of them is most of a plan's CPU.
 * Answers to checks were kept here too, for a day: every second run of locks.test then ended in Node's
 * HTTP/2, which filled the memory without end (Node 22.23.5).
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
    if (!existsSync(file)) keep(file, await called(above, headers));
    const message = schemaOf(readFileSync(file), typesIn(folder));
    stream.respond({ "content-type": "application/grpc" }, { waitForTrailers: true });
    stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
    stream.end(framed(message));
  } catch (error) {
    const INTERNAL = { "grpc-status": "13", "grpc-message": String(error) };
    stream.respond({ "content-type": "application/grpc", ...INTERNAL }, { endStream: true });
  }
}

/** The answer to a call without arguments. */
async function called(above: ClientHttp2Session, headers: IncomingHttpHeaders): Promise<Buffer> {
  const call = above.request(headers, { endStream: false });
  call.end(framed(Buffer.alloc(0)));
  const chunks: Buffer[] = [];
  for await (const chunk of call) chunks.push(chunk);
  return Buffer.concat(chunks).subarray(HEAD);
}

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
