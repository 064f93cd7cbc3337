import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { ClusterFolder } from './cluster-folder';
import { freePorts, run, ServerProcess, serverUser, type Call, type ServerUser } from './server-process';

const PACKAGES = '/usr/lib/postgresql';
/** Nothing has to survive a power cut. */
const QUICK = ['fsync=off', 'shared_buffers=16MB', 'max_connections=40', 'wal_keep_size=256MB', 'hot_standby=on'];

/** A server of PostgreSQL's: the primary, or a standby that follows it. */
export class PostgresServer {
  readonly #process: ServerProcess;

  constructor(
    user: ServerUser,
    readonly data: string,
    readonly port: number,
  ) {
    this.#process = new ServerProcess(user, data);
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** As in `DATABASE_URL`. */
  get url(): string {
    return `postgres://postgres@${this.address}/postgres`;
  }

  start(): Promise<void> {
    const settings = [...QUICK, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
    const call: Call = [program('postgres'), '-D', this.data, '-p', String(this.port)];
    return this.#process.start([...call, ...settings.flatMap((setting) => ['-c', setting])], () =>
      this.ask('SELECT 1').then(
        () => true,
        () => false,
      ),
    );
  }

  /** As a power cut does. */
  kill(): Promise<void> {
    return this.#process.kill('SIGKILL');
  }

  /** Asks it, past all that is being tested. @returns the rows. */
  async ask<Row extends object>(sql: string): Promise<readonly Row[]> {
    const client = new Client({ connectionString: this.url });
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /** The standby goes on receiving and shows nothing of it. @returns when it has stopped. */
  async pauseReplay(): Promise<void> {
    await this.ask('SELECT pg_wal_replay_pause()');
    await this.#until("SELECT pg_get_wal_replay_pause_state() = 'paused' AS so");
  }

  async resumeReplay(): Promise<void> {
    await this.ask('SELECT pg_wal_replay_resume()');
  }

  /** Makes the standby a primary. @returns when it takes writes. */
  async promote(): Promise<void> {
    await this.ask('SELECT pg_promote()');
    await this.#until('SELECT NOT pg_is_in_recovery() AS so');
  }

  /** Waits until the standby shows all that the primary has written. */
  async catchUp(primary: PostgresServer): Promise<void> {
    const [row] = await primary.ask<{ lsn: string }>('SELECT pg_current_wal_lsn()::text AS lsn');
    await this.#until(`SELECT pg_last_wal_replay_lsn() >= '${row?.lsn ?? ''}'::pg_lsn AS so`);
  }

  async #until(sql: string): Promise<void> {
    while ((await this.ask<{ so: boolean }>(sql))[0]?.so !== true) await sleep(20);
  }
}

/** A primary and two standbys that stream from it, each in a folder of its own, on 127.0.0.1. */
export class PostgresCluster {
  private constructor(
    readonly primary: PostgresServer,
    readonly standbys: readonly [PostgresServer, PostgresServer],
    private readonly folder: ClusterFolder,
  ) {}

  /** Why there can be none here; `undefined` when there can. */
  static missing(): string | undefined {
    if (newest() === undefined) return 'PostgreSQL is not installed (Debian: postgresql)';
    return serverUser('postgres') === undefined ? 'there is no user postgres, and root does not run it' : undefined;
  }

  static async start(): Promise<PostgresCluster> {
    const user = serverUser('postgres');
    if (user === undefined) throw new Error(PostgresCluster.missing());
    const folder = new ClusterFolder(user);
    const [first, ...others] = await freePorts(3);
    const primary = new PostgresServer(user, folder.make('primary'), first ?? 0);
    await run(user, primary.data, [program('initdb'), '-D', primary.data, '-A', 'trust', '-U', 'postgres', '-N']);
    await primary.start();
    const standbys = others.map((port, at) => new PostgresServer(user, folder.make(`standby-${at + 1}`), port));
    const [{ data }, second] = standbys as [PostgresServer, PostgresServer];
    const copy: Call = [program('pg_basebackup'), '-R', '-N', '-X', 'stream', '-c', 'fast', '-D', data];
    await run(user, folder.path, [...copy, '-d', primary.url]);
    // Two backups at once may lose each other's log; and a copy of one is as good.
    await run(user, folder.path, ['cp', '-R', `${data}/.`, second.data]);
    await Promise.all(standbys.map((standby) => standby.start()));
    return new PostgresCluster(primary, standbys as [PostgresServer, PostgresServer], folder);
  }

  get servers(): readonly PostgresServer[] {
    return [this.primary, ...this.standbys];
  }

  async remove(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.kill()));
    this.folder.remove();
  }
}

function newest(): string | undefined {
  const versions = existsSync(PACKAGES) ? readdirSync(PACKAGES) : [];
  return versions
    .filter((version) => existsSync(path.join(PACKAGES, version, 'bin/initdb')))
    .sort((a, b) => Number(a) - Number(b))
    .at(-1);
}

function program(name: string): string {
  return path.join(PACKAGES, newest() ?? '', 'bin', name);
}
