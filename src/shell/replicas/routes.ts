import type { Replicas, Target } from './replicas';
import { KnownServers, type Looked } from './known-servers';
import type { Look, Replication, Server, Taken } from './server';
import { NOTICES, openingText, TOO_FAR, type ServerFacts } from './words';
import { Written } from './written';

/** A server that answers, and may not show yet what was written. */
interface Stale<Connection> {
  readonly server: Server<Connection>;
  readonly taken: Taken<Connection>;
}

/** Decides which of several servers is read from and which is written to, whenever a connection is asked for. */
export class Routes<Connection> implements Replicas {
  readonly #replication: Replication<Connection>;
  readonly #servers: KnownServers<Connection>;
  readonly #written: Written<Connection>;
  #target: Target = 'standby';
  #writer: Server<Connection>;
  #reader: Server<Connection> | undefined;
  /** Whether reads are answered by the primary because no standby was there. */
  #withoutStandby = false;
  #toldStale = false;
  #notices: string[] = [];

  /** @param leave has all as it was before there were routes. */
  constructor(
    replication: Replication<Connection>,
    readonly leave: () => void = () => {},
    now: () => number = Date.now,
  ) {
    this.#replication = replication;
    this.#servers = new KnownServers(replication, now);
    this.#written = new Written(replication);
    this.#writer = replication.servers[0];
  }

  get target(): Target {
    return this.#target;
  }

  use(target: Target): void {
    this.#target = target;
    this.#servers.forgetDead();
  }

  startLine(): void {
    this.#servers.startLine();
  }

  takeNotices(): readonly string[] {
    return this.#notices.splice(0);
  }

  /** A connection for who writes, or may. */
  async write(): Promise<Connection> {
    return this.#written.lend(await this.#takeWriter());
  }

  /** A connection to where writes go, for who does not write. */
  async connect(): Promise<Connection> {
    return (await this.#takeWriter()).connection;
  }

  /** A connection for who reads: one that shows all that was written through these routes. */
  async read(): Promise<Connection> {
    if (this.#target === 'primary') return this.connect();
    const dead: string[] = [];
    let stale: Stale<Connection> | undefined;
    for (const server of this.#servers.toRead(this.#reader)) {
      const known = this.#servers.of(server);
      const isShown = this.#written.isKnownToBeShownBy(known);
      const found = await (isShown ? this.#servers.take(server) : this.#servers.look(server));
      if (found === undefined) {
        if (this.#servers.lose(server)) dead.push(this.#servers.name(server));
        continue;
      }
      const { taken, look } = found;
      if (look.role === 'primary' || look.role === 'not ready') {
        this.#tellPromoted(server, look);
        taken.release();
      } else if (await this.#written.isShownBy(known, found, this.#writer)) {
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
    const head = await this.#written.positionOf(this.#writer);
    const all = await Promise.all(this.#servers.all.map((server) => this.#ask(server, head)));
    const [, ...standbys] = all;
    const usable = standbys.filter(({ look }) => look?.role === 'standby' || look?.role === 'node');
    const reader = (usable.find(({ server }) => server === this.#reader) ?? usable[0])?.server;
    // What is shown is what the next line does.
    this.#reader = reader ?? this.#reader;
    const readFrom = this.#target === 'primary' ? this.#writer : (reader ?? this.#writer);
    return all.map(({ server, look }) => ({
      name: this.#servers.name(server),
      role: look?.role,
      behind: look?.behind,
      isRead: server === readFrom,
      isWritten: server === this.#writer,
    }));
  }

  /** @param head how far the server that is written to has come. */
  async #ask(
    server: Server<Connection>,
    head: string | undefined,
  ): Promise<{ readonly server: Server<Connection>; readonly look: Look | undefined }> {
    const found = await this.#servers.look(server);
    if (found === undefined) {
      this.#servers.lose(server);
      return { server, look: undefined };
    }
    this.#servers.of(server).deadUntil = undefined;
    const isUpToDate = await this.#shows(found, head);
    found.taken.release();
    return { server, look: isUpToDate ? { ...found.look, behind: 0 } : found.look };
  }

  async #shows({ taken, look }: Looked<Connection>, head: string | undefined): Promise<boolean> {
    if (head === undefined || look.role !== 'standby') return false;
    return this.#replication.shows(taken, look, head).catch(() => false);
  }

  #readFrom(server: Server<Connection>, look: Look, dead: readonly string[]): void {
    const known = this.#servers.of(server);
    const name = this.#servers.name(server);
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
  async #readFromWriter(dead: readonly string[], stale: Stale<Connection> | undefined): Promise<Connection> {
    if (stale !== undefined && this.#writer.isFull()) return this.#readStale(stale);
    try {
      const taken = await this.#takeWriter();
      stale?.taken.release();
      this.#toldStale = false;
      if (dead.length > 0) this.#notices.push(NOTICES.dead(dead, this.#servers.name(this.#writer)));
      this.#withoutStandby ||= stale === undefined;
      return taken.connection;
    } catch (error) {
      if (stale === undefined) throw error;
      return this.#readStale(stale);
    }
  }

  #readStale({ server, taken }: Stale<Connection>): Connection {
    if (!this.#toldStale) this.#notices.push(NOTICES.stale(server.address));
    this.#toldStale = true;
    this.#reader = server;
    return taken.connection;
  }

  /**
   * Of one that takes writes: of the one that took them last, and where it is gone of another one that says that it does.
   * @throws what connecting to the first one throws.
   */
  async #takeWriter(): Promise<Taken<Connection>> {
    const last = this.#writer;
    if (!this.#replication.looksBeforeWrites) {
      try {
        return await last.take();
      } catch (error) {
        const other = await this.#takeOtherWriter(last);
        if (other === undefined) throw error;
        return other;
      }
    }
    const found = await this.#servers.take(last);
    if (found !== undefined && found.look.role !== 'not ready') return found.taken;
    const other = await this.#takeOtherWriter(last);
    // It says itself what is the matter.
    if (other === undefined) return found?.taken ?? last.take();
    found?.taken.release();
    return other;
  }

  async #takeOtherWriter(last: Server<Connection>): Promise<Taken<Connection> | undefined> {
    for (const server of this.#servers.all.filter((each) => each !== last)) {
      const found = await this.#servers.look(server);
      if (found === undefined) continue;
      if (found.look.role === 'primary' || found.look.role === 'node') {
        this.#notices.push(NOTICES.movedWrites(this.#servers.name(last), this.#servers.name(server)));
        this.#writer = server;
        return found.taken;
      }
      found.taken.release();
    }
    return undefined;
  }

  #tellPromoted(server: Server<Connection>, { role }: Look): void {
    const known = this.#servers.of(server);
    if (role !== 'primary' || known.toldPromoted || server === this.#writer) return;
    known.toldPromoted = true;
    this.#notices.push(NOTICES.promoted(server.address));
  }
}
