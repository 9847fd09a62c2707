import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { devNull } from "node:os";
import { command, runner } from "../support/command";
import { home, synthesized } from "./commands";

const NOBODY = {
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_MAX_ATTEMPTS: "1",
};
const SOMEBODY = { ...NOBODY, AWS_ACCESS_KEY_ID: "somebody", AWS_SECRET_ACCESS_KEY: "secret" };

beforeEach(() => synthesized("lab"));
const ops = (args: string[], env: Record<string, string>) =>
  command([runner, "ops/cli.ts", ...args], { CDKTF_OUTDIR: `${home}/out`, ...env }).ended;

test.each(["status", "images"])(
  "%s without credentials ends with one line that says what to do",
  async (name) => {
    expect(await ops([name, "lab"], NOBODY)).toEqual({
      code: 2,
      out: "",
      err: "AWS in us-east-1: must have credentials, got none; log in (aws sso login) and set AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY\n",
    });
  },
);

test("--verbose also prints the error that was underneath", async () => {
  const { code, err } = await ops(["images", "lab", "--verbose"], NOBODY);
  expect(code).toBe(2);
  expect(err).toMatch(/^AWS in us-east-1: must have credentials[^\n]*\nCredentialsProviderError: /);
});

describe("what AWS answers to the first question", () => {
  let server: Server;
  let answer: { code: string; message: string };
  beforeAll(async () => {
    server = createServer((_, response) => {
      const { code, message } = answer;
      response.writeHead(403, { "Content-Type": "text/xml" });
      response.end(
        `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => server.close());

  test.each([
    ["ExpiredToken", "The security token included in the request is expired", "got expired ones; "],
    ["InvalidClientTokenId", "The security token is invalid.", "that AWS knows, got others; "],
    ["Throttling", "Rate exceeded", "nothing is wrong, try again in a minute"],
  ])("%s is one line", async (code, message, says) => {
    answer = { code, message };
    const { port } = server.address() as AddressInfo;
    const ended = await ops(["status", "lab"], {
      ...SOMEBODY,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    });
    expect(ended).toMatchObject({ code: 2, out: "", err: expect.stringContaining(says) });
    expect(ended.err.trimEnd().split("\n")).toHaveLength(1);
  });
});
