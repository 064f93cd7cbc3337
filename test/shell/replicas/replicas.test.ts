/** What TypeORM makes of the option `replication`, without a server. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataSource, type DataSourceOptions } from 'typeorm';
import * as old from 'typeorm-0.3';
import { replicasOf } from '../../../src/shell/replicas/replicas';
import { SourceMode } from '../../../src/shell/safety/modes/source-mode';
import { firstMode } from '../../../src/shell/safety/modes/first-mode';

const servers = { master: { host: 'a' }, slaves: [{ host: 'b' }, { host: 'c' }] };

function made(options: object): DataSource {
  return new DataSource(options as DataSourceOptions);
}

test('a data source of one server has none', () => {
  for (const options of [
    { type: 'better-sqlite3', database: ':memory:' },
    { type: 'postgres', host: 'a' },
    { type: 'mariadb', host: 'a', replication: { master: {}, slaves: [] } },
  ])
    assert.equal(replicasOf(made(options)), undefined);
});

for (const [version, DataSourceClass] of [
  ['1.x', DataSource],
  ['0.3', old.DataSource as unknown as typeof DataSource],
] as const)
  test(`they stand before TypeORM ${version}, and leave it as it was`, async () => {
    for (const type of ['postgres', 'mysql', 'mariadb'] as const) {
      const dataSource = new DataSourceClass({ type, replication: servers });
      const { replication } = dataSource.options as { replication?: object };
      const driver = dataSource.driver as unknown as { obtainSlaveConnection(): Promise<unknown> };
      const { obtainSlaveConnection } = driver;
      const mode = SourceMode.of(dataSource);
      assert.ok(mode.replicas, type);
      assert.notEqual(driver.obtainSlaveConnection, obtainSlaveConnection);
      const names = (await mode.replicas.facts()).map(({ name, role }) => [name, role]);
      const port = type === 'postgres' ? 5432 : 3306;
      assert.deepEqual(names, [
        [`primary a:${port}`, undefined],
        [`standby b:${port}`, undefined],
        [`standby c:${port}`, undefined],
      ]);
      await mode.leave();
      assert.equal(driver.obtainSlaveConnection, obtainSlaveConnection);
      assert.equal((dataSource.options as { replication?: object }).replication, replication);
    }
  });

test('a project that reads from the primary goes on to, until .use', async () => {
  const replication = { ...servers, defaultMode: 'master' };
  for (const DataSourceClass of [DataSource, old.DataSource as unknown as typeof DataSource]) {
    const dataSource = new DataSourceClass({ type: 'postgres', replication } as DataSourceOptions);
    const { defaultReplicationModeForReads } = dataSource;
    const mode = SourceMode.of(dataSource);
    assert.equal(mode.replicas?.target, 'primary');
    assert.equal(dataSource.defaultReplicationModeForReads(), 'slave');
    assert.deepEqual(await mode.replicas.opening(false), [
      'Reads and writes go to primary a:5432. .use standby reads from a standby.',
      'standby b:5432 and standby c:5432 do not answer.',
    ]);
    await mode.leave();
    assert.equal(dataSource.defaultReplicationModeForReads, defaultReplicationModeForReads);
  }
});

test('CockroachDB: no modes, and what it refuses is said', () => {
  const dataSource = made({
    type: 'cockroachdb',
    url: 'cockroachdb://root@localhost:26257/shop',
    replication: servers,
  });
  const mode = SourceMode.of(dataSource);
  assert.equal(mode.replicas, undefined);
  assert.throws(() => mode.prepare('read-only'), /^UserError: There is no read-only mode for cockroachdb\./);
  assert.throws(() => mode.prepare('sandbox'), /There is no sandbox mode for cockroachdb/);
  const facts = { env: { NODE_ENV: 'production' }, name: 'This database', options: dataSource.options };
  const first = firstMode(undefined, facts);
  assert.equal(first.mode, 'writable');
  assert.match(first.notice ?? '', /what is written is kept: there is no read-only mode for cockroachdb\.$/);
});
