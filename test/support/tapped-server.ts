import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** Passes on what goes to a server, and keeps it; the server can be taken away. */
export class TappedServer {
  readonly #sockets = new Set<Socket>();
  readonly #server;
  #sent = '';

  private constructor(target: URL) {
    this.#server = createServer((client) => {
      const server = connect(Number(target.port), target.hostname);
      client.on('data', (chunk) => (this.#sent += chunk.toString('latin1')));
      for (const [from, to] of [
        [client, server],
        [server, client],
      ] as const) {
        this.#sockets.add(from);
        from.pipe(to);
        from.on('error', () => to.destroy());
      }
    });
  }

  /** @param url of a server, with its port. */
  static async before(url: URL): Promise<TappedServer> {
    const tapped = new TappedServer(url);
    await new Promise<void>((done) => tapped.#server.listen(0, '127.0.0.1', done));
    return tapped;
  }

  /** All that was sent to the server. */
  get sent(): string {
    return this.#sent;
  }

  /** The same URL by way of here. */
  through(url: string): string {
    const own = new URL(url);
    own.hostname = '127.0.0.1';
    own.port = String((this.#server.address() as AddressInfo).port);
    return own.href;
  }

  /** The server goes, with all its connections. */
  stop(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}
