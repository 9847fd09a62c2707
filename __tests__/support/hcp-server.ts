import { execFileSync } from "node:child_process";

/**
 * A real server that Terraform takes for HCP: HCP itself, Terraform Enterprise, or one compatible
 * with it. No package registry holds one, so that it must be named, and by variables of our own:
 * nobody's organization is touched because a TFE_TOKEN happens to be set.
 */
export interface HcpServer {
  readonly organization: string;
  /** Terraform's own settings: where the API is, and its token. */
  readonly settings: string;
  /** Calls the API by curl, which trusts what Terraform trusts (SSL_CERT_FILE). */
  api(method: string, path: string, body?: object): { readonly data: HcpObject };
}

interface HcpObject {
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export const HOW =
  "set HCP_TEST_ADDRESS, HCP_TEST_TOKEN and HCP_TEST_ORGANIZATION, and SSL_CERT_FILE if its CA is your own";

/** The server that the environment names, if it does. */
export function hcpServer(): HcpServer | undefined {
  const {
    HCP_TEST_ADDRESS: site,
    HCP_TEST_TOKEN: token,
    HCP_TEST_ORGANIZATION: organization,
    SSL_CERT_FILE: authority,
  } = process.env;
  const trusted = authority ? ["--cacert", authority] : [];
  if (!site || !token || !organization) return undefined;
  const api: HcpServer["api"] = (method, path, content = {}) => {
    const body = JSON.stringify(content);
    const secret = `header = "Authorization: Bearer ${token}"`; // not an argument, for all to see
    const type = "Content-Type: application/vnd.api+json";
    const args = ["-sSfX", method, "--http1.1", "-H", type, "-d", body, "-K", "-", ...trusted];
    const answer = execFileSync("curl", [...args, `${site}/api/v2/${path}`], {
      input: secret,
      encoding: "utf8",
    });
    return answer === "" ? {} : JSON.parse(answer);
  };
  const settings = `
    host "app.terraform.io" { services = { "tfe.v2" = "${site}/api/v2/" } }
    credentials "app.terraform.io" { token = "${token}" }`;
  return { organization, settings, api };
}
