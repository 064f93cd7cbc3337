import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { QueryRunner } from 'typeorm';
import { TableColumn } from 'typeorm';
import { LESSON } from '../../support/connections';
import { onEachDatabase, type DatabaseKind } from '../../support/databases';
import { contents, runByClient } from './support/clients';
import { emptied } from './support/emptied';
import { migration, MigrationShell, time, type MigrationClass } from './support/migration-shell';

/** Migrations whose code reads the database, and that write what is hard to write. */
const LATER = [
  migration(
    `AddNote${time(1_000_000)}`,
    async (runner) => {
      await runner.addColumn(
        'employees',
        new TableColumn({ name: 'note', type: 'varchar', length: '200', isNullable: true }),
      );
      const columns = (await runner.getTable('employees'))?.columns.length;
      await runner.manager
        .createQueryBuilder()
        .insert()
        .into('employees')
        .values({ name: "O'Neill; -- \\ \n?", note: `${columns} columns`, hire_date: '2020-02-29' })
        .execute();
    },
    async (runner) => {
      await runner.query("DELETE FROM employees WHERE note = '4 columns'");
      await runner.dropColumn('employees', 'note');
    },
  ),
  migration(
    `CopyNames${time(1_000_001)}`,
    async (runner) => {
      const rows = (await runner.query('SELECT id, name FROM employees ORDER BY id')) as { id: number; name: string }[];
      for (const { id, name } of rows) await update(runner, id, `${name} (${id})`);
    },
    (runner) => runner.query("UPDATE employees SET note = '4 columns'"),
  ),
];

async function update(runner: QueryRunner, id: number, note: string): Promise<void> {
  // Not on the runner that it was given.
  await runner.connection.createQueryBuilder().update('employees').set({ note }).where('id = :id', { id }).execute();
}

/** What a client cuts at semicolons, or a database takes outside of transactions alone. */
const OWN: Readonly<Record<DatabaseKind, MigrationClass>> = {
  sqlite: migration(
    `Own${time(1_000_002)}`,
    ["CREATE TRIGGER named AFTER INSERT ON projects BEGIN UPDATE projects SET title = 'a;b'; SELECT 1; END;"],
    ['DROP TRIGGER named'],
  ),
  postgres: migration(
    `Own${time(1_000_002)}`,
    [
      'CREATE INDEX CONCURRENTLY own ON employees (name)',
      'CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END; $$',
      "SELECT setval('projects_id_seq', 41)",
    ],
    ['DROP INDEX CONCURRENTLY own', 'DROP FUNCTION one()'],
    false,
  ),
  mariadb: migration(
    `Own${time(1_000_002)}`,
    [
      "CREATE TRIGGER named BEFORE INSERT ON projects FOR EACH ROW BEGIN SET NEW.title = 'a;b'; SET NEW.budget = 1; END",
    ],
    ['DROP TRIGGER named'],
  ),
};

onEachDatabase('what --sql prints', (database) => {
  let shell: MigrationShell;
  const open = async (migrations = [...LESSON, ...LATER, OWN[database.kind]]): Promise<void> => {
    shell = await MigrationShell.open({ ...database.options, migrationsTransactionMode: 'each' }, migrations);
  };
  beforeEach(async () => {
    await emptied(database);
    await open();
  });
  afterEach(() => shell.close());

  test('leaves what up and down leave, run by the client of the database', async () => {
    const all = ['up -n 3', 'up', 'down --all'];
    const byClient: string[] = [];
    for (const words of all) {
      const before = await contents(database);
      const script = await shell.call(`${words} --sql`);
      assert.equal(await contents(database), before, `${words} --sql does nothing`);
      await runByClient(database, script);
      byClient.push(await contents(database));
    }
    await shell.close();
    await emptied(database);
    await open();
    for (const [at, words] of all.entries()) {
      await shell.call(words);
      assert.equal(withoutKeys(byClient[at]), withoutKeys(await contents(database)), words);
    }
    assert.equal(await shell.call('down --sql'), '-- Nothing is applied that could be reverted.');
  });

  test('is nothing where a migration fails', async () => {
    await shell.close();
    await open([migration(`Bad${time(9)}`, ['CREATE TABLE half (id integer)', 'DROP TABLE nowhere'])]);
    const said = await shell.refusal('up --sql');
    assert.match(
      said,
      /^Bad\d+ failed: .*nowhere.*\nIn: DROP TABLE nowhere\nIt was only tried: nothing was changed\.$/s,
    );
    assert.equal(await shell.has('half'), false);
  });
});

/** To try something leaves gaps in the keys that a sequence gives. */
function withoutKeys(text: string): string {
  return text.replace(/"id": \d+,/gu, '').replace(/\(\d\)"/gu, '(id)"');
}
