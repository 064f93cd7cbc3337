import assert from 'node:assert/strict';
import { once } from 'node:events';
import { afterEach, beforeEach, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { onEachDatabase } from '../../support/databases';
import { counting, MIGRATIONS } from './support/child';
import { emptied } from './support/emptied';
import { MigrationShell } from './support/migration-shell';
import { startChild } from './support/start-child';

/** How many processes are killed on each database; more by hand. */
const KILLS = Number(process.env.MIGRATION_KILLS ?? 8);

onEachDatabase(
  `kill -9 while migrations run, ${KILLS} times,`,
  (database) => {
    let shell: MigrationShell;
    const options = { ...database.options, migrationsTransactionMode: 'each' };
    const open = async (): Promise<void> => {
      shell = await MigrationShell.open(options, MIGRATIONS.steps);
    };
    beforeEach(() => emptied(database));
    afterEach(() => shell.close());

    test('leaves the schema before or after a step, and status tells which', async (context) => {
      await open();
      let statements = 0;
      counting(shell, (number, send) => {
        statements = number;
        return send();
      });
      await shell.call('up');
      const found = new Map<string, number>();
      for (let kill = 0; kill < KILLS; kill++) {
        await shell.close();
        await emptied(database);
        const statement = 1 + Math.floor((kill * statements) / KILLS);
        const child = startChild({
          options,
          migrations: 'steps',
          kill: { statement, underway: kill % 2 === 1, later: kill % 3 },
        });
        await once(child, 'exit');
        await open();
        if (database.kind === 'postgres') await nobodyElse(shell);
        const states = await shell.states();
        const applied = states.split(', ').filter((state) => state.startsWith('applied')).length;
        for (const step of [0, 1, 2])
          for (const name of [`one_${step}`, `two_${step}`]) {
            assert.equal(await shell.has(name), step < applied, `${name}, killed at ${statement}: ${states}`);
            if (step < applied) assert.equal(await shell.count(name), 2);
          }
        found.set(states, (found.get(states) ?? 0) + 1);
        await shell.call('up');
        assert.equal(await shell.states(), 'applied Step0, applied Step1, applied Step2');
      }
      for (const [states, times] of found) context.diagnostic(`${times} times: ${states}`);
    });
  },
  ['sqlite', 'postgres'],
);

/** The server learns of the end of a process a moment later, and may be about to commit what it had sent. */
async function nobodyElse({ dataSource }: MigrationShell): Promise<void> {
  const others = `SELECT count(*)::int AS others FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`;
  for (;;) {
    const [row] = await dataSource.query<{ others: number }[]>(others);
    if (row.others === 0) return;
    await setImmediate();
  }
}
