import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { ClusterFolder } from './cluster-folder';
import { mariadbFolders } from '../support/mariadb-folders';
import { freePorts, run, ServerProcess, serverUser, type Call, type ServerUser } from './server-process';

const MARIADBD = '/usr/sbin/mariadbd';
const LIBRARY = ['/usr/lib/galera/libgalera_smm.so', '/usr/lib/libgalera_smm.so'].find((file) => existsSync(file));

/** What Galera needs of ports: for clients, for the group, for what a node has missed, for a whole copy. */
interface Ports {
  readonly clients: number;
  readonly group: number;
  readonly missed: number;
  readonly copy: number;
}

/** A node: each takes writes. */
export class GaleraNode {
  readonly #process: ServerProcess;

  constructor(
    user: ServerUser,
    readonly data: string,
    private readonly ports: Ports,
    private readonly group: () => string,
  ) {
    this.#process = new ServerProcess(user, data);
  }

  get address(): string {
    return `127.0.0.1:${this.ports.clients}`;
  }

  /** As in `DATABASE_URL`. */
  get url(): string {
    return `mariadb://root@${this.address}/test`;
  }

  /** @param how whether it begins a cluster, or joins the others. @returns when it takes part. */
  start(how: 'first' | 'joins'): Promise<void> {
    const { clients, group, missed, copy } = this.ports;
    const provider = [
      `base_host=127.0.0.1;base_port=${group}`,
      `gmcast.listen_addr=tcp://127.0.0.1:${group}`,
      `ist.recv_addr=127.0.0.1:${missed}`,
      'gcache.size=8M;pc.recovery=false',
      // A node that was killed is missed soon.
      'evs.keepalive_period=PT0.5S;evs.suspect_timeout=PT2S;evs.inactive_timeout=PT6S;evs.install_timeout=PT4S',
    ];
    const settings = [
      `port=${clients}`,
      'bind-address=127.0.0.1',
      `socket=${path.join(this.data, 'socket')}`,
      `pid-file=${path.join(this.data, 'pid')}`,
      'binlog-format=ROW',
      'innodb-autoinc-lock-mode=2',
      'innodb-flush-log-at-trx-commit=0',
      'innodb-buffer-pool-size=16M',
      'innodb-log-file-size=8M',
      'wsrep-on=ON',
      `wsrep-provider=${LIBRARY ?? ''}`,
      `wsrep-provider-options=${provider.join(';')}`,
      'wsrep-cluster-name=typeorm_shell_test',
      `wsrep-cluster-address=gcomm://${how === 'first' ? '' : this.group()}`,
      'wsrep-node-address=127.0.0.1',
      `wsrep-node-incoming-address=127.0.0.1:${clients}`,
      'wsrep-sst-method=rsync',
      `wsrep-sst-receive-address=127.0.0.1:${copy}`,
      ...(how === 'first' ? ['wsrep-new-cluster'] : []),
    ];
    const call: Call = [
      MARIADBD,
      '--no-defaults',
      ...mariadbFolders(this.data),
      ...settings.map((setting) => `--${setting}`),
    ];
    return this.#process.start(call, () => this.takesPart());
  }

  /** As a power cut does. */
  kill(): Promise<void> {
    return this.#process.kill('SIGKILL');
  }

  /** As an administrator does. */
  stop(): Promise<void> {
    return this.#process.kill('SIGTERM');
  }

  /** Whether it answers, and has what the others have. */
  async takesPart(): Promise<boolean> {
    return (await this.status('wsrep_ready').catch(() => 'OFF')) === 'ON';
  }

  async status(name: string): Promise<string> {
    const [row] = await this.ask<{ Value: string }>(`SHOW STATUS LIKE '${name}'`);
    return row?.Value ?? '';
  }

  /** Asks it, past all that is being tested. @returns the rows. */
  async ask<Row extends object>(sql: string): Promise<readonly Row[]> {
    const connection = await createConnection({ uri: this.url.replace(/^mariadb:/u, 'mysql:'), connectTimeout: 5_000 });
    connection.on('error', () => {});
    try {
      const [rows] = await connection.query(sql);
      return rows as unknown as Row[];
    } finally {
      connection.destroy();
    }
  }
}

/** Three nodes of MariaDB with Galera, each in a folder of its own, on 127.0.0.1. */
export class GaleraCluster {
  private constructor(
    readonly nodes: readonly [GaleraNode, GaleraNode, GaleraNode],
    private readonly folder: ClusterFolder,
  ) {}

  /** Why there can be none here; `undefined` when there can. */
  static missing(): string | undefined {
    if (!existsSync(MARIADBD)) return 'MariaDB is not installed (Debian: mariadb-server)';
    if (LIBRARY === undefined) return 'Galera is not installed (Debian: galera-4)';
    if (spawnSync('rsync', ['--version']).status !== 0)
      return 'rsync is not installed, with which nodes copy each other';
    return serverUser('mysql') === undefined ? 'there is no user mysql, and root does not run it' : undefined;
  }

  static async start(): Promise<GaleraCluster> {
    const user = serverUser('mysql');
    if (user === undefined) throw new Error(GaleraCluster.missing());
    const folder = new ClusterFolder(user);
    const ports = await freePorts(12);
    const nodes: GaleraNode[] = [];
    const groups: number[] = [];
    const group = (): string => groups.map((port) => `127.0.0.1:${port}`).join(',');
    for (const name of ['one', 'two', 'three']) {
      const [clients = 0, at = 0, missed = 0, copy = 0] = ports.slice(nodes.length * 4);
      groups.push(at);
      nodes.push(new GaleraNode(user, folder.make(name), { clients, group: at, missed, copy }, group));
    }
    const [first, second, third] = nodes as [GaleraNode, GaleraNode, GaleraNode];
    const install: Call = ['mariadb-install-db', '--no-defaults', ...mariadbFolders(first.data)];
    await run(user, first.data, [...install, '--auth-root-authentication-method=normal']);
    await first.start('first');
    await first.stop();
    // They begin with the same, and know it: none has to ask another for a whole copy.
    for (const { data } of [second, third]) await run(user, folder.path, ['cp', '-R', `${first.data}/.`, data]);
    await first.start('first');
    // One after the other: two that come at once take each other for gone on a busy machine.
    await second.start('joins');
    await third.start('joins');
    return new GaleraCluster([first, second, third], folder);
  }

  /** Waits until all nodes that run know so many. */
  async until(size: number, node: GaleraNode): Promise<void> {
    while ((await node.status('wsrep_cluster_size')) !== String(size) || !(await node.takesPart())) await sleep(50);
  }

  async remove(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.kill()));
    this.folder.remove();
  }
}
