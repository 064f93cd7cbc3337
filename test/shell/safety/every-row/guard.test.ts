import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { DataSource, TableColumn } from 'typeorm';
import { createDataSource } from '../../../../src/data-source';
import { dataSourceOptions } from '../../../../src/data-source-options';
import { seed } from '../../../../src/seed';
import { QueryRecorder } from '../../../../src/shell/queries/recorder';
import { EveryRowGuard, type GuardOptions } from '../../../../src/shell/safety/every-row/guard';

let dataSource: DataSource;
let recorder: QueryRecorder;
/** What was asked. */
let asked: string[];

beforeEach(async () => {
  dataSource = await createDataSource(dataSourceOptions({ DATABASE_URL: 'sqlite::memory:' })).initialize();
  await dataSource.runMigrations();
  await seed(dataSource);
  recorder = new QueryRecorder(dataSource);
  asked = [];
});
afterEach(() => dataSource.destroy());

function guard(options: Partial<GuardOptions> = {}): EveryRowGuard {
  const made = new EveryRowGuard({
    yes: false,
    confirm: (what) => Promise.resolve(asked.push(what) < 0),
    mode: () => 'writable',
    concerns: () => true,
    ...options,
  });
  made.watch(recorder);
  return made;
}

const clear = (): Promise<unknown> => dataSource.query('DELETE FROM assignments');

test('a sandbox keeps nothing, and read-only refuses by itself: there nothing is asked', async () => {
  let mode: 'read-only' | 'sandbox' | 'writable' = 'sandbox';
  guard({ mode: () => mode });
  await clear();
  await seed(dataSource);
  mode = 'read-only';
  await clear();
  await seed(dataSource);
  assert.deepEqual(asked, []);
  mode = 'writable';
  await assert.rejects(clear(), { message: 'Stopped before DELETE FROM assignments: nothing of it was done.' });
  assert.deepEqual(asked, ['DELETE FROM assignments would delete all 3 rows of assignments.']);
});

test('what is released is as it was', async () => {
  const before = Object.getOwnPropertyNames(dataSource);
  const made = guard();
  assert.notEqual(dataSource.dropDatabase, DataSource.prototype.dropDatabase);
  made.release();
  assert.equal(dataSource.dropDatabase, DataSource.prototype.dropDatabase);
  assert.deepEqual(Object.getOwnPropertyNames(dataSource), before);
  await dataSource.dropDatabase();
  assert.deepEqual(asked, []);
});

test('the rows that a transaction has made are counted, and its statements go on after a yes', async () => {
  guard({ confirm: (what) => Promise.resolve(asked.push(what) > 0) });
  await dataSource.transaction(async (manager) => {
    await manager.query(
      "INSERT INTO meetings (topic, scheduled_time, location) VALUES ('a', '2024-01-01 10:00:00', 'b')",
    );
    await manager.query('DELETE FROM meetings');
  });
  assert.deepEqual(asked, ['DELETE FROM meetings would delete all 3 rows of meetings.']);
  assert.deepEqual(await dataSource.query('SELECT count(*) AS left FROM meetings'), [{ left: 0 }]);
});

test('an operation is asked about once, and its statements are not', async () => {
  guard({ confirm: (what) => Promise.resolve(asked.push(what) > 0) });
  await dataSource.synchronize(true);
  assert.equal(asked.length, 1);
  await dataSource.dropDatabase();
  await dataSource.runMigrations();
  assert.equal(asked.length, 2);
  await dataSource.undoLastMigration();
  assert.match(asked[2] ?? '', /^undoLastMigration\(\) would revert AddAssignments1762000120000,/);
});

test('SQLite makes a table anew to add a column: no row is lost, and nothing is asked', async () => {
  guard();
  const runner = dataSource.createQueryRunner();
  await runner.addColumn('employees', new TableColumn({ name: 'extra', type: 'integer', isNullable: true }));
  assert.deepEqual(await runner.query('SELECT count(*) AS kept FROM employees'), [{ kept: 4 }]);
  assert.deepEqual(asked, []);
});

test('what is counted is not counted among the queries of the person', async () => {
  guard();
  const mark = recorder.mark();
  await assert.rejects(clear());
  assert.equal(recorder.countSince(mark), 0);
});

test('a table whose name is a trap is counted too', async () => {
  guard();
  await dataSource.query(`CREATE TABLE "select ""x""; from" (a int)`);
  await dataSource.query(`INSERT INTO "select ""x""; from" VALUES (1)`);
  await assert.rejects(dataSource.query(`DELETE FROM "select ""x""; from"`), { name: 'UserError' });
  assert.deepEqual(asked, ['DELETE FROM select "x"; from would delete the only row of select "x"; from.']);
});
