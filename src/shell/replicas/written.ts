import { inTime } from './in-time';
import type { Known, Looked } from './known-servers';
import type { Replication, Server, Taken } from './server';

/** What this session may have written, as far as the connections tell that were lent to who may write. */
export class Written<Connection> {
  readonly #replication: Replication<Connection>;
  /** Connections that may write and have not been given back. */
  #out = 0;
  /** How often one that may have written was given back, and how often that was when the server was asked. */
  #writes = 0;
  #askedAt = 0;
  /** How far the server that is written to had come then. */
  #position: string | undefined;

  constructor(replication: Replication<Connection>) {
    this.#replication = replication;
  }

  /** Lends a connection to who may write. */
  lend(taken: Taken<Connection>): Connection {
    this.#out++;
    return taken.onRelease(() => {
      this.#out--;
      this.#writes++;
    });
  }

  /** Whether nothing has to be asked for to know that a server shows all of it. */
  isKnownToBeShownBy(known: Known): boolean {
    return this.#out === 0 && known.shows === this.#writes;
  }

  /**
   * Whether a server shows all of it.
   * @param writer the one that is written to.
   */
  async isShownBy(known: Known, { taken, look }: Looked<Connection>, writer: Server<Connection>): Promise<boolean> {
    const writes = this.#writes;
    if (this.isKnownToBeShownBy(known)) return true;
    // While a connection is out that may write, what it has written by now is all that can be asked for.
    if (this.#out > 0 || this.#askedAt < writes) {
      const position = await this.positionOf(writer);
      if (position === undefined) return false;
      this.#position = position;
      this.#askedAt = writes;
    }
    if (this.#position === undefined || !(await this.#replication.shows(taken, look, this.#position))) return false;
    known.shows = writes;
    return true;
  }

  /** How far the one that is written to has come; `undefined` where it does not say, or has no connection left to ask it on. */
  async positionOf(writer: Server<Connection>): Promise<string | undefined> {
    if (writer.isFull()) return undefined;
    const taken = await inTime(writer).catch(() => undefined);
    if (taken === undefined) return undefined;
    try {
      const position = await this.#replication.position(taken);
      taken.release();
      return position;
    } catch {
      taken.release(true);
      return undefined;
    }
  }
}
