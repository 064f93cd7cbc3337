/** Each example of `.help` is what it says: it runs in the lesson, as it stands. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { COMMANDS } from '../../../src/shell/commands';
import { temporaryHome, TestShell } from '../../support/test-shell';

/** What has to be entered before an example makes sense. */
const BEFORE: Readonly<Record<string, readonly string[]>> = {
  commit: ['.begin'],
  rollback: ['.begin'],
  savepoint: ['.begin'],
  load: ['.save --force queries.ts'],
  save: ["require('fs').rmSync('queries.ts')"],
  code: ['Employee.find()'],
};
/** What leaves the session as the next example wants it. */
const AFTER: Readonly<Record<string, readonly string[]>> = {
  await: ['.await on'],
  begin: ['.rollback'],
  mode: ['.mode writable'],
  savepoint: ['.rollback'],
  pager: ['.pager on'],
};
/** Those that end what the others go on with; the one that waits for lines, and the one that opens another program. */
const APART = new Set(['exit', 'editor', 'edit']);

describe('examples of .help', () => {
  const home = temporaryHome();
  let shell: TestShell;
  before(async () => {
    shell = await TestShell.start({
      script: resolve(__dirname, '../../../src/repl.ts'),
      folder: home,
      columns: 120,
      rows: 200,
      types: true,
      environment: { DATABASE_URL: `sqlite:${join(home, 'lesson.db')}`, NO_COLOR: '1', PAGER: 'cat' },
    });
    await shell.enter('employee1 = Employee.findOneBy({ id: 1 })');
  });
  after(async () => {
    await shell.enter('.exit').catch(() => undefined);
    shell.kill();
  });

  for (const { name, example } of COMMANDS.filter((command) => !APART.has(command.name)))
    test(example, async () => {
      await shell.enter("throw new Error('none since')");
      for (const input of BEFORE[name] ?? []) await shell.enter(input);
      const shown = await shell.enter(example);
      const error = await shell.enter('_error.message');
      for (const input of AFTER[name] ?? []) await shell.enter(input);
      assert.equal(error, "'none since'", shown);
    });

  test('and write nothing but in the current folder', () => {
    assert.ok(readdirSync(home).includes('queries.ts'));
  });
});
