/** `dump` and `load` as a person calls them. Read-only mode stands before each database. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { createDataSource } from '../../../src/data-source';
import { seed } from '../../../src/seed';
import { LESSON } from '../../support/connections';
import { onEachDatabase } from '../../support/databases';
import { runTypeScript } from '../../support/run';
import { FOLDER } from './support/data-shell';

interface AuditEvent {
  readonly event: string;
  readonly sql?: unknown;
  readonly rowsChanged?: number;
}

onEachDatabase('the command line', (database) => {
  before(async () => {
    const dataSource = await createDataSource(database.options, { migrations: [...LESSON] }).initialize();
    await dataSource.runMigrations();
    await seed(dataSource);
    await dataSource.destroy();
  });

  test('dumps to the standard output, and says the rest elsewhere', async () => {
    const { stdout, stderr, code } = await runTypeScript('src/repl.ts', database.env, ['dump', '--format', 'json']);
    assert.equal(code, 0, stderr);
    const dumped = JSON.parse(stdout) as Readonly<Record<string, readonly unknown[]>>;
    assert.deepEqual(dumped.projects, [
      { id: 1, title: 'XYZ Project Flask server', budget: 50000 },
      { id: 2, title: 'XYZ Project React UI', budget: 100000 },
    ]);
    assert.match(
      stderr,
      /^Dumped 16 rows of 5 tables to standard output \([\d,]+ bytes\)\.\nLeft out, because no entity/,
    );
  });

  if (database.kind !== 'sqlite') return;
  test('loads what it dumped; what goes wrong ends with 1, what is called wrongly with 2', async () => {
    const file = join(FOLDER, 'lesson.ndjson');
    const call = (...words: string[]): ReturnType<typeof runTypeScript> =>
      runTypeScript('src/repl.ts', database.env, words);
    assert.equal((await call('dump', '-o', file)).code, 0);
    const bad = join(FOLDER, 'bad.ndjson');
    const audit = join(FOLDER, 'audit.ndjson');
    writeFileSync(bad, readFileSync(file, 'utf8').replace('"name":"Sasha Hao"', '"name":"Sasha Hao","age":3'));
    const ended = await Promise.all([
      call('load', file, '--replace', '--audit', audit),
      call('load', bad, '--replace'),
      call('load'),
    ]);
    assert.deepEqual(
      ended.map(({ code, stdout, stderr }) => [code, (stdout + stderr).replaceAll(FOLDER, '')]),
      [
        [0, 'Loaded 16 rows into 5 tables from /lesson.ndjson.\n'],
        [1, '/bad.ndjson:4 has a column age, and employees has none.\nIt has id, name, hire_date.\n'],
        [2, 'load needs a file.\nFor example: typeorm-shell load backup.json\n'],
      ],
    );
    const events = readFileSync(audit, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditEvent);
    const statements = events.flatMap(({ event, sql }) => (event === 'statement' ? [String(sql)] : []));
    assert.deepEqual(statements.slice(0, 1), ['DELETE FROM "employee_meetings"']);
    assert.ok(statements.includes('INSERT INTO "projects" ("id", "title", "budget") VALUES …'), statements.join('\n'));
    assert.equal(statements.length, 10);
    assert.equal(events.find(({ event }) => event === 'result')?.rowsChanged, 32);
  });
});
