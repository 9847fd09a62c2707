import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import {
  type ClientHttp2Session,
  connect,
  constants,
  createServer,
  type ServerHttp2Stream,
} from "node:http2";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { relay } from "./support/provider-relay";

const GRPC = { ":status": 200, "content-type": "application/grpc" };
const UNIMPLEMENTED = { ...GRPC, "grpc-status": "12" };

test("a provider's error reaches Terraform as it was sent: headers alone, and no body behind them", async () => {
  await throughRelay(
    (stream) => stream.respond(UNIMPLEMENTED, { endStream: true }),
    async (terraform) => {
      for (const path of ["/Provider/GetIdentities", "/Provider/PrepareProviderConfig"])
        expect(await answerTo(terraform, path, "")).toEqual(["12", true, ""]);
    },
  );
});

const SETTLED = ["PrepareProviderConfig", "ValidateResourceTypeConfig", "UpgradeResourceState"];

test.each(SETTLED)(
  "a provider is asked the same %s once, and Terraform gets its answer each time",
  async (name) => {
    const asked: string[] = [];
    await throughRelay(
      async (stream) => {
        const body = Buffer.concat(await stream.toArray()).toString();
        asked.push(body);
        stream.respond(GRPC, { waitForTrailers: true });
        stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
        stream.end(`checked ${body}`);
      },
      async (terraform) => {
        const path = `/Provider/${name}`;
        for (const body of ["one", "another", "one"])
          expect(await answerTo(terraform, path, body)).toEqual(["0", false, `checked ${body}`]);
        expect(asked).toEqual(["one", "another"]);
        await answerTo(terraform, "/Provider/PlanResourceChange", "one");
        await answerTo(terraform, "/Provider/PlanResourceChange", "one");
        expect(asked).toEqual(["one", "another", "one", "one"]);
      },
    );
  },
);

test("a check that failed is asked again", async () => {
  let asked = 0;
  await throughRelay(
    (stream) => {
      asked += 1;
      stream.respond({ ...GRPC, "grpc-status": "14" }, { endStream: true });
    },
    async (terraform) => {
      for (const times of [1, 2]) {
        await answerTo(terraform, "/Provider/ValidateDataSourceConfig", "the same");
        expect(asked).toBe(times);
      }
    },
  );
});

/** Runs `ask` with what Terraform would have, and `answer` in the provider's place. */
async function throughRelay(
  answer: (stream: ServerHttp2Stream) => void,
  ask: (terraform: ClientHttp2Session) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "relay-"));
  const [from, to] = [join(folder, "from"), join(folder, "to")];
  const provider = createServer().on("stream", answer).listen(to);
  const close = await relay({ from, to, schema: "", folder });
  const terraform = connect("http://relay", { createConnection: () => createConnection(from) });
  await ask(terraform);
  terraform.destroy();
  close();
  provider.close();
  rmSync(folder, { recursive: true });
}

/** The status, whether it came in headers alone, and the body. */
async function answerTo(terraform: ClientHttp2Session, path: string, body: string) {
  const call = terraform.request({ ":method": "POST", ":path": path });
  let last: Record<string, unknown> = {};
  call.on("trailers", (trailers) => {
    last = trailers;
  });
  call.end(body);
  const [headers, flags] = await once(call, "response");
  const alone = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
  const said = Buffer.concat(await call.toArray()).toString();
  return [alone ? headers["grpc-status"] : last["grpc-status"], alone, said];
}
