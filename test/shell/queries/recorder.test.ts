import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Column, DataSource, Entity, PrimaryGeneratedColumn, type DataSourceOptions } from 'typeorm';
import { QueryRecorder } from '../../../src/shell/queries/recorder';
import { onEachDatabase } from '../../support/databases';

@Entity('notes')
class Note {
  @PrimaryGeneratedColumn() id!: number;
  @Column({ type: 'varchar' }) line!: string;
}

const memory = (): Promise<DataSource> =>
  new DataSource({ type: 'better-sqlite3', database: ':memory:', entities: [Note], synchronize: true }).initialize();

onEachDatabase('The recorder', (database) => {
  let dataSource: DataSource;
  let recorder: QueryRecorder;
  before(async () => {
    dataSource = await new DataSource({
      ...database.options,
      entities: [Note],
      synchronize: true,
    }).initialize();
    recorder = new QueryRecorder(dataSource);
  });
  after(() => dataSource.destroy());

  test('sees a save with its transaction, in order', async () => {
    const mark = recorder.mark();
    await dataSource.manager.save(dataSource.manager.create(Note, { line: 'one' }));
    const kinds = recorder.since(mark).map(({ kind }) => kind);
    const written = recorder.since(mark).filter(({ kind }) => kind === 'write');
    assert.deepEqual([kinds[0], kinds.at(-1)], ['transaction', 'transaction']);
    assert.deepEqual(
      written.map(({ tables, error }) => ({ tables, error })),
      [{ tables: ['notes'], error: undefined }],
    );
    assert.match(written[0]?.sql ?? '', /INSERT INTO/);
    assert.ok(written[0]?.parameters.includes('one'));
    assert.equal(recorder.wroteSince(mark), true);
    assert.deepEqual(recorder.tablesWrittenSince(mark), new Set(['notes']));
    assert.equal(recorder.wroteSince(recorder.mark()), false);
  });

  test('a statement that is refused does not go to the driver; its transaction is rolled back', async () => {
    const refusing = await new DataSource({ ...database.options, entities: [Note] }).initialize();
    let refused = 0;
    const listening = new QueryRecorder(refusing, {
      onStatement: (sql) => {
        if (!sql.includes('refused')) return;
        refused++;
        throw new Error('not that one');
      },
    });
    const before = await refusing.manager.count(Note);
    const mark = listening.mark();
    await assert.rejects(
      refusing.transaction(async (manager) => {
        await manager.query("INSERT INTO notes (line) VALUES ('let go')");
        await manager.query("INSERT INTO notes (line) VALUES ('refused')");
      }),
      { message: 'not that one' },
    );
    const runner = refusing.createQueryRunner();
    await assert.rejects(runner.stream("SELECT 'refused'"), { message: 'not that one' });
    await runner.release();
    assert.equal(refused, 2);
    assert.ok(listening.since(mark).every(({ sql }) => !sql.includes('refused')));
    assert.equal(await refusing.manager.count(Note), before);
    await refusing.destroy();
  });

  test('counts rows, and tells raw from built queries in nothing', async () => {
    const mark = recorder.mark();
    const { length } = await dataSource.manager.find(Note);
    await dataSource.query('SELECT 1 AS one');
    await dataSource.manager.createQueryBuilder(Note, 'note').where('note.id < 0').getMany();
    assert.deepEqual(
      recorder.since(mark).map(({ rows, kind }) => [rows, kind]),
      [
        [length, 'read'],
        [1, 'read'],
        [0, 'read'],
      ],
    );
  });

  test('keeps the error of a query that failed, which fails as before', async () => {
    const mark = recorder.mark();
    await assert.rejects(dataSource.query('SELECT nothing FROM nowhere'), { name: 'QueryFailedError' });
    const [record] = recorder.since(mark);
    assert.equal((record?.error as Error).name, 'QueryFailedError');
  });

  test('loses nothing of many at once', async () => {
    const mark = recorder.mark();
    await Promise.all(Array.from({ length: 30 }, (_, index) => dataSource.query(`SELECT ${index} AS it`)));
    assert.deepEqual(
      recorder
        .since(mark)
        .map(({ sql }) => Number(/\d+/.exec(sql)?.[0]))
        .sort((a, b) => a - b),
      Array.from({ length: 30 }, (_, index) => index),
    );
  });

  test('knows the runner of an open transaction', async () => {
    assert.equal(recorder.activeTransaction(), undefined);
    await dataSource.transaction(async (manager) => {
      await manager.count(Note);
      assert.equal(recorder.activeTransaction(), manager.queryRunner);
    });
    assert.equal(recorder.activeTransaction(), undefined);
  });
});

describe('On SQLite, the recorder', () => {
  test('measures with the clock it was given', async () => {
    const dataSource = await memory();
    let clock = 0;
    const recorder = new QueryRecorder(dataSource, { now: () => (clock += 5) });
    await dataSource.query('SELECT 1');
    assert.equal(recorder.since(0)[0]?.milliseconds, 5);
    await dataSource.destroy();
  });

  test('keeps the last records, and goes on counting', async () => {
    const dataSource = await memory();
    const recorder = new QueryRecorder(dataSource, { capacity: 3 });
    for (let index = 1; index <= 10; index++) await dataSource.query(`SELECT ${index}`);
    assert.deepEqual(
      recorder.since(0).map(({ sequence }) => sequence),
      [8, 9, 10],
    );
    assert.deepEqual(
      recorder.since(9).map(({ sequence }) => sequence),
      [10],
    );
    assert.deepEqual(recorder.since(10), []);
    assert.equal(recorder.countSince(0), 10);
    await dataSource.destroy();
  });

  test('lets go of records whose parameters are too many together, and never of the last', async () => {
    const dataSource = await memory();
    const recorder = new QueryRecorder(dataSource, { parameterCapacity: 5 });
    await dataSource.query('SELECT ?, ?, ?', [1, 2, 3]);
    await dataSource.query('SELECT ?, ?, ?', [1, 2, 3]);
    assert.equal(recorder.since(0).length, 1);
    await dataSource.query('SELECT ?, ?, ?, ?, ?, ?', [1, 2, 3, 4, 5, 6]);
    assert.deepEqual(
      recorder.since(0).map(({ sequence }) => sequence),
      [3],
    );
    await dataSource.destroy();
  });

  test('gives the data source its own method back', async () => {
    const dataSource = await memory();
    const { createQueryRunner } = dataSource;
    const recorder = new QueryRecorder(dataSource);
    await dataSource.query('SELECT 1');
    recorder.uninstall();
    await dataSource.query('SELECT 2');
    assert.equal(recorder.countSince(0), 1);
    assert.equal(dataSource.createQueryRunner, createQueryRunner);
    await dataSource.destroy();
  });
});

onEachDatabase(
  'A stream',
  (database) => {
    test('is recorded once it is open', async () => {
      const options = { ...database.options, entities: [Note], synchronize: true } as DataSourceOptions;
      const dataSource = await new DataSource(options).initialize();
      const recorder = new QueryRecorder(dataSource);
      const runner = dataSource.createQueryRunner();
      const stream = await runner.stream('SELECT 1 AS one', []);
      stream.resume();
      await new Promise((resolve) => stream.once('end', () => resolve(undefined)));
      await runner.release();
      assert.deepEqual(
        recorder.since(0).map(({ sql, rows }) => [sql, rows]),
        [['SELECT 1 AS one', undefined]],
      );
      await dataSource.destroy();
    });
  },
  ['mariadb'],
);
