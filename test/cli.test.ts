import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { runShell } from './support/test-shell';

const script = join(__dirname, '../src/cli.ts');

test('typeorm-shell --help fits one screen and names its own options', async () => {
  const { stdout, code } = await runShell({ script, arguments: ['--help'] });
  const lines = stdout.trimEnd().split('\n');
  assert.match(stdout, /^Usage: typeorm-shell /);
  assert.ok(lines.length <= 24 && lines.every((line) => line.length <= 80), stdout);
  for (const option of ['-d, --data-source FILE', '--env-file FILE', '--trust', '--doctor', '-e, --eval CODE'])
    assert.ok(stdout.includes(option), option);
  assert.equal(code, 0);
});

test('wrong usage needs no project and ends with 2; npm start has no options of projects', async () => {
  const wrong = await runShell({ script, arguments: ['--data-sorce', 'x'] });
  assert.deepEqual(wrong, {
    stdout: '',
    stderr: 'There is no option --data-sorce: did you mean --data-source?\nAdd --help to see what there is.\n',
    code: 2,
  });
  const own = await runShell({ script: join(__dirname, '../src/repl.ts'), arguments: ['--doctor'] });
  assert.equal(own.code, 2);
});

test('it opens on this very project, which is written for ts-node and swc', async () => {
  const environment = { DATABASE_URL: 'sqlite::memory:' };
  const { stdout, code } = await runShell({ script, environment, arguments: ['-e', 'Employee.name'] });
  assert.deepEqual([stdout, code], ["'Employee'\n", 0]);
});
