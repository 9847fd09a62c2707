import { randomUUID } from "node:crypto";
import type { Login } from "../../database/engine";
import type { Address } from "../../database/settings";
import { type SharedEmulator, shared } from "./shared";

type Place = Omit<Address, "secret">;

/** What Terraform leaves in AWS about a database, in an emulator: seven parameters and a secret. */
export class AwsDatabase {
  private constructor(
    private readonly emulator: SharedEmulator,
    /** No other test file's, though the emulator may be shared by all. */
    private readonly path: string,
    public secret: string,
  ) {}

  static async of(address: Place, login: Login, emulator?: SharedEmulator): Promise<AwsDatabase> {
    const { endpoint, env } = emulator ?? (await shared("emulator"));
    const database = new AwsDatabase({ endpoint, env }, `/test-${randomUUID()}/database`, "");
    await database.become(address, login);
    return database;
  }

  /** What an apply leaves there that replaces the cluster: other parameters, and a secret of another name. */
  async become(address: Place, login: Login): Promise<void> {
    const { secret } = this;
    await this.switchTo(address, login);
    if (secret) await call(this.emulator.endpoint, "DeleteSecret", { SecretId: secret });
  }

  /** What an apply leaves there that names another cluster, while the one before and its secret stay. */
  async switchTo(address: Place, login: Login): Promise<void> {
    const { endpoint } = this.emulator;
    const SecretString = JSON.stringify(login);
    const created = await call(endpoint, "CreateSecret", { Name: randomUUID(), SecretString });
    this.secret = created.ARN as string;
    const parameters = {
      engine: address.engine,
      endpoint: address.endpoint,
      "reader-endpoint": address.readerEndpoint,
      port: String(address.port),
      name: address.name,
      clients: String(address.clients),
      "secret-arn": this.secret,
    };
    for (const [key, Value] of Object.entries(parameters)) {
      const parameter = { Name: `${this.path}/${key}`, Value, Type: "String", Overwrite: true };
      await call(endpoint, "PutParameter", parameter);
    }
  }

  get env(): Record<string, string> {
    return { ...this.emulator.env, DATABASE_PARAMETERS: this.path };
  }

  async put(login: Login): Promise<void> {
    const SecretString = JSON.stringify(login);
    await call(this.emulator.endpoint, "PutSecretValue", { SecretId: this.secret, SecretString });
  }
}

// --- internal ---

const TARGETS = {
  CreateSecret: ["secretsmanager", "secretsmanager.CreateSecret"],
  PutSecretValue: ["secretsmanager", "secretsmanager.PutSecretValue"],
  DeleteSecret: ["secretsmanager", "secretsmanager.DeleteSecret"],
  PutParameter: ["ssm", "AmazonSSM.PutParameter"],
} as const;

/** A call as an SDK makes it; loading the SDK into each test file takes longer than all of its calls. */
async function call(
  endpoint: string,
  action: keyof typeof TARGETS,
  parameters: object,
): Promise<Record<string, unknown>> {
  const [service, target] = TARGETS[action];
  const scope = `emulator/20260101/us-east-1/${service}/aws4_request`;
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": target,
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
  };
  const body = JSON.stringify(parameters);
  const answer = await fetch(endpoint, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`${action}: ${answer.status} ${await answer.text()}`);
  return answer.json() as Promise<Record<string, unknown>>;
}
