import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { MigrationInterface } from 'typeorm';
import { createDataSource } from '../src/data-source';
import { Employee } from '../src/entities/employee';
import { type PreparedDatabase, prepareDatabase } from '../src/project-database';
import { connections, LESSON } from './support/connections';
import { onEachDatabase } from './support/databases';
import { runTypeScript } from './support/run';

class Fails1762000240000 implements MigrationInterface {
  up(): Promise<void> {
    return Promise.reject(new Error('no'));
  }

  async down(): Promise<void> {}
}

onEachDatabase('prepareDatabase', (database) => {
  const connect = connections(database);

  test('a new database is migrated and seeded, once', async () => {
    const dataSource = await connect();
    assert.deepEqual(await prepareDatabase(dataSource), { created: true, pending: [] });
    const { manager } = dataSource;
    assert.deepEqual(
      (await manager.find(Employee, { order: { id: 'ASC' } })).map(({ name }) => name),
      ['Uri Lee', 'Tristan Tal', 'Sasha Hao', 'Taylor Jai'],
    );
    assert.equal((await manager.save(new Employee())).id, 5);
    assert.deepEqual(await prepareDatabase(dataSource), { created: false, pending: [] });
    assert.equal(await manager.count(Employee), 5);
  });

  test('an existing one keeps its rows, and its pending migrations are named', async () => {
    const first = await connect(LESSON.slice(0, 1));
    await first.runMigrations();
    await first.query(`INSERT INTO employees (name) VALUES ('Ann')`);
    const dataSource = await connect();
    const { created, pending } = await prepareDatabase(dataSource);
    assert.equal(created, false);
    assert.deepEqual(
      pending.map((name) => name.replace(/\d+$/, '')),
      ['AddEmployeeMeetings', 'AddAssignments'],
    );
    assert.equal((await dataSource.query<unknown[]>('SELECT * FROM employees')).length, 1);
  });

  test("one with somebody else's tables is left alone", async () => {
    const dataSource = await connect();
    await dataSource.query('CREATE TABLE theirs (a integer)');
    const { created, pending } = await prepareDatabase(dataSource);
    assert.equal(created, false);
    assert.equal(pending.length, LESSON.length);
  });

  test('an existing table called migrations, of another tool, is no error', async () => {
    const dataSource = await connect();
    await dataSource.query('CREATE TABLE migrations (name varchar(20), applied integer)');
    assert.equal((await prepareDatabase(dataSource)).pending.length, LESSON.length);
  });

  test('what fails leaves a new database as it was, where the database can do that', async () => {
    await assert.rejects(prepareDatabase(await connect([...LESSON, Fails1762000240000])), /no/);
    if (database.kind === 'mariadb') return;
    assert.deepEqual(await prepareDatabase(await connect()), { created: true, pending: [] });
  });

  test('many at once: one makes it, all find it made', async () => {
    const results = await Promise.all(
      Array.from({ length: 5 }, () => runTypeScript('test/support/prepare-new.ts', database.env)),
    );
    for (const { code, stderr } of results) assert.equal(code, 0, stderr);
    const prepared = results.map(({ stdout }) => JSON.parse(stdout) as PreparedDatabase & { employees: number });
    assert.equal(prepared.filter(({ created }) => created).length, 1);
    for (const { pending, employees } of prepared) assert.deepEqual([pending, employees], [[], 4]);
  });
});

onEachDatabase(
  'prepareDatabase',
  (database) => {
    const file = String(database.options.database);
    const digest = async (): Promise<string> =>
      createHash('sha1')
        .update(await readFile(file))
        .digest('hex');

    test('an empty file counts as new', async () => {
      await writeFile(file, '');
      const dataSource = await createDataSource(database.options).initialize();
      assert.equal((await prepareDatabase(dataSource)).created, true);
      await dataSource.destroy();
    });

    test('does not change a byte of an existing database', async () => {
      await database.recreate();
      const old = await createDataSource(database.options, { migrations: [...LESSON.slice(0, 2)] }).initialize();
      await old.runMigrations();
      await old.destroy();
      const before = await digest();
      const dataSource = await createDataSource(database.options).initialize();
      assert.equal((await prepareDatabase(dataSource)).pending.length, 1);
      await dataSource.destroy();
      assert.equal(await digest(), before);
    });
  },
  ['sqlite'],
);
