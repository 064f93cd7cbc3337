import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../src/data-source';
import { dataSourceOptions } from '../src/data-source-options';
import { seed } from '../src/seed';
import { company } from '../src/seed/company';
import { rowsIn } from '../src/seed/counts';
import { writeScaledRows } from '../src/seed/scaled-rows';
import { compare, print } from './support/compare';
import { size } from './support/sizes';
import { temporaryFolder } from './support/temporary';

const SCALE = size(100_000, 50);
const SEED = 42;

/** What is needed of better-sqlite3. */
interface Handle {
  prepare(sql: string): { run(row: readonly unknown[]): unknown };
  exec(sql: string): unknown;
}

/**
 * `npm run seed -- --scale` against the least that such a thing can do on SQLite: the same rows, made before, through a prepared
 * statement of better-sqlite3, in one transaction. Both delete what is there first. The others are for information: there is no
 * such least on a server.
 */
async function main(): Promise<void> {
  const file = join(temporaryFolder(), 'seed.db');
  const dataSource = await createDataSource(dataSourceOptions({ DATABASE_URL: `sqlite:${file}` })).initialize();
  await dataSource.runMigrations();
  const { tables, counts } = company(SCALE, SEED);
  const rows = rowsIn(counts);
  const made = tables.map(({ name, columns, rows: rowsOf }) => ({ name, columns, rows: [...rowsOf()] }));
  const handle = (dataSource.driver as unknown as { readonly databaseConnection: Handle }).databaseConnection;
  const samples = await compare({
    claim: `${rows} rows of a company of ${SCALE} employees, SQLite`,
    baseline: [
      'prepared inserts alone',
      () => {
        handle.exec('BEGIN');
        for (const { name } of [...made].reverse()) handle.exec(`DELETE FROM ${name}`);
        for (const { name, columns, rows: all } of made) {
          const names = columns.map((column) => column.name).join(', ');
          const insert = handle.prepare(`INSERT INTO ${name} (${names}) VALUES (${columns.map(() => '?').join(', ')})`);
          for (const row of all) insert.run(row);
        }
        handle.exec('COMMIT');
      },
    ],
    measured: [['seed --scale', () => scaled(dataSource)]],
    rounds: size(7, 1),
    goal: { ratio: 2 },
  });
  for (const [name, times] of samples) {
    const fastest = Math.min(...times);
    print(`  ${name}: ${Math.round((rows / fastest) * 1000)} rows/s at best`);
  }
  await dataSource.destroy();
}

function scaled(dataSource: DataSource): Promise<unknown> {
  return seed(dataSource, (manager) => writeScaledRows(manager, { scale: SCALE, seed: SEED }));
}

void main();
