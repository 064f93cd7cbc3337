/** In full: `CTRL_C_TRIES=600 npm test -- ctrl-c-at-the-edge --test-timeout=7200000`. */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { test } from 'node:test';
import { TestShell } from '../../support/test-shell';

const TRIES = Number(process.env['CTRL_C_TRIES'] ?? 24);
/** A line begins some milliseconds after Enter, and ends a few later. */
const LATEST = 16;
const LINE = 'for (let until = performance.now() + 4; performance.now() < until; ) Employee.findOneBy({ id: 1 })';

for (const [where, TERM] of [
  ['a terminal', 'xterm-256color'],
  ['a dumb terminal', 'dumb'],
] as const)
  test(`Ctrl-C in the moment in which a line begins or ends does not end the shell: ${where}`, async () => {
    const shell = await TestShell.start({
      script: 'src/repl.ts',
      columns: 130,
      environment: { DATABASE_URL: 'sqlite::memory:', TERM },
    });
    await shell.enter(LINE);
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      shell.send(`${LINE}\r`);
      // Where it comes is what is tried out, and nothing is waited for with it.
      await setTimeout((LATEST * (attempt % 32)) / 32);
      shell.send('\x03');
      await shell.prompts();
      // Where the prompt was there already, and takes Ctrl-C as a signal, what follows at once may be the line that it ends.
      for (let answered = false; !answered;) {
        shell.send(`'try ' + ${attempt} * 7\r`);
        await shell.sees(new RegExp(`'try ${attempt * 7}'|Interrupted\\.`));
        answered = shell.answer.includes(`'try ${attempt * 7}'`);
        await shell.prompts();
      }
    }
    assert.equal(await shell.leave(), 0);
  });
