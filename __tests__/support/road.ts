import { connect, createServer, type Server, type Socket } from "node:net";

/** An endpoint that leads to another one, which may be a different one from each turn on. */
export class Road {
  private constructor(
    private readonly server: Server,
    private readonly turnFrom: () => void,
  ) {}

  /** @param to says where to; undefined if nowhere */
  static async open(to: () => string | undefined): Promise<Road> {
    const open = new Map<Socket, string>();
    const server = createServer((from) => {
      const endpoint = to();
      if (endpoint === undefined) return from.destroy();
      open.set(from, endpoint);
      from.once("close", () => open.delete(from));
      const { hostname, port } = new URL(endpoint);
      const on = connect(Number(port), hostname);
      for (const each of [from, on]) {
        each.on("error", () => undefined);
        each.once("close", () => {
          from.destroy();
          on.destroy();
        });
      }
      from.pipe(on).pipe(from);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    server.unref();
    return new Road(server, () => {
      for (const [from, endpoint] of open) if (endpoint !== to()) from.destroy();
    });
  }

  /** Ends the connections that lead elsewhere by now: clients keep them open for their next call. */
  turn(): void {
    this.turnFrom();
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  close(): void {
    this.server.close();
  }
}
