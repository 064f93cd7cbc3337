/** The commands of docs/data.md about dump and load print what it says, one after the other in a folder of their own. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { createDataSource } from '../../src/data-source';
import { dataSourceOptions } from '../../src/data-source-options';
import { seed } from '../../src/seed';
import { LESSON } from '../support/connections';
import { textOf } from './run-document';
import { commandStepsIn } from './transcripts';

const ROOT = resolve(__dirname, '../..');

const folder = mkdtempSync(join(tmpdir(), 'typeorm-shell-data-docs-'));
const programs = join(folder, '.programs');
const url = `sqlite:${join(folder, '.lesson.db')}`;

before(async () => {
  const dataSource = await createDataSource(dataSourceOptions({ DATABASE_URL: url }), {
    migrations: [...LESSON],
  }).initialize();
  await dataSource.runMigrations();
  await seed(dataSource);
  await dataSource.destroy();
  mkdirSync(programs);
  const program = join(programs, 'typeorm-shell');
  const call = [process.execPath, '-r', join(ROOT, 'scripts/ts.cjs'), join(ROOT, 'src/repl.ts')];
  writeFileSync(program, `#!/bin/sh\nexec ${call.map((word) => `'${word}'`).join(' ')} "$@" 2>&1\n`);
  chmodSync(program, 0o755);
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('docs/data.md, dump and load', () => {
  const steps = commandStepsIn(textOf('docs/data.md'), 'Dump and load');
  assert.ok(steps.length > 10);
  for (const { input, output, line } of steps) {
    const { stdout } = spawnSync('sh', ['-c', input], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${programs}:${process.env.PATH}`, DATABASE_URL: url, NO_COLOR: '1' },
    });
    assert.equal(stdout.trimEnd(), output, `docs/data.md, line ${line}: ${input}`);
  }
});
