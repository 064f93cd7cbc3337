import type { DataSource } from 'typeorm';
import { SessionLock } from '../safety/modes/session-lock';
import { addressOf } from './address';
import { replicationOf, type Look, type Replication, type ReplicatedDriver, type Server, type Taken } from './server';

interface Client {
  on(event: 'error', listener: () => void): unknown;
  off(event: 'error', listener: () => void): unknown;
  query(query: { readonly text: string; readonly queryMode: 'extended' }): Promise<{ readonly rows: Rows }>;
}

type Rows = readonly Readonly<Record<string, unknown>>[];
type Release = (error?: unknown) => void;
export type PgConnection = readonly [client: Client, release: Release];
type Connected = (error: unknown, client: Client, release: Release) => void;

interface Pool {
  readonly totalCount?: number;
  readonly idleCount?: number;
  readonly options?: { readonly max?: number };
  connect(done: Connected): void;
  end(done: (error?: unknown) => void): void;
}

interface Driver extends ReplicatedDriver {
  readonly master?: Pool;
  readonly slaves: readonly Pool[];
  createPool(options: object, credentials: object): Promise<Pool>;
}

/** One question for all: it goes before each line that reads. What only a monitoring user may know is not asked. */
const LOOK = `SELECT pg_is_in_recovery() AS follows, pg_last_wal_replay_lsn()::text AS shows,
  CASE WHEN EXISTS (SELECT 1 FROM pg_stat_wal_receiver)
    AND pg_last_wal_receive_lsn() <= pg_last_wal_replay_lsn() THEN 0
  ELSE greatest(0, extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())) END::float8 AS behind`;
/**
 * A commit waits until its record is on the disk, and that is sent to standbys. Where it does not wait, its record may be in memory only,
 * together with what merely reading writes there.
 */
const WRITTEN = `SELECT CASE current_setting('synchronous_commit') WHEN 'off' THEN pg_current_wal_insert_lsn()
  ELSE pg_current_wal_flush_lsn() END::text AS position`;

export function postgresReplication(dataSource: DataSource): Replication<PgConnection> | undefined {
  const replication = replicationOf(dataSource);
  if (replication === undefined) return undefined;
  const driver = dataSource.driver as unknown as Driver;
  const { master, slaves } = replication;
  // Connected once, it may connect anew while the first one is away: another one may have been promoted.
  openLate(driver, (server) => dataSource.isInitialized || slaves.includes(server));
  const server = (options: object, pool: () => Pool | undefined): Server<PgConnection> => ({
    address: addressOf(options, 5432),
    isFull: () => isFull(pool()),
    take: () => take(pool()),
  });
  return {
    servers: [
      server(master, () => driver.master),
      ...slaves.map((options, at) => server(options, () => driver.slaves[at])),
    ],
    looksBeforeWrites: false,
    async look(taken) {
      const [{ follows, shows, behind } = {}] = await taken.ask(LOOK);
      const position = typeof shows === 'string' ? { position: shows } : {};
      const look: Look = { role: follows === true ? 'standby' : 'primary', ...position };
      return follows === true && typeof behind === 'number' ? { ...look, behind } : look;
    },
    async position(taken) {
      const [row] = await taken.ask(WRITTEN);
      return typeof row?.position === 'string' ? row.position : undefined;
    },
    shows: (_taken, look, position) =>
      Promise.resolve(look.position !== undefined && placeInLog(look.position) >= placeInLog(position)),
  };
}

/** `16/B374D848`: two halves of a number of bytes. */
export function placeInLog(position: string): bigint {
  const [high = '0', low = '0'] = position.split('/');
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}

function isFull(pool: Pool | undefined): boolean {
  const { totalCount, idleCount, options } = pool ?? {};
  if (totalCount === undefined || options?.max === undefined) return false;
  return idleCount === 0 && totalCount >= options.max;
}

function take(pool: Pool | undefined): Promise<Taken<PgConnection>> {
  return new Promise((taken, fail) => {
    if (pool === undefined) return fail(new Error('Driver not Connected'));
    pool.connect((error, client, release) => {
      if (error) fail(error instanceof Error ? error : new Error(String(error)));
      else taken(takenOf(client, release));
    });
  });
}

function takenOf(client: Client, giveBack: Release): Taken<PgConnection> {
  // The pool listens to what lies in it. What happens to a connection that is out is thrown where nobody does.
  const heard = (): void => {};
  client.on('error', heard);
  const release = (error?: unknown): void => {
    client.off('error', heard);
    giveBack(error);
  };
  return {
    connection: [client, release],
    async ask(text) {
      const lock = SessionLock.of(client);
      const send = (): Promise<{ readonly rows: Rows }> => client.query({ text, queryMode: 'extended' });
      return (await (lock === undefined ? send() : lock.pass(text, send))).rows;
    },
    release: (isLost = false) => release(isLost ? new Error('the connection was lost') : undefined),
    onRelease: (heard) => [
      client,
      (error) => {
        heard();
        release(error);
      },
    ],
  };
}

/** A standby that does not answer is none that keeps the shell from opening: it is asked again when it is needed. */
function openLate(driver: Driver, isSpared: (server: object) => boolean): void {
  const createPool = driver.createPool.bind(driver);
  driver.createPool = async (options, credentials) => {
    try {
      return await createPool(options, credentials);
    } catch (error) {
      if (!isSpared(credentials)) throw error;
      return new LatePool(() => createPool(options, credentials));
    }
  };
}

/** In the place of a pool that could not be opened yet. */
class LatePool implements Pool {
  #pool: Pool | undefined;
  #opening: Promise<Pool> | undefined;

  constructor(readonly open: () => Promise<Pool>) {}

  get totalCount(): number | undefined {
    return this.#pool?.totalCount;
  }

  get idleCount(): number | undefined {
    return this.#pool?.idleCount;
  }

  get options(): Pool['options'] {
    return this.#pool?.options;
  }

  connect(done: Connected): void {
    this.#opening ??= this.open();
    this.#opening.then(
      (pool) => (this.#pool = pool).connect(done),
      (error: unknown) => {
        this.#opening = undefined;
        done(error, undefined as never, undefined as never);
      },
    );
  }

  end(done: (error?: unknown) => void): void {
    if (this.#pool) this.#pool.end(done);
    else done();
  }
}
