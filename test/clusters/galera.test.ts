/** Three nodes of MariaDB with Galera: where reads and writes go, what a node costs that dies, and what two nodes refuse each other. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ClusterShell, makeLesson } from './cluster-shell';
import { GaleraCluster, type GaleraNode } from './galera-cluster';
import { withOldTypeorm } from './old-typeorm';
import { onCluster } from './on-cluster';
import { runSection } from './run-document';

const READS = "Employee.createQueryBuilder('e').select('@@port', 'port').limit(1).getRawOne().port";
const WRITES = 'sql`select @@port as port`[0].port';

onCluster('three Galera nodes', GaleraCluster, (cluster) => {
  const onShell = async (
    mode: 'read-only' | 'writable' | 'sandbox',
    nodes: readonly GaleraNode[],
    work: (shell: ClusterShell) => Promise<void>,
  ): Promise<void> => {
    const shell = await ClusterShell.open(
      nodes.map(({ url }) => url),
      mode,
    );
    try {
      await work(shell);
    } finally {
      await shell.close();
    }
  };
  const address = async (shell: ClusterShell, line: string): Promise<string> =>
    `127.0.0.1:${String((await shell.enter(line)).value)}`;

  before(() => makeLesson(cluster().nodes[0].url));

  test('writes go to the first node, reads to another one, and none lacks what was written', () =>
    onShell('writable', cluster().nodes, async (shell) => {
      const [one, two, three] = cluster().nodes;
      for (let count = 0; count < 20; count++) {
        await shell.enter(`Employee.insert({ name: 'many' })`);
        assert.equal((await shell.enter("Employee.countBy({ name: 'many' })")).value, count + 1);
      }
      await shell.enter("Employee.delete({ name: 'many' })");
      assert.equal(await address(shell, READS), two.address);
      assert.equal(await address(shell, WRITES), one.address);
      assert.deepEqual((await shell.use()).split('\n'), [
        `node ${one.address} · writes go there`,
        `node ${two.address} · reads go there`,
        `node ${three.address}`,
      ]);
      await shell.use('primary');
      assert.equal(await address(shell, READS), one.address);
    }));

  test('so with TypeORM 0.3', async () => {
    const [one, two] = cluster().nodes;
    const urls = cluster().nodes.map(({ url }) => url);
    await withOldTypeorm(urls, 'writable', async ({ mode, insert, count, reads }) => {
      await insert('old');
      assert.equal(await count('old'), 1);
      assert.equal(`127.0.0.1:${String(await reads('@@port'))}`, two.address);
      await mode.enter('read-only');
      assert.equal(`127.0.0.1:${String(await reads('@@port'))}`, two.address);
      await assert.rejects(insert('refused'), /read[- ]?only/i);
    });
    await one.ask("DELETE FROM employees WHERE name = 'old'");
  });

  test('of two shells that change the same rows on two nodes one is told that the other was first', async () => {
    const [one, two, three] = cluster().nodes;
    await onShell('writable', [one, two, three], (first) =>
      onShell('writable', [two, one, three], async (second) => {
        await first.command('.begin');
        await first.enter("Employee.update({ id: 1 }, { name: 'first' })");
        assert.equal((await second.enter("Employee.update({ id: 1 }, { name: 'second' })")).failed, undefined);
        await second.enter('Employee.findOneBy({ id: 1 }).name');
        const late = await first.enter("Employee.update({ id: 1 }, { name: 'again' })");
        assert.equal(
          late.failed,
          'QueryFailedError: Two transactions were in each other’s way, so the database ended this one.',
        );
        assert.match(
          late.notices.join(),
          /The transaction is gone: the database has ended it, and nothing of it was kept/,
        );
        await first.command('.rollback');
        assert.equal((await first.enter('Employee.findOneBy({ id: 1 }).name')).value, 'second');
        await second.enter("Employee.update({ id: 1 }, { name: 'Uri Lee' })");
      }),
    );
  });

  test('so is who commits at the same time', async () => {
    const [one, two, three] = cluster().nodes;
    await onShell('writable', [one, two, three], (first) =>
      onShell('writable', [two, one, three], async (second) => {
        const shells = [first, second];
        const refused: string[] = [];
        // Whether the two meet is theirs.
        for (let tries = 0; tries < 50 && !refused.some((each) => /commit was refused/.test(each)); tries++) {
          for (const shell of shells) {
            await shell.command('.begin');
            await shell.enter("sql`update employees set name = concat('Uri', ' Lee') where id = 1`");
            await shell.enter(`sql\`update meetings set topic = concat(topic, '${tries}') where id = 1\``);
          }
          const ends = await Promise.allSettled(shells.map((shell) => shell.command('.commit')));
          for (const [at, end] of ends.entries())
            if (end.status === 'rejected') refused.push(shells[at]?.parts.session.failure(end.reason).text ?? '');
          for (const shell of shells) await shell.command('.rollback').catch(() => {});
        }
        assert.match(
          refused.join('\n'),
          /Another node of the cluster has changed the same rows first, so the commit was refused\.\nNothing of the transaction was kept/,
        );
      }),
    );
  });

  test('docs/clusters.md: a node that dies costs the sandbox that was on it, and no line after that', async () => {
    const { nodes } = cluster();
    await runSection('MariaDB with Galera', {
      servers: nodes,
      ports: [3307, 3308, 3309],
      outside: async () => nodes[0].kill(),
    });
    assert.deepEqual(await nodes[2].ask("SELECT name FROM employees WHERE name IN ('lost', 'kept')"), [
      { name: 'kept' },
    ]);
  });

  test('one that comes back has what was written meanwhile, and is used again', async () => {
    const [one, two, three] = cluster().nodes;
    await one.start('joins');
    await cluster().until(3, one);
    await onShell('read-only', [two, one, three], async (shell) => {
      assert.equal((await shell.enter("Employee.countBy({ name: 'kept' })")).value, 1);
      assert.equal(await address(shell, READS), one.address);
    });
  });

  test('a line that runs when its node dies is all that fails, reading and writing', async () => {
    const [one, two, three] = cluster().nodes;
    await onShell('writable', [one, two, three], async (shell) => {
      const reading = shell.enter('sql`select sleep(60)`');
      await until(
        one,
        "SELECT 1 FROM information_schema.processlist WHERE info LIKE '%sleep(60)%' AND id <> CONNECTION_ID()",
      );
      await one.kill();
      assert.match((await reading).failed ?? '', /The database closed the connection/);
      const next = await shell.enter("Employee.insert({ name: 'kept too' })");
      assert.equal(next.failed, undefined);
      assert.equal((await shell.enter("Employee.countBy({ name: 'kept too' })")).value, 1);
      // Two of three that go at once take the majority with them.
      await two.kill();
      const alone = await shell.enter("Employee.insert({ name: 'never' })");
      assert.match(alone.failed ?? '', /closed the connection|takes no statements: it is cut off/);
      await untilCutOff(three);
      assert.match(
        (await shell.enter('Employee.count()')).failed ?? '',
        /takes no statements: it is cut off from the others/,
      );
    });
  });
});

async function until(node: GaleraNode, sql: string): Promise<void> {
  while ((await node.ask(sql)).length === 0);
}

async function untilCutOff(node: GaleraNode): Promise<void> {
  while (await node.takesPart());
}
