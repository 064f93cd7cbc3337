import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import { mariadbFolders } from '../support/mariadb-folders';

export type ServerKind = 'postgres' | 'mariadb';

/** A database server of a test's own, with a folder of its own, that may be stopped and started. */
export class PrivateServer {
  readonly #kind: ServerKind;
  readonly #folder: string;
  readonly #port: number;
  #process: ChildProcess | undefined;

  private constructor(kind: ServerKind, folder: string, port: number) {
    this.#kind = kind;
    this.#folder = folder;
    this.#port = port;
  }

  /** Why there can be none here; `undefined` when there can. Servers do not run as root: they are given a user of their own. */
  static missing(kind: ServerKind): string | undefined {
    if (process.getuid?.() !== 0) return 'a server of its own is started by root alone, who gives it a user';
    if (kind === 'postgres' && postgresPrograms() === undefined) return 'PostgreSQL is not installed here';
    if (kind === 'mariadb' && !existsSync(MARIADBD)) return 'MariaDB is not installed here';
    return undefined;
  }

  /** Makes an empty one and starts it. */
  static async make(kind: ServerKind): Promise<PrivateServer> {
    const folder = mkdtempSync(path.join(tmpdir(), `typeorm-shell-${kind}-`));
    const { uid, gid } = userOf(kind);
    chownSync(folder, uid, gid);
    chmodSync(folder, 0o700);
    const server = new PrivateServer(kind, folder, await freePort());
    const [program, args] =
      kind === 'postgres'
        ? [path.join(postgresPrograms() ?? '', 'initdb'), ['-D', folder, '-A', 'trust', '-U', 'postgres', '--no-sync']]
        : [
            'mariadb-install-db',
            ['--no-defaults', ...mariadbFolders(folder), '--auth-root-authentication-method=normal'],
          ];
    const { status, stderr } = spawnSync(program, args, { uid, gid, encoding: 'utf8', cwd: folder });
    if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
    await server.start();
    return server;
  }

  /** As in `DATABASE_URL`: of a database that every such server has, and that is empty. */
  get url(): string {
    return this.#kind === 'postgres'
      ? `postgres://postgres@127.0.0.1:${this.#port}/postgres`
      : `mariadb://root@127.0.0.1:${this.#port}/test`;
  }

  /** @returns when it answers. */
  async start(): Promise<void> {
    const { uid, gid } = userOf(this.#kind);
    const [program, args] =
      this.#kind === 'postgres'
        ? [
            path.join(postgresPrograms() ?? '', 'postgres'),
            ['-D', this.#folder, '-p', String(this.#port), '-c', 'listen_addresses=127.0.0.1', '-k', this.#folder],
          ]
        : [
            MARIADBD,
            [
              '--no-defaults',
              ...mariadbFolders(this.#folder),
              `--port=${this.#port}`,
              '--bind-address=127.0.0.1',
              `--socket=${path.join(this.#folder, 'socket')}`,
              `--pid-file=${path.join(this.#folder, 'pid')}`,
            ],
          ];
    this.#process = spawn(program, args, { uid, gid, cwd: this.#folder, stdio: 'ignore' });
    while (!(await answers(this.url))) {
      if (this.#process.exitCode !== null) throw new Error(`${program} has ended (${this.#process.exitCode}).`);
      await sleep(50);
    }
  }

  /** Stops it, whoever is connected. */
  async stop(): Promise<void> {
    const stopping = this.#process;
    this.#process = undefined;
    if (stopping === undefined) return;
    const ended = once(stopping, 'exit');
    // PostgreSQL's fast shutdown; MariaDB knows SIGTERM alone.
    stopping.kill(this.#kind === 'postgres' ? 'SIGINT' : 'SIGTERM');
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const MARIADBD = '/usr/sbin/mariadbd';
const POSTGRES = '/usr/lib/postgresql';

function postgresPrograms(): string | undefined {
  const newest = existsSync(POSTGRES) ? readdirSync(POSTGRES).sort().at(-1) : undefined;
  return newest === undefined ? undefined : path.join(POSTGRES, newest, 'bin');
}

function userOf(kind: ServerKind): { readonly uid: number; readonly gid: number } {
  const name = kind === 'postgres' ? 'postgres' : 'mysql';
  const id = (option: string): number => Number(spawnSync('id', [option, name], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Whether a server lets somebody in: one that starts listens before it does. */
async function answers(url: string): Promise<boolean> {
  try {
    if (url.startsWith('postgres')) {
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.end();
    } else {
      const connection = await createConnection(url.replace(/^mariadb:/, 'mysql:'));
      await connection.end();
    }
    return true;
  } catch {
    return false;
  }
}
