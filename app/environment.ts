import { readFileSync } from "node:fs";

type Variables = Readonly<Record<string, string | undefined>>;

/** What /etc/web.env says. */
export interface Environment {
  readonly port: number;
  readonly stage: string;
  readonly region: string;
  /** The Parameter Store path below which the database's parameters are, `/lab/database`. */
  readonly databaseParameters: string;
  readonly loadPage: boolean;
  /** `off` is for a database on this very machine, and refuses any other. */
  readonly databaseTls: "off" | { readonly ca?: string };
  readonly metadataUrl: string;
  /** How many times as long as in production the app waits for database and metadata: for busy machines. */
  readonly patienceFactor: number;
}

/** All faults at once, each with what was found and what to write. */
export function readEnvironment(variables: Variables): Environment {
  const faults: string[] = [];
  const take = <T>(name: string, fallback: string | undefined, parse: Parse<T>): T => {
    const text = variables[name] || fallback;
    const value = text === undefined ? undefined : parse.from(text);
    if (value === undefined) faults.push(`${name}: must be ${parse.what}, got ${quoted(text)}`);
    return value as T;
  };
  const environment: Environment = {
    port: take("PORT", undefined, wholeNumber(0, 65_535)),
    stage: take("STAGE", undefined, text(/^[\w-]+$/, "a name like lab")),
    region: take("AWS_REGION", undefined, text(/^[a-z\d-]+$/, "a region like us-east-1")),
    databaseParameters: take("DATABASE_PARAMETERS", undefined, text(/^(\/[\w.-]+)+$/, PATH)),
    loadPage: take("LOAD_PAGE", "off", text(/^(on|off)$/, "on or off")) === "on",
    databaseTls: take("DATABASE_TLS", "on", text(/^(on|off)$/, "on or off")) === "off" ? "off" : {},
    metadataUrl: take("METADATA_URL", METADATA_URL, text(/^http:\/\/\S+$/, "an http URL")),
    patienceFactor: take("PATIENCE_FACTOR", "1", wholeNumber(1, 100)),
  };
  if (faults.length > 0) throw new Error(faults.join("\n"));
  const ca = variables.DATABASE_CA;
  if (environment.databaseTls === "off" || !ca) return environment;
  return { ...environment, databaseTls: { ca: readFileSync(ca, "utf8") } };
}

// --- internal ---

const METADATA_URL = "http://169.254.169.254";
const PATH = "a path like /lab/database";

interface Parse<T> {
  readonly what: string;
  readonly from: (text: string) => T | undefined;
}

function text(pattern: RegExp, what: string): Parse<string> {
  return { what, from: (given) => (pattern.test(given) ? given : undefined) };
}

function wholeNumber(least: number, most: number): Parse<number> {
  return {
    what: `a whole number from ${least} to ${most}`,
    from: (given) => {
      const value = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
      return value >= least && value <= most ? value : undefined;
    },
  };
}

function quoted(given: string | undefined): string {
  return given === undefined ? "nothing" : `"${given}"`;
}
