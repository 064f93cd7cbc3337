import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { QueryRunner } from 'typeorm';
import { migration, MigrationShell, time, type MigrationClass } from './support/migration-shell';

const MEMORY = { type: 'better-sqlite3', database: ':memory:' };

const make = migration(`Make${time(0)}`, [
  'CREATE TABLE authors (id integer PRIMARY KEY AUTOINCREMENT, name varchar)',
  'CREATE TABLE books (id integer PRIMARY KEY AUTOINCREMENT, author_id integer REFERENCES authors (id) ON DELETE CASCADE)',
  "INSERT INTO authors (name) VALUES ('Ann'), ('Bob')",
  'INSERT INTO books (author_id) VALUES (1), (1), (2)',
]);

/** TypeORM makes the table anew for each of these. */
async function rebuild(runner: QueryRunner, from: string, to: string): Promise<void> {
  const table = await runner.getTable('authors');
  const column = table!.findColumnByName(from)!.clone();
  column.name = to;
  column.isNullable = !column.isNullable;
  await runner.changeColumn(table!, from, column);
}

function rename(number: number, transaction?: boolean): MigrationClass {
  return migration(
    `Rename${time(number)}`,
    (runner) => rebuild(runner, 'name', 'title'),
    (runner) => rebuild(runner, 'title', 'name'),
    transaction,
  );
}

let shell: MigrationShell;
const open = async (migrations: readonly MigrationClass[], mode: string): Promise<void> => {
  shell = await MigrationShell.open({ ...MEMORY, migrationsTransactionMode: mode }, migrations);
};
afterEach(() => shell.close());

async function assertKeysAreOn(): Promise<void> {
  assert.deepEqual(await shell.dataSource.query('PRAGMA foreign_keys'), [{ foreign_keys: 1 }]);
}

describe('rows that hang on a table by ON DELETE CASCADE survive that it is made anew', () => {
  for (const [title, mode, transaction] of [
    ['one transaction for all', 'all', undefined],
    ['one each', 'each', undefined],
    ['none', 'none', undefined],
    ['each, and the migration wants none', 'each', false],
    ['none, and the migration wants one', 'none', true],
  ] as const)
    test(title, async () => {
      await open([make, rename(1, transaction)], mode);
      await shell.call('up');
      assert.equal(await shell.count('books'), 3);
      await assertKeysAreOn();
      await shell.call('down');
      assert.equal(await shell.count('books'), 3);
      await shell.call('up');
      await shell.call('redo');
      assert.equal(await shell.count('books'), 3);
      assert.equal(await shell.states(), 'applied Make, applied Rename');
      await assertKeysAreOn();
    });
});

describe('rows whose row in another table is gone are not kept', () => {
  const drop = migration(
    `Drop${time(1)}`,
    ['DELETE FROM authors WHERE id = 1'],
    ['INSERT INTO books (author_id) VALUES (7)'],
  );
  for (const mode of ['all', 'each'])
    test(mode, async () => {
      await open([make, drop], mode);
      await shell.call('up -n 1');
      const said = await shell.refusal('up');
      assert.match(
        said,
        /^Drop\d+ failed: row 1 of books has no row in authors: the foreign key author_id → authors \(id\) is violated\.\n/,
      );
      assert.match(said, /Nothing of Drop\d+ was kept\./);
      assert.equal(await shell.count('authors'), 2);
      assert.equal(await shell.states(), 'applied Make, pending Drop');
      await assertKeysAreOn();
    });

  test('going down too', async () => {
    const undo = migration(`Undo${time(1)}`, [], ['INSERT INTO books (author_id) VALUES (7)']);
    await open([make, undo], 'each');
    await shell.call('up');
    assert.match(await shell.refusal('down'), /^Undo\d+ failed to be reverted: row 4 of books has no row in authors/);
    assert.equal(await shell.states(), 'applied Make, applied Undo');
  });

  test('without a transaction it is said that they are there', async () => {
    await open([make, drop], 'none');
    assert.match(await shell.refusal('up'), /It ran without a transaction: what it had done before is there/);
    assert.equal(await shell.states(), 'applied Make, pending Drop');
  });
});

test('rows that were amiss before are no hindrance', async () => {
  await open([make, rename(1)], 'each');
  await shell.call('up -n 1');
  await shell.dataSource.query('PRAGMA foreign_keys = OFF');
  await shell.dataSource.query('INSERT INTO books (author_id) VALUES (9)');
  await shell.dataSource.query('PRAGMA foreign_keys = ON');
  await shell.call('up');
  assert.equal(await shell.states(), 'applied Make, applied Rename');
});

test('keys that cannot be checked are no hindrance, unless the migration has made them', async () => {
  const odd = ['CREATE TABLE odd (name varchar REFERENCES authors (name))', "INSERT INTO odd VALUES ('Ann')"];
  await open([make, migration(`Odd${time(1)}`, odd), migration(`Later${time(2)}`, [])], 'each');
  assert.match(await shell.refusal('up'), /^Odd\d+ failed: foreign key mismatch.*\n.*\nNothing of Odd\d+ was kept/s);
  assert.equal(await shell.has('odd'), false);
  for (const sql of ['PRAGMA foreign_keys = OFF', ...odd, 'PRAGMA foreign_keys = ON'])
    await shell.dataSource.query(sql);
  await shell.call('stamp Odd');
  await shell.call('up');
  assert.equal(await shell.states(), 'applied Make, applied Odd, applied Later');
});

test('foreign keys that were off stay off', async () => {
  await open([make, rename(1)], 'all');
  await shell.dataSource.query('PRAGMA foreign_keys = OFF');
  await shell.call('up');
  assert.deepEqual(await shell.dataSource.query('PRAGMA foreign_keys'), [{ foreign_keys: 0 }]);
});

test('whole tables are changed without a question', async () => {
  await open(
    [make, migration(`Upper${time(1)}`, ['UPDATE authors SET name = upper(name)', 'DELETE FROM books'])],
    'each',
  );
  await shell.call('up');
  assert.equal(await shell.count('books'), 0);
});
