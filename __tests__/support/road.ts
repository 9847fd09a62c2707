import { connect, createServer, type Server } from "node:net";

/** An endpoint that leads to another one, which may be a different one for each connection. */
export class Road {
  private constructor(private readonly server: Server) {}

  /** @param to says where to; undefined if nowhere */
  static async open(to: () => string | undefined): Promise<Road> {
    const server = createServer((from) => {
      const endpoint = to();
      if (endpoint === undefined) return from.destroy();
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
    return new Road(server);
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  close(): void {
    this.server.close();
  }
}
