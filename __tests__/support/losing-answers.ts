import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import type { Emulator } from "../../emulator/emulator";

/**
 * A network on the way to an emulator that loses one answer: the server did what it was asked, and
 * whoever asked sees a closed connection. Only the first answer that `loses` picks is lost.
 */
export async function losingAnswers(
  emulator: Pick<Emulator, "endpoint">,
  loses: (method: string, path: string) => boolean,
) {
  let lost = 0;
  const server = createServer((from, to) => {
    const { method = "", url = "", headers } = from;
    const passed = request(emulator.endpoint + url, { method, headers }, (answer) => {
      if (lost === 0 && loses(method, pathOf(from))) {
        lost += 1;
        answer.resume().once("end", () => to.destroy());
        return;
      }
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    passed.on("error", () => to.destroy());
    from.pipe(passed);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, lost: () => lost, close };
}

// --- internal ---

function pathOf({ url = "" }: IncomingMessage): string {
  return url.split("?")[0] ?? "";
}
