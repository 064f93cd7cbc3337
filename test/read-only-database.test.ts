import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { createDataSource } from '../src/data-source';
import { dataSourceOptions } from '../src/data-source-options';
import { prepareDatabase } from '../src/project-database';
import { runTypeScript } from './support/run';
import { runShell } from './support/test-shell';

const home = path.join(tmpdir(), `typeorm_shell_read_only_${process.pid}`);
const folder = path.join(home, 'data');
const file = path.join(folder, 'app.db');
const SCRIPT = path.join(__dirname, '../src/repl.ts');

before(async () => {
  mkdirSync(folder, { recursive: true });
  const dataSource = await createDataSource(dataSourceOptions({ DATABASE_URL: `sqlite:${file}` })).initialize();
  await prepareDatabase(dataSource);
  assert.equal(dataSource.notice, undefined);
  await dataSource.destroy();
  assert.deepEqual(readdirSync(folder), ['app.db'], 'no log is left over');
});
after(() => {
  chmodSync(folder, 0o755);
  rmSync(home, { recursive: true });
});

for (const [modes, folderMode, fileMode] of [
  ['neither the file nor its folder', 0o555, 0o444],
  ['not the folder', 0o555, 0o666],
  ['not the file', 0o777, 0o444],
] as const) {
  for (const MODE of ['writable', 'read-only'])
    test(`a database that may be read, and of which ${modes} may be written, is read (${MODE})`, async () => {
      chmodSync(file, fileMode);
      chmodSync(folder, folderMode);
      const { code, stdout, stderr } = await runTypeScript('test/support/read-as-nobody.ts', {
        ...process.env,
        DATABASE_URL: `sqlite:${file}`,
        MODE,
      });
      assert.equal(code, 0, stderr);
      const { notice, prepared, employees, refusal } = JSON.parse(stdout) as Record<string, unknown>;
      assert.match(String(notice), /^The database takes no writes: .*app\.db or its folder\./);
      assert.deepEqual(prepared, { created: false, pending: [] });
      assert.equal(employees, 4);
      assert.match(String(refusal), /readonly database/);
    });
}

test('a folder that is not there is not made', async () => {
  const missing = path.join(home, 'dta', 'app.db');
  const { code, stderr } = await runShell({
    script: SCRIPT,
    arguments: ['-e', '1'],
    environment: { DATABASE_URL: `sqlite:${missing}`, NO_COLOR: '1' },
  });
  assert.equal(code, 1);
  assert.equal(stderr, `Cannot open the database ${missing}: there is no folder ${path.dirname(missing)}\n`);
  assert.ok(!existsSync(path.dirname(missing)));
});
