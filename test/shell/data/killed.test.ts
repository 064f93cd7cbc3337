/** kill -9 in the middle: a file is whole or as it was, and so is the database. `DATA_KILLS=500` kills as often, on each. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../src/data-source';
import { seed } from '../../../src/seed';
import { LESSON } from '../../support/connections';
import { onEachDatabase } from '../../support/databases';
import { runTypeScript } from '../../support/run';
import { FOLDER } from './support/data-shell';

const KILLS = Number(process.env.DATA_KILLS ?? 1);
/** More rows have more moments. */
const ROWS = KILLS > 1 ? 400_000 : 40_000;
/** How often a load, or a dump, of so many rows looks whether it is to stop. */
const LOOKS = { load: ROWS / 5_000, dump: ROWS / 7_000 } as const;

onEachDatabase('kill -9', (database) => {
  let dataSource: DataSource;
  const big = join(FOLDER, `${database.kind}-big.ndjson`);
  const count = (): Promise<number> => dataSource.manager.count('Employee');

  const killed = (what: 'load' | 'dump', file: string, at: number): ReturnType<typeof runTypeScript> =>
    runTypeScript('test/shell/data/support/die.ts', { ...database.env, KILL_AT: String(at) }, [what, file]);

  /** From the first time that it looks to the last. */
  const moments = (what: 'load' | 'dump'): readonly number[] =>
    Array.from({ length: KILLS }, (_, at) => 1 + Math.floor(((at + 0.5) * (LOOKS[what] - 1)) / KILLS));

  before(async () => {
    dataSource = await createDataSource(database.options, { migrations: [...LESSON] }).initialize();
    await dataSource.runMigrations();
    await seed(dataSource);
    const lines = Array.from({ length: ROWS }, (_, at) =>
      JSON.stringify({ employees: { id: at + 1, name: `Employee number ${at + 1}`, hire_date: '2024-02-29' } }),
    );
    const others = ['assignments', 'employee_meetings'].map((table) => `"${table}"`);
    const header = `{"typeorm-shell":{"dump":1,"tables":["employees",${others.join(',')}],"masked":[]}}`;
    writeFileSync(big, [header, ...lines, `{"typeorm-shell":{"rows":${ROWS}}}\n`].join('\n'));
  });
  after(() => dataSource.destroy());

  test('of a load leaves what was there', async () => {
    for (const moment of moments('load')) {
      const { signal, stderr } = await killed('load', big, moment);
      assert.equal(signal, 'SIGKILL', stderr);
      assert.equal(await count(), 4, `killed at ${moment}`);
    }
  });

  // What it does with files is the same whatever it reads.
  if (KILLS === 1 && database.kind !== 'sqlite') return;
  test('of a dump leaves the file that was there', async () => {
    const file = join(FOLDER, `${database.kind}-dump.ndjson`);
    assert.equal((await killed('load', big, Infinity)).stderr, '');
    assert.equal(await count(), ROWS);
    for (const moment of moments('dump')) {
      writeFileSync(file, 'as it was');
      const { signal, stderr } = await killed('dump', file, moment);
      assert.equal(signal, 'SIGKILL', stderr);
      assert.equal(readFileSync(file, 'utf8'), 'as it was', `killed at ${moment}`);
    }
  });
});
