import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { runShell, temporaryHome, TestShell } from '../../../support/test-shell';

const SCRIPT = join(__dirname, '../../../../src/repl.ts');
const ZED = "Employee.save({ name: 'Zed' })";

function newDatabase(): Record<string, string> {
  return { DATABASE_URL: `sqlite:${join(temporaryHome(), 'lesson.db')}`, NO_COLOR: '1' };
}

async function count(environment: Record<string, string>): Promise<string> {
  return (await runShell({ script: SCRIPT, environment, arguments: ['-e', 'Employee.count()'] })).stdout;
}

test('the prompt says what the session may do, and leaving an open transaction asks', async () => {
  const environment = newDatabase();
  const shell = await TestShell.start({ script: SCRIPT, environment });
  for (const [input, prompt] of [
    ['.mode read-only', 'read-only>'],
    ['.mode sandbox', 'sandbox>'],
    [ZED, 'sandbox*>'],
  ] as const) {
    await shell.enter(input);
    assert.equal(shell.line, prompt);
  }
  await shell.enterAll('.mode writable', ['n']);
  assert.equal(shell.line, 'sandbox*>', 'what it holds is not dropped without a yes');
  await shell.enterAll('.mode writable', ['y']);
  await shell.enter('.begin');
  await shell.enter(ZED);
  assert.equal(shell.line, 'transaction*>');
  shell.send('\x04');
  await shell.sees('A transaction is open, with 1 row changed. Leave and roll it back? (y/N)');
  shell.send('n\r');
  await shell.prompts();
  assert.equal(await shell.enter('Employee.count()'), '5');
  shell.send('.exit\r');
  await shell.sees('Leave and roll it back? (y/N)');
  shell.send('y\r');
  assert.equal(await shell.exited, 0);
  assert.match(shell.screen, /Rolled back: 1 row changed\./);
  assert.equal(await count(environment), '4\n');
});

test('Ctrl-D twice leaves an open transaction, which is rolled back', async () => {
  const environment = newDatabase();
  const shell = await TestShell.start({ script: SCRIPT, environment });
  await shell.enter('.begin');
  await shell.enter(ZED);
  shell.send('\x04');
  await shell.sees('Leave and roll it back? (y/N)');
  shell.send('\x04');
  assert.equal(await shell.exited, 0);
  assert.equal(await count(environment), '4\n');
});

test('on production the prompt has the name of the database, and is red when it is writable', async () => {
  const environment: Record<string, string> = { ...newDatabase(), APP_ENV: 'production' };
  assert.equal(await count({ ...environment, APP_ENV: '' }), '4\n');
  const { NO_COLOR: _, ...colored } = environment;
  const shell = await TestShell.start({ script: SCRIPT, environment: { ...colored, FORCE_COLOR: '1' } });
  assert.equal(shell.line, 'lesson.db read-only>');
  assert.match(await shell.enter(ZED), /this session is read-only/);
  await shell.enter('.mode writable');
  assert.equal(shell.line, 'lesson.db writable>');
  assert.ok(shell.raw.includes('\x1b[31mlesson.db writable\x1b[39m'), 'red');
  assert.equal(await shell.leave(), 0);
  const batch = { script: SCRIPT, environment, arguments: ['-e', ZED] };
  const refused = await runShell(batch);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /is production \(APP_ENV is production\).*--write[^]*this session is read-only/);
  assert.equal((await runShell({ ...batch, arguments: ['--write', ...batch.arguments] })).code, 0);
  assert.equal(await count({ ...environment, APP_ENV: '' }), '5\n');
});
