import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TestShell } from '../../support/test-shell';

test('shows the banner, evaluates lines, keeps what they declare', async () => {
  const shell = await TestShell.start();
  assert.match(shell.screen, /^A plain shell\n>$/);
  assert.equal(await shell.enter('var a = 20'), '');
  assert.equal(await shell.enter('a + 1'), '21');
  assert.equal(await shell.enter('_ * 2'), '42');
  assert.equal(await shell.enter('   '), '');
  assert.equal(await shell.leave(), 0);
});

test('goes on with an unfinished input, and brings it back whole', async () => {
  const shell = await TestShell.start();
  shell.send('[1,\r');
  await shell.sees('...');
  assert.equal(await shell.enter('2]'), '[ 1, 2 ]');
  shell.send('\x1b[A');
  await shell.sees(/> \[1,\n\.\.\. {3}2\]$/);
  await shell.enter('');
  assert.match(shell.answer, /\[ 1, 2 \]/);
  await shell.leave();
});

test('an error is shown with its line, and the session goes on', async () => {
  const shell = await TestShell.start();
  assert.match(await shell.enter('nothing.there'), /ReferenceError: nothing is not defined/);
  assert.equal(await shell.enter('_error.name'), "'ReferenceError'");
  await shell.leave();
});

test('an unhandled rejection and an exception from a timer are shown, the prompt and the half-typed line stay', async () => {
  const shell = await TestShell.start();
  await shell.enter('var reject; void new Promise((_, no) => { reject = no })');
  await shell.enter("void setTimeout(() => { reject(new Error('nobody waits')) }, 0)");
  await shell.sees('Error: nobody waits');
  shell.send('1 + ');
  await shell.sees('> 1 +');
  shell.send('1');
  await shell.sees('> 1 + 1');
  assert.equal(await shell.enter(''), '2');
  await shell.enter("void setTimeout(() => { throw new Error('from a timer') }, 0)");
  await shell.sees('Error: from a timer');
  await shell.leave();
});

test('what is logged while a line is typed goes above it', async () => {
  const shell = await TestShell.start();
  await shell.enter("process.once('SIGUSR2', () => { process.stdout.write('late, '); console.log('but there') }).pid");
  shell.send('1 + 1');
  await shell.sees('> 1 + 1');
  shell.kill('SIGUSR2');
  await shell.until(() => shell.screen.endsWith('late,\nbut there\n> 1 + 1'), 'the log above the line');
  assert.equal(await shell.enter(''), '2');
  await shell.leave();
});

test('output without a newline is not overwritten by the prompt', async () => {
  const shell = await TestShell.start();
  assert.equal(await shell.enter("void process.stdout.write('half')"), 'half');
  assert.equal(await shell.enter("process.stdout.write('half') && 5"), 'half\n5');
  await shell.leave();
});
