import { connect, createServer, type Server, type Socket } from "node:net";

/** Stands for an endpoint's name: what it means can change, and whoever holds a connection keeps it. */
export class TcpProxy {
  /** A host that vanished: nothing comes back, and nobody says so. */
  swallows = false;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    /** The port behind it; undefined: nobody. */
    public target: number | undefined,
  ) {}

  /** Two on one port: at 127.0.0.1 to the first target, at 127.0.0.2 to the second. */
  static async pair(first: number, second: number): Promise<[TcpProxy, TcpProxy]> {
    for (;;) {
      const one = await TcpProxy.to(first, "127.0.0.1", 0);
      const other = await TcpProxy.to(second, "127.0.0.2", one.port).catch(() => undefined);
      if (other !== undefined) return [one, other];
      one.close(); // another program has that port at 127.0.0.2
    }
  }

  private static async to(target: number, host: string, port: number): Promise<TcpProxy> {
    const server = createServer();
    const proxy = new TcpProxy(server, target);
    server.on("connection", (socket) => proxy.join(socket));
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, resolve);
    });
    return proxy;
  }

  get port(): number {
    return (this.server.address() as { port: number }).port;
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private join(near: Socket): void {
    if (this.target === undefined) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(this.target, "127.0.0.1");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.on("data", (data) => {
        if (!this.swallows) other.write(data);
      });
      one.on("error", () => undefined);
      one.on("close", () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
  }
}
