import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * As much of HCP's API as Terraform calls to read the state of a workspace, since no package registry
 * holds a server of it. It answers nothing else: who asks for a run, a lock or a plan gets a 404.
 */
export interface HcpStandIn {
  /** Terraform's own settings: where the API is, and its token. */
  readonly settings: string;
  /** What was asked, without what is asked of every server. */
  readonly asked: string[];
  /** The state of the workspace; undefined before the first apply. */
  state?: string;
  stop(): void;
}

export const HCP = { hostname: "hcp.invalid", organization: "acme" };

/** Starts it, with one workspace. It is read under hcp.invalid, which names no host of anybody's. */
export async function hcpStandIn(workspace: string): Promise<HcpStandIn> {
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2/`;
  const standIn: HcpStandIn = {
    settings: `host "${HCP.hostname}" { services = { "tfe.v2" = "${site}" } }
      credentials "${HCP.hostname}" { token = "a-token" }`,
    asked: [],
    stop: () => server.close(),
  };

  function answer({ method, url = "" }: IncomingMessage, response: ServerResponse): void {
    const path = url.replace("/api/v2/", "").split("?")[0] ?? "";
    response.setHeader("TFP-API-Version", "2.5");
    if (path === "ping") return void response.writeHead(204).end();
    standIn.asked.push(`${method} ${path}`);
    if (path === "the-state") return void response.end(standIn.state);
    const data = { ...WORKSPACES(workspace), ...versionsOf(standIn, site) }[path];
    response.setHeader("Content-Type", "application/vnd.api+json");
    if (method !== "GET" || data === undefined) {
      return void response.writeHead(404).end('{"errors":[{"status":"404"}]}');
    }
    response.end(JSON.stringify({ data }));
  }
  return standIn;
}

// --- internal ---

const WORKSPACES = (name: string): Record<string, object> => ({
  [`organizations/${HCP.organization}/entitlement-set`]: {
    id: HCP.organization,
    type: "entitlement-sets",
    attributes: { operations: true, "state-storage": true },
  },
  [`organizations/${HCP.organization}/workspaces/${name}`]: {
    id: "ws-1",
    type: "workspaces",
    attributes: {
      name,
      operations: true,
      "execution-mode": "remote",
      "terraform-version": "1.11.4",
      "vcs-repo": { identifier: "acme/web" },
      permissions: { "can-read-state-versions": true, "can-queue-run": false },
    },
  },
});

function versionsOf({ state }: HcpStandIn, site: string): Record<string, object> {
  if (state === undefined) return {};
  const { serial } = JSON.parse(state);
  const attributes = {
    serial,
    status: "finalized",
    "hosted-state-download-url": `${site}the-state`,
  };
  const version = { id: "sv-1", type: "state-versions", attributes };
  return { "workspaces/ws-1/current-state-version": version };
}
