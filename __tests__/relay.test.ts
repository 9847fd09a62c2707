import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type ClientHttp2Stream, connect, constants, createServer } from "node:http2";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { relay } from "./support/provider-relay";

const UNIMPLEMENTED = { ":status": 200, "content-type": "application/grpc", "grpc-status": "12" };

test("a provider's error reaches Terraform as it was sent: headers alone, and no body behind them", async () => {
  const folder = mkdtempSync(join(tmpdir(), "relay-"));
  const [from, to] = [join(folder, "from"), join(folder, "to")];
  const provider = createServer();
  provider.on("stream", (stream) => stream.respond(UNIMPLEMENTED, { endStream: true }));
  provider.listen(to);
  const close = await relay({ from, to, schema: "", folder });
  const terraform = connect("http://relay", { createConnection: () => createConnection(from) });
  const call = terraform.request({ ":method": "POST", ":path": "/Provider/GetIdentities" });
  expect(await answerTo(call)).toEqual(["12", true]);
  terraform.destroy();
  close();
  provider.close();
  rmSync(folder, { recursive: true });
});

async function answerTo(call: ClientHttp2Stream) {
  call.end();
  const [headers, flags] = await once(call, "response");
  return [headers["grpc-status"], (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0];
}
