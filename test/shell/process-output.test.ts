import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { ShellOutput } from '../../src/shell/process-output';
import { TestShell } from '../support/test-shell';

test('a write that was ended in the middle does not stop those after it', () => {
  const written: string[] = [];
  let interrupted = true;
  const output = new ShellOutput(new PassThrough() as unknown as NodeJS.WriteStream, (text) => {
    if (interrupted) throw new Error('Ctrl-C');
    written.push(text);
  });
  assert.throws(() => output.write('lost'), /Ctrl-C/);
  interrupted = false;
  output.write('one');
  output.write('two\n');
  assert.deepEqual(written, ['one', 'two\n']);
});

test('Ctrl-C ends a loop that prints, and the session goes on', async () => {
  const shell = await TestShell.start();
  // Not faster than the terminal of the test can follow.
  shell.send('for (let i = 0; ; i++) { console.log(i); for (let j = 0; j < 1e6; j++); }\r');
  await shell.sees(/^20$/m);
  shell.send('\x03');
  await shell.sees('Interrupted.');
  await shell.prompts();
  assert.equal(await shell.enter('1 + 1'), '2');
  await shell.leave();
});
