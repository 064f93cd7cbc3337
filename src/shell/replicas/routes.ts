import type { Replicas, Target } from './replicas';
import type { Look, Replication, Server, Taken } from './server';
import { NOTICES, openingText, TOO_FAR, type ServerFacts } from './words';

/** A server that did not answer is asked again after this long, in milliseconds. */
const RETRY = 10_000;
/** How long one may take to answer until reads go elsewhere, in milliseconds. */
const PATIENCE = 5_000;

interface Known {
  /** When it did not answer, until when it is left alone. */
  deadUntil: number | undefined;
  /** What it was when it served anybody. */
  role: Look['role'];
  /** The last write, by its number, that it is known to show. */
  shows: number;
  toldLate: boolean;
  toldPromoted: boolean;
}

/** Decides which of several servers is read from and which is written to, whenever a connection is asked for. */
export class Routes<Connection> implements Replicas {
  readonly #replication: Replication<Connection>;
  readonly #now: () => number;
  readonly #known = new Map<Server<Connection>, Known>();
  #target: Target = 'standby';
  #writer: Server<Connection>;
  #reader: Server<Connection> | undefined;
  /** Whether reads are answered by the primary because no standby was there. */
  #withoutStandby = false;
  /** Connections that may write and have not been given back. */
  #out = 0;
  /** How often one that may have written was given back, and how often that was asked for. */
  #writes = 0;
  #askedAt = 0;
  /** How far the server that is written to had come after those. */
  #position: string | undefined;
  #toldStale = false;
  #notices: string[] = [];

