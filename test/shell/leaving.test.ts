import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOOP, TestShell } from '../support/test-shell';

const PASTE_OFF = '\x1b[?2004l';

test('.exit, Ctrl-D, SIGTERM and a lost terminal end with the usual exit codes and give the terminal back', async () => {
  const byCommand = await TestShell.start();
  byCommand.send('.exit\r');
  assert.equal(await byCommand.exited, 0);

  const byKey = await TestShell.start();
  assert.equal(await byKey.leave(), 0);

  const terminated = await TestShell.start();
  terminated.kill('SIGTERM');
  assert.equal(await terminated.exited, 143);

  const hungUp = await TestShell.start();
  hungUp.kill('SIGHUP');
  assert.equal(await hungUp.exited, 129);

  for (const shell of [byCommand, byKey, terminated]) assert.ok(shell.raw.includes(PASTE_OFF));
});

test('code that never lets go ends with its terminal', async () => {
  for (const [signal, code] of [
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    const shell = await TestShell.start();
    shell.send(`${LOOP}\r`);
    await shell.sees(/^looping/m);
    shell.kill(signal);
    assert.equal(await shell.exited, code);
  }
});

test('.exit in the middle of an unfinished input leaves, .break drops it, a call on a new line is neither', async () => {
  const shell = await TestShell.start();
  shell.send('[1,\r');
  await shell.sees('...');
  shell.send('.break\r');
  await shell.prompts();
  shell.send('(\r');
  await shell.sees('...');
  shell.send('[1]\r.at(0)\r');
  await shell.sees(/\.at\(0\)\n\.\.\.$/);
  assert.equal(await shell.enter(')'), '1');
  shell.send('(\r');
  await shell.sees('...');
  shell.send('.exit\r');
  assert.equal(await shell.exited, 0);
});

test('process.exit() in code ends with its code', async () => {
  const shell = await TestShell.start();
  shell.send('process.exit(7)\r');
  assert.equal(await shell.exited, 7);
});
