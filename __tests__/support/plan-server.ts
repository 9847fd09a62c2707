import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a run's plan answers, and what it was asked. */
export interface PlanServer {
  readonly site: string;
  /** States of the plan, one a question; the last one stays. */
  states: string[];
  /** How often the JSON isn't there yet though the plan is finished. */
  late: number;
  /** Whether the token may read the JSON. */
  admin: boolean;
  /** `GET /api/v2/runs/run-1` with the token it came with. */
  readonly asked: string[];
  readonly close: () => void;
}

/**
 * A server that answers as HCP's documents say of runs and their plans: 404 also to who lacks the right,
 * 204 as long as there is no JSON, and then 307 to another host that stores it.
 * @param plan the text that host has
 */
export async function planServer(plan: string): Promise<PlanServer> {
  const asked: string[] = [];
  const store = await listening((_, response) => response.end(plan), asked);
  const api = await listening((url, response) => {
    if (url === "/api/v2/runs/run-1") return data(response, { relationships: PLAN });
    if (url === "/api/v2/plans/plan-1") {
      const [status = "finished"] = server.states;
      if (server.states.length > 1) server.states.shift();
      return data(response, { attributes: { status } });
    }
    if (url === "/api/v2/plans/plan-1/json-output" && server.admin) {
      if (server.late-- > 0) return response.writeHead(204).end();
      return response.writeHead(307, { location: `${addressOf(store)}/object` }).end();
    }
    return response.writeHead(404).end('{"errors":[{"status":"404","title":"not found"}]}');
  }, asked);
  const server: PlanServer = {
    site: addressOf(api),
    states: ["finished"],
    late: 0,
    admin: true,
    asked,
    close: () => [api, store].map((each) => each.close()),
  };
  return server;
}

// --- internal ---

const PLAN = { plan: { data: { id: "plan-1", type: "plans" } } };

function data(response: ServerResponse, found: object): void {
  response.setHeader("Content-Type", "application/vnd.api+json");
  response.end(JSON.stringify({ data: found }));
}

async function listening(
  answer: (url: string, response: ServerResponse) => void,
  asked: string[],
): Promise<Server> {
  const server = createServer(({ url = "", headers }, response) => {
    asked.push(`${url} ${headers.authorization ?? "without a token"}`);
    answer(url, response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return server;
}

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
