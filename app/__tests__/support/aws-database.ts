import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { type Emulator, startEmulator } from "../../../emulator/emulator";
import type { Login } from "../../database/engine";
import type { Address } from "../../database/settings";

type Place = Omit<Address, "secret">;

const PATH = "/test/database";

/** What Terraform leaves in AWS about a database, in an emulator: seven parameters and a secret. */
export class AwsDatabase {
  private constructor(
    private readonly emulator: Emulator,
    private readonly secrets: SecretsManagerClient,
    readonly secret: string,
  ) {}

  static async of(address: Place, login: Login): Promise<AwsDatabase> {
    const emulator = await startEmulator();
    const credentials = { accessKeyId: "emulator", secretAccessKey: "emulator" };
    const client = { endpoint: emulator.endpoint, region: "us-east-1", credentials };
    const secrets = new SecretsManagerClient(client);
    const SecretString = JSON.stringify(login);
    const { ARN = "" } = await secrets.send(
      new CreateSecretCommand({ Name: "login", SecretString }),
    );
    const parameters = {
      engine: address.engine,
      endpoint: address.endpoint,
      "reader-endpoint": address.readerEndpoint,
      port: String(address.port),
      name: address.name,
      clients: String(address.clients),
      "secret-arn": ARN,
    };
    const ssm = new SSMClient(client);
    for (const [name, Value] of Object.entries(parameters)) {
      const parameter = { Name: `${PATH}/${name}`, Value, Type: "String" } as const;
      await ssm.send(new PutParameterCommand(parameter));
    }
    return new AwsDatabase(emulator, secrets, ARN);
  }

  get env(): Record<string, string> {
    return { ...this.emulator.env, DATABASE_PARAMETERS: PATH };
  }

  /** The file that lists the calls made. */
  get log(): string {
    return this.emulator.log;
  }

  async put(login: Login): Promise<void> {
    const SecretString = JSON.stringify(login);
    await this.secrets.send(new PutSecretValueCommand({ SecretId: this.secret, SecretString }));
  }

  stop(): Promise<void> {
    return this.emulator.stop();
  }
}
