import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { emptyEmulator } from "../../__tests__/support/empty-emulator";
import type { Emulator } from "../../emulator/emulator";
import { AwsSettings } from "../aws-settings";
import { AwsDatabase } from "./support/aws-database";
import { onParts } from "./support/parts";

const ADDRESS = {
  engine: "aurora-postgresql",
  endpoint: "writer.example.org",
  readerEndpoint: "readers.example.org",
  port: 5432,
  name: "app",
  clients: 4,
} as const;

onParts("settings from AWS", ["emulator"], () => {
  let emulator: Emulator; // of this file alone: it looks at the calls made
  let database: AwsDatabase;
  let settings: AwsSettings;

  beforeAll(async () => {
    emulator = await emptyEmulator();
    database = await AwsDatabase.of(ADDRESS, { username: "app", password: "pass" }, emulator);
    Object.assign(process.env, database.env);
    settings = new AwsSettings("us-east-1", database.env.DATABASE_PARAMETERS as string);
  });

  afterAll(() => emulator?.stop());

  test("are what Terraform left there, read with no more rights than the role has", async () => {
    const callsBefore = calls().length;
    const address = await settings.address();
    expect(address).toEqual({ ...ADDRESS, secret: database.secret });
    expect(await settings.login(address)).toEqual({ username: "app", password: "pass" });
    const made = ["ssm GetParameters", "secretsmanager GetSecretValue"];
    expect(calls().slice(callsBefore)).toEqual(made);
  });

  test("hold all that the login needs: whoever has the address may ask for it", async () => {
    const never = new AwsSettings("us-east-1", "/never/asked");
    const login = await never.login({ ...ADDRESS, secret: database.secret });
    expect(login).toEqual({ username: "app", password: "pass" });
  });

  test("that are missing are named", async () => {
    const elsewhere = new AwsSettings("us-east-1", "/other/database");
    const fault = "/other/database/secret-arn: is not in the Parameter Store";
    await expect(elsewhere.address()).rejects.toThrow(fault);
  });

  test("that make no sense are not quoted: they may hold the password", async () => {
    await database.put("the-password" as never);
    const fault = "the database's secret has no username or no password";
    await expect(settings.login(await settings.address())).rejects.toThrow(fault);
  });

  test("from a service that never answers are an error, not a wait without end", async () => {
    const silent = createServer((socket) => socket.on("error", () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as { port: number };
    process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${port}`;
    const waiting = new AwsSettings("us-east-1", "/test/database");
    await expect(waiting.address()).rejects.toThrow();
    silent.close();
  });

  function calls(): string[] {
    const lines = readFileSync(emulator.log, "utf8").trim().split("\n");
    return lines.map((line) => line.replace(/^\S+ +\d+ ms \d+ /, ""));
  }
});
