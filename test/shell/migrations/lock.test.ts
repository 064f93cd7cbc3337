import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, test } from 'node:test';
import { onEachDatabase } from '../../support/databases';
import { MIGRATIONS } from './support/child';
import { emptied } from './support/emptied';
import { MigrationShell } from './support/migration-shell';
import { startChild } from './support/start-child';

onEachDatabase('migrations are run by one process at a time', (database) => {
  let shell: MigrationShell;
  beforeEach(async () => {
    await emptied(database);
    shell = await MigrationShell.open(database.options, MIGRATIONS.quick);
  });
  let child: ChildProcess | undefined;
  afterEach(async () => {
    child?.kill('SIGKILL');
    await shell.close();
  });

  /** Another process is in the middle of a migration. */
  const other = async (): Promise<ChildProcess> => {
    child = startChild({ options: database.options, migrations: 'slow' });
    const [message] = (await once(child, 'message')) as unknown[];
    assert.equal(message, 'at it');
    return child;
  };
  /** Runs `up` here; when it says that it waits, something is done to the other one. */
  const meanwhile = (work: () => void): Promise<string> => {
    const lines: string[] = [];
    const print = (text: string): void => {
      lines.push(text);
      if (text.startsWith('Waiting')) work();
    };
    return shell.call('up', { print }).then(() => lines.join('\n'));
  };
  const WHO = {
    sqlite: (pid?: number) => `process ${pid} on \\S+, since [\\d-]+ [\\d:]+ UTC`,
    postgres: () => '.* (?:from \\S+|on the server itself), process \\d+ of the server, connected since .* UTC',
    mariadb: () => '\\S+ from \\S+, connection \\d+ of the server, with a statement that began at .* UTC',
  }[database.kind];

  test('the second waits, says for whom, and finds it done', async () => {
    const running = await other();
    const ended = once(running, 'exit');
    const who = WHO(running.pid);
    const refused = await shell.refusal('up --wait 0');
    assert.match(
      refused,
      new RegExp(`^Somebody else runs migrations on this database: ${who}\\.\\nNothing was done\\.`),
    );
    assert.match(await shell.refusal('stamp --purge --wait 0'), /^Somebody else runs migrations/);
    const stop = new AbortController();
    const stopped = shell.call('up', { breakable: (work) => work(stop.signal), print: () => stop.abort() });
    await assert.rejects(stopped, { name: 'InterruptedError' });
    const said = await meanwhile(() => running.send('go on'));
    assert.match(
      said,
      new RegExp(`^Waiting for somebody else who runs migrations on this database: ${who}\\.\\nNothing is pending\\.$`),
    );
    assert.deepEqual(await ended, [0, null]);
    assert.equal(await shell.states(), 'applied Slow');
    if (database.kind === 'sqlite') assert.ok(!existsSync(`${new URL(database.url).pathname}-migrating`));
  });

  test('who is killed has it no more', async () => {
    const running = await other();
    const ended = once(running, 'exit');
    const answered = meanwhile(() => running.kill('SIGKILL'));
    await ended;
    assert.match(await answered, /applied {3}Slow\d+ · /);
    assert.equal(await shell.states(), 'applied Slow');
    assert.equal(await shell.count('slow'), 0);
  });
});
