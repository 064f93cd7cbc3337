import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { DataSource } from 'typeorm';
import { onEachDatabase } from '../../../support/databases';
import { contents } from '../support/clients';
import { migration, MigrationShell, time } from '../support/migration-shell';

onEachDatabase('what is only tried', (database) => {
  const { kind, options } = database;
  /** The table as a migration may name it: with the database. */
  const path = kind === 'sqlite' ? 'main.kept' : kind === 'postgres' ? 'public.kept' : `\`${options.database}\`.kept`;

  before(async () => {
    const dataSource = await new DataSource({ ...options }).initialize();
    await dataSource.query('CREATE TABLE kept (id integer PRIMARY KEY)');
    await dataSource.query('INSERT INTO kept VALUES (1), (2)');
    await dataSource.destroy();
  });

  async function tried(up: readonly string[], work: (shell: MigrationShell) => Promise<unknown>): Promise<void> {
    const shell = await MigrationShell.open(options, [migration(`Bold${time(1)}`, up)]);
    try {
      const is = await contents(database);
      await work(shell);
      assert.equal(await contents(database), is);
    } finally {
      await shell.close();
    }
  }

  test('does not come to the database by its name', async () => {
    await tried([`DELETE FROM ${path}`], async (shell) => {
      assert.match(await shell.call('up --sql'), /\nDELETE FROM .*kept/u);
      assert.match(await shell.call('up --rehearse'), /rows: kept 2 → 0/u);
    });
  });

  test('does not stay where the migration ends the transaction', async () => {
    const up =
      kind === 'postgres' ? ['DELETE FROM kept; COMMIT; BEGIN; DELETE FROM kept'] : ['DELETE FROM kept', 'COMMIT'];
    await tried(up, async (shell) => assert.match(await shell.call('up --sql'), /DELETE FROM kept/u));
  });

  test('does not go beyond the copy of a rehearsal', async () => {
    const beyond = kind === 'sqlite' ? "ATTACH 'other.db' AS other" : 'CREATE DATABASE typeorm_shell_beyond';
    await tried([beyond], async (shell) =>
      assert.match(
        await shell.refusal('up --rehearse'),
        /would change more than the copy .*: (?:ATTACH|CREATE DATABASE)/u,
      ),
    );
  });
});
