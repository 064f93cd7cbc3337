import { test } from 'node:test';
import { TestShell } from '../../support/test-shell';

/** Without a watch that is held from wait to wait, one Ctrl-C in six was lost here, or ended the shell. */
const TRIES = 12;

test('Ctrl-C ends a loop of waits whenever it comes, and the session goes on', async () => {
  const shell = await TestShell.start({
    script: 'src/repl.ts',
    environment: { DATABASE_URL: 'sqlite::memory:' },
  });
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const told = `if (++n === ${20 + 7 * attempt}) require('fs').writeSync(1, 'looping\\n')`;
    shell.send(`n = 0; while (true) { x = Employee.findOneBy({ id: 1 }); ${told} }\r`);
    await shell.sees(/^looping/m);
    shell.send('\x03');
    await shell.sees('Interrupted.');
    await shell.prompts();
  }
  await shell.leave();
});