  /** @param leave has all as it was before there were routes. */
  constructor(
    replication: Replication<Connection>,
    readonly leave: () => void = () => {},
    now: () => number = Date.now,
  ) {
    this.#replication = replication;
    this.#now = now;
    this.#writer = replication.servers[0];
    replication.servers.forEach((server, at) =>
      this.#known.set(server, {
        deadUntil: undefined,
        role: at === 0 ? 'primary' : 'standby',
        shows: 0,
        toldLate: false,
        toldPromoted: false,
      }),
    );
  }

  get target(): Target {
    return this.#target;
  }

  use(target: Target): void {
    this.#target = target;
    for (const known of this.#known.values()) known.deadUntil = undefined;
  }

  takeNotices(): readonly string[] {
    return this.#notices.splice(0);
  }

  /** A connection for who writes, or may. */
  async write(): Promise<Connection> {
    const taken = await this.#takeWriter();
    this.#out++;
    return taken.onRelease(() => {
      this.#out--;
      this.#writes++;
    });
  }

  /** A connection to where writes go, for who does not write. */
  async connect(): Promise<Connection> {
    return (await this.#takeWriter()).connection;
  }

  /** A connection for who reads: one that shows all that was written through these routes. */
  async read(): Promise<Connection> {
    if (this.#target === 'primary') return this.connect();
    const dead: string[] = [];
    let stale: { readonly server: Server<Connection>; readonly taken: Taken<Connection> } | undefined;
    for (const server of this.#candidates()) {
      const found = await this.#takeLooked(server);
      if (found === undefined) {
        if (this.#lose(server)) dead.push(this.#name(server));
        continue;
      }
      const { taken, look } = found;
      if (look.role === 'primary' || look.role === 'not ready') {
        this.#tellPromoted(server, look);
        taken.release();
      } else if (await this.#showsWrites(server, taken, look)) {
        stale?.taken.release();
        this.#readFrom(server, look, dead);
        return taken.connection;
      } else if (stale === undefined) stale = { server, taken };
      else taken.release();
    }
    return this.#readFromWriter(dead, stale);
  }

  async opening(inSandbox: boolean): Promise<readonly string[]> {
    const facts = await this.facts();
    const reads = facts.find(({ isRead }) => isRead);
    const dead = facts.filter(({ role, isWritten }) => role === undefined && !isWritten);
    // What connecting has met with is in the facts.
    this.takeNotices();
    return [
      ...(reads === undefined || inSandbox ? [] : [openingText(reads)]),
      ...(dead.length === 0 ? [] : [NOTICES.away(dead.map(({ name }) => name))]),
    ];
  }

  async facts(): Promise<readonly ServerFacts[]> {
    const { servers } = this.#replication;
    const head = await this.#head();
    const asked = servers.map(async (server) => {
      const found = await this.#takeLooked(server);
      if (found === undefined) {
        this.#lose(server);
        return { server, look: undefined };
      }
      this.#of(server).deadUntil = undefined;
      const { taken, look } = found;
      const shows =
        head !== undefined && look.role === 'standby'
          ? await this.#replication.shows(taken, look, head).catch(() => false)
          : undefined;
      taken.release();
      return { server, look: shows === true ? { ...look, behind: 0 } : look };
    });
    const all = await Promise.all(asked);
    const isStandby = (role: Look['role'] | undefined): boolean => role === 'standby' || role === 'node';
    const usable = (each: (typeof all)[number]): boolean => each.server !== servers[0] && isStandby(each.look?.role);
    const reader =
      this.#target === 'primary'
        ? this.#writer
        : (all.find((each) => each.server === this.#reader && usable(each)) ?? all.find(usable))?.server;
    // What is shown is what the next line does.
    if (this.#target === 'standby' && reader !== undefined) this.#reader = reader;
    return all.map(({ server, look }) => ({
      name: this.#name(server),
      role: look?.role,
      behind: look?.behind,
      isRead: server === (reader ?? this.#writer),
      isWritten: server === this.#writer,
    }));
  }

  /** Those that are read from, the one that was read from last before all others. */
  #candidates(): readonly Server<Connection>[] {
    const now = this.#now();
    const [, ...standbys] = this.#replication.servers;
    const there = standbys.filter((server) => {
      const until = this.#of(server).deadUntil;
      return until === undefined || until <= now;
    });
    const last = this.#reader;
    return last === undefined || !there.includes(last) ? there : [last, ...there.filter((each) => each !== last)];
  }

  /** @returns `undefined` when it does not answer. */
  async #takeLooked(
    server: Server<Connection>,
  ): Promise<{ readonly taken: Taken<Connection>; readonly look: Look } | undefined> {
    // A pool may not know yet that the server has ended what lies in it.
    for (let tries = 0; tries < 3; tries++) {
      let taken: Taken<Connection>;
      try {
        taken = await inTime(server);
      } catch {
        return undefined;
      }
      try {
        const look = await this.#replication.look(taken);
        if (look.role !== 'not ready') this.#of(server).role = look.role;
        return { taken, look };
      } catch {
        taken.release(true);
      }
    }
    return undefined;
  }

  /** @returns whether that is news. */
  #lose(server: Server<Connection>): boolean {
    const known = this.#of(server);
    const isNews = known.deadUntil === undefined;
    known.deadUntil = this.#now() + RETRY;
    return isNews;
  }

  async #showsWrites(server: Server<Connection>, taken: Taken<Connection>, look: Look): Promise<boolean> {
    const known = this.#of(server);
    const writes = this.#writes;
    if (this.#out === 0 && known.shows === writes) return true;
    // While a connection is out that may write, what it has written by now is all that can be asked for.
    if (this.#out > 0 || this.#askedAt < writes) {
      const position = await this.#head();
      if (position === undefined) return false;
      this.#position = position;
      this.#askedAt = writes;
    }
    if (this.#position === undefined || !(await this.#replication.shows(taken, look, this.#position))) return false;
    known.shows = writes;
    return true;
  }

  /** How far the one that is written to has come; `undefined` where it does not say, or has no connection left to ask it on. */
  async #head(): Promise<string | undefined> {
    if (this.#writer.isFull()) return undefined;
    try {
      const taken = await inTime(this.#writer);
      try {
        const position = await this.#replication.position(taken);
        taken.release();
        return position;
      } catch {
        taken.release(true);
        return undefined;
      }
    } catch {
      return undefined;
    }
  }

  #readFrom(server: Server<Connection>, look: Look, dead: readonly string[]): void {
    const known = this.#of(server);
    const name = this.#name(server);
    known.deadUntil = undefined;
    if (dead.length > 0) this.#notices.push(NOTICES.dead(dead, name));
    else if (this.#withoutStandby) this.#notices.push(NOTICES.back(name));
    this.#withoutStandby = false;
    this.#reader = server;
    const isLate = look.behind !== undefined && look.behind >= TOO_FAR;
    if (isLate && !known.toldLate) this.#notices.push(NOTICES.late(server.address, look.behind ?? 0));
    known.toldLate = isLate;
  }

  /** No standby answers, or none shows yet what was written. */
  async #readFromWriter(
    dead: readonly string[],
    stale: { readonly server: Server<Connection>; readonly taken: Taken<Connection> } | undefined,
  ): Promise<Connection> {
    if (stale !== undefined && this.#writer.isFull()) return this.#readStale(stale);
    try {
      const taken = await this.#takeWriter();
      stale?.taken.release();
      this.#toldStale = false;
      if (dead.length > 0) this.#notices.push(NOTICES.dead(dead, this.#name(this.#writer)));
      this.#withoutStandby ||= stale === undefined;
      return taken.connection;
    } catch (error) {
      if (stale === undefined) throw error;
      return this.#readStale(stale);
    }
  }

  #readStale({
    server,
    taken,
  }: {
    readonly server: Server<Connection>;
    readonly taken: Taken<Connection>;
  }): Connection {
    if (!this.#toldStale) this.#notices.push(NOTICES.stale(server.address));
    this.#toldStale = true;
    this.#reader = server;
    return taken.connection;
  }

  /** One that takes writes: the one that took them last, and where it is gone another one that says that it does. @throws what connecting to it throws. */
  async #takeWriter(): Promise<Taken<Connection>> {
    const last = this.#writer;
    let failure: unknown;
    if (this.#replication.looksBeforeWrites) {
      const found = await this.#takeLooked(last);
      if (found !== undefined && found.look.role !== 'not ready') return found.taken;
      const other = await this.#takeOtherWriter(last);
      if (found === undefined) {
        if (other !== undefined) return other;
        return last.take();
      }
      if (other === undefined) return found.taken;
      found.taken.release();
      return other;
    }
    try {
      return await last.take();
    } catch (error) {
      failure = error;
    }
    const other = await this.#takeOtherWriter(last);
    if (other === undefined) throw failure;
    return other;
  }

  async #takeOtherWriter(last: Server<Connection>): Promise<Taken<Connection> | undefined> {
    for (const server of this.#replication.servers.filter((each) => each !== last)) {
      const found = await this.#takeLooked(server);
      if (found === undefined) continue;
      if (found.look.role === 'primary' || found.look.role === 'node') {
        this.#notices.push(NOTICES.movedWrites(this.#name(last), this.#name(server)));
        this.#writer = server;
        return found.taken;
      }
      found.taken.release();
    }
    return undefined;
  }

  #tellPromoted(server: Server<Connection>, { role }: Look): void {
    const known = this.#of(server);
    if (role !== 'primary' || known.toldPromoted || server === this.#writer) return;
    known.toldPromoted = true;
    this.#notices.push(NOTICES.promoted(server.address));
  }

  #of(server: Server<Connection>): Known {
    const known = this.#known.get(server);
    if (known === undefined) throw new Error('that server is none of these');
    return known;
  }

  #name(server: Server<Connection>): string {
    const { role } = this.#of(server);
    const isFirst = server === this.#replication.servers[0];
    return `${isFirst && role !== 'node' ? 'primary' : role} ${server.address}`;
  }
}

/** Takes a connection, and gives up on a server that leaves one waiting although it has some left. */
async function inTime<Connection>(server: Server<Connection>): Promise<Taken<Connection>> {
  const taken = server.take();
  if (server.isFull()) return taken;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((done) => (timer = setTimeout(done, PATIENCE, undefined)));
  try {
    const first = await Promise.race([taken, tooLate]);
    if (first !== undefined) return first;
    taken.then(
      (late) => late.release(),
      () => {},
    );
    throw new Error(`${server.address} did not answer in time`);
  } finally {
    clearTimeout(timer);
  }
}
