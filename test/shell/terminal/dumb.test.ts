import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOOP, TestShell } from '../../support/test-shell';

const DUMB = { environment: { TERM: 'dumb' } };
const CTRL_C = '\x03';

test('a dumb terminal gets text and no escape codes', async () => {
  const shell = await TestShell.start(DUMB);
  assert.equal(await shell.enter('1 + 1'), '2');
  shell.send('[1,\r');
  await shell.sees('...');
  assert.equal(await shell.enter('2]'), '[ 1, 2 ]');
  assert.match(await shell.enter('.hlep'), /did you mean \.help/);
  assert.equal(await shell.leave(), 0);
  assert.ok(!shell.raw.includes('\x1b'), JSON.stringify(shell.raw));
});

test('Ctrl-C in a dumb terminal drops the line, and ends what runs', async () => {
  const shell = await TestShell.start(DUMB);
  shell.send('1 + broken');
  await shell.sees('broken');
  shell.send(CTRL_C);
  await shell.prompts();
  shell.send(`${LOOP}\r`);
  await shell.sees(/^looping/m);
  shell.send(CTRL_C);
  await shell.sees('Interrupted.');
  await shell.prompts();
  assert.equal(await shell.enter('1 + 1'), '2');
  await shell.leave();
});
