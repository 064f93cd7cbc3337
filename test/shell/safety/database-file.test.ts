import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { watchDatabaseFile } from '../../../src/shell/safety/database-file';
import type { LineObserver } from '../../../src/shell/session';
import { Employee, staff } from '../relations/fixtures/staff';
import { Prompt } from '../relations/fixtures/prompt';

test('a database file that is deleted or replaced while it is open is told after each line that writes', async () => {
  const file = join(tmpdir(), `typeorm_shell_file_${process.pid}`, 'app.db');
  mkdirSync(dirname(file));
  const prompt = await Prompt.open(staff, { type: 'better-sqlite3', database: file, enableWAL: true });
  const observer: LineObserver = watchDatabaseFile(prompt.relations, prompt.dataSource, prompt.recorder);
  const told = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
    observer.startLine();
    await work();
    const notices = observer.takeNotices();
    observer.endLine();
    return notices;
  };
  const { manager } = prompt.dataSource;
  const write = (): Promise<unknown> => manager.save(Employee, { name: 'x' });
  const read = (): Promise<unknown> => manager.find(Employee);
  const lost = (what: string): string =>
    `${file} ${what}: what this shell writes will be lost. Leave it and start it again.`;

  assert.deepEqual(await told(write), []);
  renameSync(file, `${file}.old`);
  assert.deepEqual(await told(read), []);
  assert.deepEqual(await told(write), [lost('is not there any more')]);
  copyFileSync(`${file}.old`, file);
  assert.deepEqual(await told(write), [lost('is another file now')]);
  renameSync(`${file}.old`, file);
  assert.deepEqual(await told(write), []);
  await prompt.close();
  rmSync(dirname(file), { recursive: true });
});

test('without a file there is nothing to watch', async () => {
  const prompt = await Prompt.open(staff);
  assert.equal(watchDatabaseFile(prompt.relations, prompt.dataSource, prompt.recorder), prompt.relations);
  await prompt.close();
});
