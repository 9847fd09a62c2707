import { createServer, type Server } from "node:http";

const TOKEN = "a-token";
const ANSWERS: Record<string, string> = {
  "/latest/meta-data/instance-id": "i-0a1b2c3d4e5f67890",
  "/latest/meta-data/placement/availability-zone": "us-east-1a",
  "/latest/meta-data/instance-type": "t2.micro",
};

/** IMDSv2 as EC2 has it: no answer without a token, and none for a GET of one. */
export async function startMetadataService(): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const { method, url = "", headers } = request;
    if (method === "PUT" && url === "/latest/api/token") {
      return response.end(headers["x-aws-ec2-metadata-token-ttl-seconds"] ? TOKEN : "");
    }
    const known = headers["x-aws-ec2-metadata-token"] === TOKEN;
    response.statusCode = known ? (url in ANSWERS ? 200 : 404) : 401;
    response.end(known ? ANSWERS[url] : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}`, server };
}
