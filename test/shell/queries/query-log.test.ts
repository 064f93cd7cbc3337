import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DataSource, EntitySchema, Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { queryLogOf, type QueryLog } from '../../../src/shell/queries/query-log';
import { QueryRecorder } from '../../../src/shell/queries/recorder';
import { onEachDatabase } from '../../support/databases';

const ITEM = new EntitySchema<{ id: number; name: string }>({
  name: 'LoggedItem',
  tableName: 'logged_items',
  columns: { id: { type: 'int', primary: true, generated: 'increment' }, name: { type: 'varchar', length: 40 } },
});

class AddLoggedNotes1762000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({ name: 'logged_notes', columns: [{ name: 'id', type: 'int', isPrimary: true }] }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('logged_notes');
  }
}

onEachDatabase('What a line sent to the database', (database) => {
  let dataSource: DataSource;
  let log: QueryLog;
  before(async () => {
    dataSource = await new DataSource({
      ...database.options,
      entities: [ITEM],
      migrations: [AddLoggedNotes1762000000000],
      synchronize: true,
    }).initialize();
    const recorder = new QueryRecorder(dataSource);
    log = queryLogOf(() => [recorder]);
  });
  after(() => dataSource.destroy());

  test('rows that are read, and rows that are changed by a save, a query builder and raw SQL', async () => {
    const repository = dataSource.getRepository(ITEM);
    const counted = async (run: () => Promise<unknown>): Promise<readonly [rows: number, affected: number]> => {
      const mark = log.mark();
      await run();
      const { rows, affected } = log.since(mark);
      return [rows, affected];
    };
    const saving = await counted(() => repository.save([{ name: 'a' }, { name: 'b' }, { name: 'c' }]));
    assert.equal(saving[1], 3);
    assert.deepEqual(await counted(() => repository.find()), [3, 0]);
    assert.deepEqual(await counted(() => repository.update({ name: 'a' }, { name: 'd' })), [0, 1]);
    const deleting = repository.createQueryBuilder().delete().where("name in ('b', 'c')");
    assert.deepEqual(await counted(() => deleting.execute()), [0, 2]);
    const [, raw] = await counted(() => dataSource.query("update logged_items set name = 'e'"));
    // better-sqlite3 says of a bare query only which row it made last.
    assert.equal(raw, database.options.type === 'better-sqlite3' ? 0 : 1);
  });

  test('counts what TypeORM logs: transactions, cascades, raw queries, migrations', async () => {
    const { manager, logger } = dataSource;
    const repository = dataSource.getRepository(ITEM);
    for (const [name, run] of Object.entries<() => Promise<unknown>>({
      'a transaction': () => manager.transaction((inside) => inside.save(ITEM, [{ name: 'x' }, { name: 'y' }])),
      'one that fails': () =>
        manager
          .transaction(async (inside) => {
            await inside.insert(ITEM, { name: 'z' });
            throw new Error('no');
          })
          .catch(() => {}),
      'many at once': () => Promise.all(Array.from({ length: 20 }, () => repository.count())),
      'a failing query': () => dataSource.query('select nothing from nowhere').catch(() => {}),
      'removing what is read': async () => repository.remove(await repository.find()),
      migrations: () => dataSource.runMigrations(),
      'a migration back': () => dataSource.undoLastMigration(),
    })) {
      let logged = 0;
      logger.logQuery = () => void logged++;
      const mark = log.mark();
      await run();
      assert.equal(log.since(mark).count, logged, name);
      assert.ok(logged > 0, name);
    }
  });

  test('statements stand in the order in which they began', async () => {
    const mark = log.mark();
    await Promise.all([dataSource.query('select 1 as one'), dataSource.query('select 2 as two')]);
    const { records, count } = log.since(mark);
    assert.equal(count, 2);
    const starts = records.map(({ startedAt }) => startedAt);
    assert.deepEqual(
      starts,
      [...starts].sort((a, b) => a - b),
    );
  });
});

test('several data sources are one log; one that came later counts from its beginning', async () => {
  const make = (): Promise<DataSource> => new DataSource({ type: 'better-sqlite3', database: ':memory:' }).initialize();
  const sources = await Promise.all([make(), make()]);
  const recorders: QueryRecorder[] = [];
  const log = queryLogOf(() => recorders);
  recorders.push(new QueryRecorder(sources[0]));
  const mark = log.mark();
  recorders.push(new QueryRecorder(sources[1]));
  for (const source of sources) await source.query('select 1 as one');
  const { count, rows, records } = log.since(mark);
  assert.deepEqual([count, rows, records.map(({ dataSource }) => sources.indexOf(dataSource))], [2, 2, [0, 1]]);
  assert.equal(log.since(log.mark()).count, 0);
  for (const source of sources) await source.destroy();
});

test('what is not kept any more is counted all the same', async () => {
  const source = await new DataSource({ type: 'better-sqlite3', database: ':memory:' }).initialize();
  const recorder = new QueryRecorder(source, { capacity: 3 });
  const log = queryLogOf(() => [recorder]);
  const mark = log.mark();
  for (let index = 0; index < 10; index++) await source.query('select 1 as one');
  const { count, rows, records } = log.since(mark);
  assert.deepEqual([count, rows, records.length], [10, 10, 3]);
  await source.destroy();
});
