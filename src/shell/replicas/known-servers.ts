import { inTime } from './in-time';
import type { Look, Replication, Server, Taken } from './server';

/** A server that did not answer is asked again after this long, in milliseconds. */
const RETRY = 10_000;
/** Within one line what a server has said of itself holds for so long, in milliseconds: a loop does not ask with each turn. */
const HOLDS = 1_000;
/** How many connections of a pool may be dead without its knowing. */
const MOST_TRIES = 3;

/** What is remembered of a server. */
export interface Known {
  /** When it did not answer, until when it is left alone. */
  deadUntil: number | undefined;
  /** What it was when it served anybody. */
  role: Look['role'];
  /** The last write, by its number, that it is known to show. */
  shows: number;
  /** What it has said of itself last, and when. */
  said: { readonly look: Look; readonly at: number } | undefined;
  toldLate: boolean;
  toldPromoted: boolean;
}

/** A connection, and what its server has just said of itself. */
export interface Looked<Connection> {
  readonly taken: Taken<Connection>;
  readonly look: Look;
}

/** The servers of a data source, and what is known of each. */
export class KnownServers<Connection> {
  readonly all: Replication<Connection>['servers'];
  readonly #replication: Replication<Connection>;
  readonly #now: () => number;
  readonly #known: ReadonlyMap<Server<Connection>, Known>;

  constructor(replication: Replication<Connection>, now: () => number) {
    this.all = replication.servers;
    this.#replication = replication;
    this.#now = now;
    const known = (at: number): Known => ({
      deadUntil: undefined,
      role: at === 0 ? 'primary' : 'standby',
      shows: 0,
      said: undefined,
      toldLate: false,
      toldPromoted: false,
    });
    this.#known = new Map(this.all.map((server, at) => [server, known(at)]));
  }

  of(server: Server<Connection>): Known {
    const known = this.#known.get(server);
    if (known === undefined) throw new Error('that server is none of these');
    return known;
  }

  /** `standby 127.0.0.1:5434`. */
  name(server: Server<Connection>): string {
    const { role } = this.of(server);
    return `${server === this.all[0] && role !== 'node' ? 'primary' : role} ${server.address}`;
  }

  /** Those that may be read from now. @param last the one that comes before all others. */
  toRead(last: Server<Connection> | undefined): readonly Server<Connection>[] {
    const now = this.#now();
    const [, ...standbys] = this.all;
    const there = standbys.filter((server) => (this.of(server).deadUntil ?? now) <= now);
    return last === undefined || !there.includes(last) ? there : [last, ...there.filter((each) => each !== last)];
  }

  /** What servers have said of themselves is not believed any more. */
  startLine(): void {
    for (const known of this.#known.values()) known.said = undefined;
  }

  /** The same as `look`, which believes what the server has said a moment ago: then the connection itself may be dead. */
  async take(server: Server<Connection>): Promise<Looked<Connection> | undefined> {
    const { said } = this.of(server);
    if (said === undefined || said.look.role === 'not ready' || this.#now() - said.at > HOLDS) return this.look(server);
    const taken = await inTime(server).catch(() => undefined);
    return taken && { taken, look: said.look };
  }

  /** Takes a connection to a server that answers on it. @returns `undefined` where it does not. */
  async look(server: Server<Connection>): Promise<Looked<Connection> | undefined> {
    // A pool may not know yet that the server has ended what lies in it.
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      let taken: Taken<Connection>;
      try {
        taken = await inTime(server);
      } catch {
        return undefined;
      }
      try {
        const look = await this.#replication.look(taken);
        const known = this.of(server);
        known.said = { look, at: this.#now() };
        if (look.role !== 'not ready') known.role = look.role;
        return { taken, look };
      } catch {
        taken.release(true);
      }
    }
    return undefined;
  }

  /** It did not answer: it is left alone for a while. @returns whether that is news. */
  lose(server: Server<Connection>): boolean {
    const known = this.of(server);
    const isNews = known.deadUntil === undefined;
    known.deadUntil = this.#now() + RETRY;
    return isNews;
  }

  /** All are asked again when they are needed. */
  forgetDead(): void {
    for (const known of this.#known.values()) known.deadUntil = undefined;
  }
}
