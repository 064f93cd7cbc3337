import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../src/data-source';
import { dataSourceOptions } from '../src/data-source-options';
import { seed } from '../src/seed';
import { rowsIn } from '../src/seed/counts';
import { writeScaledRows } from '../src/seed/scaled-rows';
import { company } from '../src/seed/company';
import { dumpSubcommand } from '../src/shell/data/dump/subcommand';
import { loadSubcommand } from '../src/shell/data/load/subcommand';
import { commandContext } from '../test/support/run-command';
import { shellInProcess } from '../test/support/shell-in-process';
import { compare, print } from './support/compare';
import { size } from './support/sizes';
import { temporaryFolder } from './support/temporary';

/** Employees, for the time; and those of two databases, for the memory. */
const SCALE = size(20_000, 50);
const SCALES = [size(40_000, 50), size(360_000, 100)].slice(0, size(2, 1));
const SEED = 42;
const TABLES = ['employees', 'projects', 'assignments', 'meetings', 'employee_meetings'];
const AT_ONCE = 65_536;

async function seeded(file: string, scale: number): Promise<DataSource> {
  const dataSource = await createDataSource(dataSourceOptions({ DATABASE_URL: `sqlite:${file}` })).initialize();
  await dataSource.runMigrations();
  await seed(dataSource, (manager) => writeScaledRows(manager, { scale, seed: SEED }));
  return dataSource;
}

/** What has to be done in any case: the rows of better-sqlite3, as JSON, to a file. */
function written(handle: Database.Database, path: string): void {
  const file = openSync(path, 'w');
  let text = '';
  for (const table of TABLES)
    for (const row of handle.prepare(`SELECT * FROM ${table}`).iterate()) {
      text += `${JSON.stringify({ [table]: row })}\n`;
      if (text.length < AT_ONCE) continue;
      writeSync(file, text);
      text = '';
    }
  writeSync(file, text);
  closeSync(file);
}

/** The same the other way round: all rows are in memory meanwhile. */
function read(handle: Database.Database, path: string): void {
  handle.exec('BEGIN');
  for (const table of [...TABLES].reverse()) handle.exec(`DELETE FROM ${table}`);
  const inserts = new Map<string, Database.Statement>();
  for (const line of readFileSync(path, 'utf8').trimEnd().split('\n')) {
    const [[table, row]] = Object.entries(JSON.parse(line) as Record<string, Record<string, unknown>>);
    let insert = inserts.get(table);
    if (insert === undefined) {
      const names = Object.keys(row);
      insert = handle.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`);
      inserts.set(table, insert);
    }
    insert.run(Object.values(row));
  }
  handle.exec('COMMIT');
}

/** Dump and load against what such a thing has to do at least; and whether their memory grows with the rows. */
async function main(): Promise<void> {
  const folder = temporaryFolder();
  const dataSource = await seeded(join(folder, 'bench.db'), SCALE);
  const { databaseConnection: handle } = dataSource.driver as unknown as {
    readonly databaseConnection: Database.Database;
  };
  const context = commandContext(shellInProcess(dataSource));
  const [raw, file] = [join(folder, 'raw.ndjson'), join(folder, 'dump.ndjson')];
  const rows = rowsIn(company(SCALE, SEED).counts);
  const goal = { ratio: 2 };
  await compare({
    claim: `${rows} rows of SQLite, written to a file`,
    baseline: ['iterate and JSON.stringify', () => written(handle, raw)],
    measured: [['dump', () => dumpSubcommand.parse({ output: file, force: true }, []).act(context)]],
    rounds: size(11, 1),
    goal,
  });
  await compare({
    claim: `${rows} rows of a file, put in place of those of SQLite`,
    baseline: ['JSON.parse and prepared inserts', () => read(handle, raw)],
    measured: [['load', () => loadSubcommand.parse({ replace: true }, [file]).act(context)]],
    rounds: size(11, 1),
    goal,
  });
  await dataSource.destroy();
  for (const [at, scale] of SCALES.entries()) {
    const database = join(folder, `memory-${at}.db`);
    await (await seeded(database, scale)).destroy();
    const output = join(folder, `memory-${at}.ndjson`);
    const most = [
      ['dump', '-o', output],
      ['load', output, '--replace'],
    ].map((words) => memoryOf(database, words));
    print(`  ${rowsIn(company(scale, SEED).counts)} rows: dump ${most[0]} MB at most, load ${most[1]} MB`);
  }
}

function memoryOf(database: string, words: readonly string[]): string {
  const root = join(__dirname, '..');
  const hooks = ['-r', join(root, 'scripts/ts.cjs'), '-r', join(__dirname, 'support/report-memory.cjs')];
  const { stderr } = spawnSync(process.execPath, [...hooks, join(root, 'src/repl.ts'), ...words], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: `sqlite:${database}` },
  });
  return /memory (\d+)/.exec(stderr)?.[1] ?? stderr;
}

void main();
