/** HCP Terraform's API, for the scripts that hold its token: no npm package runs where they do. */

/**
 * The API of a host.
 * @param hostname such as app.terraform.io
 * @param absent what to do where something isn't found
 * @throws {Error} without a token: TFE_TOKEN, or else Terraform's own variable for the host
 */
export function apiOf(hostname, absent) {
  const { TFE_ADDRESS, TFE_TOKEN } = process.env;
  // Terraform writes a host's dots as `_` and its dashes as `__`.
  const own = `TF_TOKEN_${hostname.replaceAll("-", "__").replaceAll(".", "_")}`;
  const token = TFE_TOKEN || process.env[own];
  if (!token) throw new Error("TFE_TOKEN: must be set; make a team token in HCP Terraform");
  const site = TFE_ADDRESS ?? `https://${hostname}`;
  return { site, ...callsTo(`${site}/api/v2/`, token, absent) };
}

/** The environment of a program that has no business with the API. */
export function withoutTokens(env) {
  const isToken = (name) => name === "TFE_TOKEN" || name.startsWith("TF_TOKEN_");
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isToken(name)));
}

// --- internal ---

function callsTo(base, token, absent) {
  const headers = {
    Authorization: `Bearer ${token}`,
    "Content-Type": "application/vnd.api+json",
  };
  // A redirect to another host, such as the one that stores plans, goes without the token: fetch sees to it.
  const call = async (method, path, data) => {
    const body = data && JSON.stringify({ data });
    const answer = await fetch(base + path, { method, headers, body }).catch((error) => {
      throw new Error(`${base}: ${error.cause?.message ?? error.message}`);
    });
    if (answer.status === 404) throw new Error(`${path}: not found at ${base}; ${absent}`);
    if (answer.ok) return answer;
    throw new Error(`${method} ${path}: ${answer.status} ${(await answer.text()).trim()}`);
  };
  return {
    /** What is under `data` in the answer. */
    api: async (method, path, data) => (await (await call(method, path, data)).json()).data,
    /** A file; empty where there is none yet. */
    bytes: async (path) => Buffer.from(await (await call("GET", path)).arrayBuffer()),
  };
}
