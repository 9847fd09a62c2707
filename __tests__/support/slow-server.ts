import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Slow {
  readonly url: string;
  /** Method, path and form of each request, in the order in which they came. */
  readonly asked: readonly string[];
  close(): void;
}

/** A server on this machine that answers in a way a test knows. */
export async function slowServer(
  answer: (request: IncomingMessage, end: (status?: number) => void) => void,
  { closes = false } = {},
): Promise<Slow> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    let form = "";
    request.setEncoding("utf8").on("data", (text: string) => (form += text));
    request.on("end", () => {
      asked.push(`${request.method} ${request.url} ${form}`.trim());
      if (closes) response.setHeader("connection", "close");
      answer(request, (status = 200) => response.writeHead(status).end("an answer"));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close };
}
