/** A PostgreSQL primary with two streaming standbys: where reads go, how old they are, and what it costs when a server dies. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as typeorm from 'typeorm';
import { createDataSource } from '../../src/data-source';
import { dataSourceOptions } from '../../src/data-source-options';
import { runCommand } from '../support/run-command';
import { shellInProcess } from '../support/shell-in-process';
import { ClusterShell, makeLesson, replicated } from './cluster-shell';
import { withOldTypeorm } from './old-typeorm';
import { onCluster } from './on-cluster';
import { runSection } from './run-document';
import { PostgresCluster, type PostgresServer } from './postgres-cluster';

const PORT = 'inet_server_port()';
const SQLITE = dataSourceOptions({ DATABASE_URL: 'sqlite::memory:' });
/** Read as TypeORM reads: where reads go. */
const READS = `Employee.createQueryBuilder('e').select('${PORT}', 'port').limit(1).getRawOne().port`;

onCluster('a PostgreSQL primary with two standbys', PostgresCluster, (cluster) => {
  const urls = (): readonly string[] => cluster().servers.map(({ url }) => url);
  const portOf = async (shell: ClusterShell): Promise<unknown> => (await shell.enter(READS)).value;
  const quiet = (notices: readonly string[]): void => assert.deepEqual(notices, []);
  const onShell = async (mode: 'read-only' | 'writable' | 'sandbox', work: (shell: ClusterShell) => Promise<void>) => {
    const shell = await ClusterShell.open(urls(), mode);
    try {
      await work(shell);
    } finally {
      await shell.close();
    }
  };

  before(async () => {
    await makeLesson(cluster().primary.url);
    for (const standby of cluster().standbys) await standby.catchUp(cluster().primary);
  });

  test('docs/clusters.md', async () => {
    const { servers, standbys } = cluster();
    const serverOf = (port: string): PostgresServer | undefined => servers[Number(port) - 5433];
    await runSection('PostgreSQL with standbys', {
      servers,
      ports: [5433, 5434, 5435],
      async outside(command) {
        const [, starts, at] = /^pg_ctl (st\w+) .*standby-(\d)$/.exec(command) ?? [];
        const standby = standbys[Number(at) - 1];
        if (starts === 'stop') await standby?.kill();
        if (starts === 'start') await standby?.start();
        const [, port, state] = /^psql -p (\d+) .*_(pause|resume)\(\)'$/.exec(command) ?? [];
        const asked = serverOf(port ?? '');
        await (state === 'pause' ? asked?.pauseReplay() : asked?.resumeReplay());
      },
    });
    for (const standby of standbys) await standby.catchUp(cluster().primary);
  });

  test('read-only mode reads from a standby, says which, and how far behind it is', () =>
    onShell('read-only', async (shell) => {
      const [first, second] = cluster().standbys;
      assert.deepEqual(withoutLag(await shell.mode.replicas?.opening(false)), [
        `Reads go to standby ${first.address}, LAG. .use primary reads where writes go.`,
      ]);
      const { value, notices } = await shell.enter(READS);
      assert.equal(value, first.port);
      quiet(notices);
      assert.equal(
        ((await shell.enter(`sql\`select ${PORT} as port\``)).value as { port: number }[])[0]?.port,
        first.port,
      );
      assert.equal((await shell.enter('Employee.findOneBy({ id: 1 }).meetings.length')).value, 2);
      assert.match((await shell.enter("Employee.insert({ name: 'x' })")).failed ?? '', /refused to write/);
      assert.deepEqual(withoutLag((await shell.use()).split('\n')), [
        `primary ${cluster().primary.address} · writes go there`,
        `standby ${first.address} · LAG · reads go there`,
        `standby ${second.address} · LAG`,
      ]);
    }));

  test('.use primary and .use standby say where reads go', () =>
    onShell('read-only', async (shell) => {
      const { primary, standbys } = cluster();
      await shell.use('primary');
      assert.equal(await portOf(shell), primary.port);
      await shell.use('standby');
      assert.equal(await portOf(shell), standbys[0].port);
      await assert.rejects(shell.use('standbye'), /There is no data source standbye: did you mean standby\?/);
    }));

  test('a data source that is called like a server comes first', async () => {
    const [dataSource, other] = [createDataSource(replicated(urls())), createDataSource(SQLITE)];
    for (const each of [dataSource, other]) await each.initialize();
    const shell = shellInProcess(dataSource, { others: [{ name: 'primary', dataSource: other, typeorm }] });
    try {
      const use = (argument: string): Promise<string> =>
        runCommand(shell, `.use ${argument}`, { commands: shell.commands?.(() => []) });
      const { primary } = cluster();
      assert.equal(await use('primary'), 'main, primary (in use)');
      await assert.rejects(use('standby'), /primary has one server: there is no standby/);
      await use('main');
      const reads = (text: string): unknown =>
        /(\S+)(?: · (?:up to date|at most [\d.]+ s behind))? · reads/u.exec(text)?.[1];
      assert.notEqual(reads(await use('standby')), primary.address);
      assert.match(
        await use('reads primary'),
        new RegExp(`primary ${primary.address} · reads and writes go there`, 'u'),
      );
    } finally {
      await shell.close();
    }
  });

  test('what was written is read, also while no standby shows it', () =>
    onShell('writable', async (shell) => {
      const { primary, standbys } = cluster();
      await Promise.all(standbys.map((standby) => standby.pauseReplay()));
      await shell.enter("Employee.insert({ name: 'Zed' })");
      assert.equal((await shell.enter("Employee.countBy({ name: 'Zed' })")).value, 1);
      assert.equal(await portOf(shell), primary.port);
      assert.match(await shell.use(), /standby 127\.0\.0\.1:\d+ · at most [\d.]+ s behind/);
      // One whose rows were written by others may be older: it is a standby.
      await onShell('read-only', async (other) => {
        assert.equal((await other.enter("Employee.countBy({ name: 'Zed' })")).value, 0);
      });
      await Promise.all(standbys.map((standby) => standby.resumeReplay()));
      await Promise.all(standbys.map((standby) => standby.catchUp(primary)));
      assert.equal((await shell.enter("Employee.countBy({ name: 'Zed' })")).value, 1);
      while ((await portOf(shell)) === primary.port);
      await shell.enter("Employee.delete({ name: 'Zed' })");
      assert.equal((await shell.enter("Employee.countBy({ name: 'Zed' })")).value, 0);
    }));

  test('a transaction, and the sandbox, read where they write', () =>
    onShell('sandbox', async (shell) => {
      const { primary } = cluster();
      await shell.enter("Employee.insert({ name: 'Zed' })");
      assert.equal((await shell.enter("Employee.countBy({ name: 'Zed' })")).value, 1);
      assert.equal(await portOf(shell), primary.port);
      assert.match(await shell.use('standby'), /In the sandbox reads go where writes go/);
      await shell.command('.rollback');
      await shell.command('.mode writable');
      await shell.command('.begin');
      await shell.enter("Employee.insert({ name: 'Zed' })");
      assert.equal(await portOf(shell), primary.port);
      await shell.command('.commit');
      assert.equal((await shell.enter("Employee.countBy({ name: 'Zed' })")).value, 1);
      await shell.enter("Employee.delete({ name: 'Zed' })");
    }));

  for (const mode of ['read-only', 'writable'] as const)
    test(`a standby that dies costs one notice: ${mode}`, () =>
      onShell(mode, async (shell) => {
        const { primary, standbys } = cluster();
        const [first, second] = standbys;
        assert.equal(await portOf(shell), first.port);
        await first.kill();
        const after = await shell.enter(READS);
        assert.equal(after.value, second.port, after.failed);
        assert.deepEqual(after.notices, [
          `standby ${first.address} does not answer: reads go to standby ${second.address}.`,
        ]);
        quiet((await shell.enter(READS)).notices);
        await second.kill();
        const alone = await shell.enter(READS);
        assert.equal(alone.value, primary.port, alone.failed);
        assert.deepEqual(alone.notices, [
          `standby ${second.address} does not answer: reads go to primary ${primary.address}.`,
        ]);
        quiet((await shell.enter(READS)).notices);
        // The way that the shell connects changes: both are still away.
        await shell.command('.mode sandbox');
        await shell.command('.mode read-only');
        assert.equal((await shell.enter('Employee.count()')).value, 4);
        await startAgain(standbys, primary);
        await shell.use('standby');
        assert.ok([first.port, second.port].includes(Number(await portOf(shell))));
      }));

  test('with TypeORM 0.3', async () => {
    const { primary, standbys } = cluster();
    await withOldTypeorm(urls(), 'writable', async ({ mode, insert, count, reads }) => {
      /** The standby that is read from, as soon as one shows what was written. */
      const reader = async (): Promise<PostgresServer> => {
        for (;;) {
          const port = await reads(PORT);
          const found = standbys.find((standby) => standby.port === port);
          if (found !== undefined) return found;
        }
      };
      await reader();
      await Promise.all(standbys.map((standby) => standby.pauseReplay()));
      await insert('old');
      assert.deepEqual([await count('old'), await reads(PORT)], [1, primary.port]);
      await Promise.all(standbys.map((standby) => standby.resumeReplay()));
      await primary.ask("DELETE FROM employees WHERE name = 'old'");
      await mode.enter('read-only');
      const before = await reader();
      await before.kill();
      assert.notEqual(await reads(PORT), before.port);
      assert.equal(mode.replicas?.takeNotices().length, 1);
      await startAgain([before], primary);
    });
  });

  test('a shell opens although a standby is away', async () => {
    const { primary, standbys } = cluster();
    const [first, second] = standbys;
    await first.kill();
    await onShell('read-only', async (shell) => {
      assert.deepEqual(withoutLag(await shell.mode.replicas?.opening(false)), [
        `Reads go to standby ${second.address}, LAG. .use primary reads where writes go.`,
        `standby ${first.address} does not answer.`,
      ]);
      quiet((await shell.enter(READS)).notices);
      assert.match(await shell.use(), new RegExp(`standby ${first.address} · does not answer`, 'u'));
      assert.equal(await portOf(shell), second.port);
      await startAgain([first], primary);
      assert.match(await shell.use('standby'), new RegExp(`standby ${first.address} · (up to date|at most)`, 'u'));
    });
  });

  test('the primary dies and a standby is promoted: what was open is told as lost, writes go on there', async () => {
    const { primary, standbys } = cluster();
    const [first, second] = standbys;
    await onShell('sandbox', async (shell) => {
      await shell.enter("Employee.insert({ name: 'lost' })");
      await primary.kill();
      const lost = await shell.enter('Employee.count()');
      assert.match(lost.failed ?? lost.notices.join(), /gone|closed the connection/);
      assert.match(lost.notices.join(), /The sandbox is gone: the database has ended it, and nothing of it was kept/);
      await shell.command('.rollback');
      assert.match((await shell.enter("Employee.insert({ name: 'x' })")).failed ?? '', /No database server answers/);
      await second.promote();
      const written = await shell.enter("Employee.insert({ name: 'kept' })");
      assert.equal(written.failed, undefined);
      assert.ok(
        written.notices.includes(
          `primary ${primary.address} takes no writes: they go to primary ${second.address} from now on.`,
        ),
        written.notices.join('\n'),
      );
      await shell.command('.commit');
      await shell.command('.mode writable');
      assert.equal((await shell.enter("Employee.countBy({ name: 'kept' })")).value, 1);
    });
    assert.deepEqual(await second.ask("SELECT name FROM employees WHERE name IN ('lost', 'kept')"), [{ name: 'kept' }]);
    assert.deepEqual(await first.ask('SELECT pg_is_in_recovery() AS so'), [{ so: true }]);
  });
});

/** A moment more or less: reading, too, writes to the log of a primary. */
function withoutLag(lines: readonly string[] = []): readonly string[] {
  return lines.map((line) => line.replace(/up to date|at most [\d.]+ s behind/u, 'LAG'));
}

async function startAgain(standbys: readonly PostgresServer[], primary: PostgresServer): Promise<void> {
  for (const standby of standbys) {
    await standby.start();
    await standby.catchUp(primary);
  }
}
