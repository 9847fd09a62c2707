import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { Login } from "./database/engine";
import type { Address, DatabaseSettings, EngineName } from "./database/settings";

const NAMES = [
  "engine",
  "endpoint",
  "reader-endpoint",
  "port",
  "name",
  "clients",
  "secret-arn",
] as const;
/** Without the last, the SDK only warns of a service that never answers, and waits on. */
const requestHandler = {
  connectionTimeout: 2_000,
  requestTimeout: 2_000,
  throwOnRequestTimeout: true,
};
const CLIENT = { requestHandler, maxAttempts: 2 };

/** Address from the Parameter Store, login from the secret that the address names. */
export class AwsSettings implements DatabaseSettings {
  private readonly parameters: SSMClient;
  private readonly secrets: SecretsManagerClient;

  constructor(
    region: string,
    private readonly path: string,
  ) {
    this.parameters = new SSMClient({ region, ...CLIENT });
    this.secrets = new SecretsManagerClient({ region, ...CLIENT });
  }

  /** By names and not by path: the role may read these and no other. */
  async address(): Promise<Address> {
    const Names = NAMES.map((name) => `${this.path}/${name}`);
    const { Parameters = [] } = await this.parameters.send(new GetParametersCommand({ Names }));
    const values = new Map(Parameters.map(({ Name, Value }) => [Name, Value]));
    const value = (name: (typeof NAMES)[number]): string => {
      const found = values.get(`${this.path}/${name}`);
      if (!found) throw new Error(`${this.path}/${name}: is not in the Parameter Store`);
      return found;
    };
    return {
      secret: value("secret-arn"),
      engine: engineName(value("engine")),
      endpoint: value("endpoint"),
      readerEndpoint: value("reader-endpoint"),
      port: Number(value("port")),
      name: value("name"),
      clients: Number(value("clients")),
    };
  }

  async login({ secret }: Address): Promise<Login> {
    const command = new GetSecretValueCommand({ SecretId: secret });
    const { SecretString = "{}" } = await this.secrets.send(command);
    const { username, password } = parsed(SecretString);
    if (typeof username !== "string" || typeof password !== "string") {
      throw new Error("the database's secret has no username or no password");
    }
    return { username, password };
  }
}

/** A parse error would quote the secret. */
function parsed(secret: string): { username?: unknown; password?: unknown } {
  try {
    return JSON.parse(secret) ?? {};
  } catch {
    return {};
  }
}

function engineName(value: string): EngineName {
  if (value === "aurora-mysql" || value === "aurora-postgresql") return value;
  throw new Error(`engine: must be aurora-mysql or aurora-postgresql, got "${value}"`);
}
