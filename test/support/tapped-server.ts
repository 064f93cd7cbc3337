import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** Passes on what goes to a server, and keeps it; the server can be taken away. */
export class TappedServer {
  readonly #sockets = new Set<Socket>();
  readonly #server;
  #sent = '';
  #last: string | undefined;

  private constructor(target: URL) {
    this.#server = createServer((client) => {
      const server = connect(Number(target.port), target.hostname);
      client.on('data', (chunk) => {
        const text = chunk.toString('latin1');
        this.#sent += text;
        // The server has it, and its answer comes to nobody.
        if (this.#last !== undefined && text.includes(this.#last)) setImmediate(() => client.destroy());
      });
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

  /** From now on a connection is lost once this has been passed on. */
  cutAfter(text: string | undefined): void {
    this.#last = text;
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
