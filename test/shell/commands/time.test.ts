import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { CommandRunner } from '../../support/command-runner';
import { onEachDatabase } from '../../support/databases';
import { temporaryHome, TestShell } from '../../support/test-shell';
import { archiveShell } from '../queries/plan/support';

const TIME = String.raw`[\d.]+ m?s`;
const SPREAD = `median ${TIME}, min ${TIME}, max ${TIME}`;

onEachDatabase('.time', (database) => {
  let shell: CommandRunner;
  before(async () => {
    shell = await archiveShell(database);
  });
  after(() => shell.parts.close());

  test('ten runs, the first of them apart', async () => {
    assert.match(
      await shell.call('.time Letter.findBy({ year: 1750 })'),
      new RegExp(
        `^first run: ${TIME} \\(database ${TIME}, the rest ${TIME}\\) · 1 query · 100 rows\n` +
          `9 more: ${SPREAD} · 1 query · 100 rows\n  database: ${SPREAD}\n  the rest: ${SPREAD}$`,
      ),
    );
  });

  test('as many as are asked for', async () => {
    await shell.value('count = { runs: 0 }');
    const printed = await shell.call('.time -n 4 count.runs++; Topic.count()');
    assert.match(printed, /\n3 more: /);
    assert.equal(await shell.value('count.runs'), 4);
    assert.match(await shell.call('.time -n1 count.runs++'), /^first run: [^\n]*$/);
    assert.equal(await shell.value('count.runs'), 5);
  });

  test('what a touch has loaded is not loaded again, and it says so', async () => {
    await shell.value('writer = Writer.findOneBy({ id: 7 })');
    const printed = await shell.call('.time -n 3 writer.letters.length');
    assert.match(printed, /^first run: .* · 1 query · 40 rows\n2 more: .* · no query\nLater runs sent fewer queries/);
  });

  test('what a value would load to print itself is not loaded', async () => {
    assert.match(await shell.call('.time -n 2 Letter.findOneBy({ id: 3 })'), /· 1 query · 1 row\n/);
  });

  test('what writes runs once', async () => {
    const count = (): Promise<unknown> => shell.value("Topic.countBy({ name: 'timed' })");
    const printed = await shell.call(".time Topic.insert({ name: 'timed' })");
    assert.match(printed, /^first run: .* · 1 query .*1 row changed\nIt writes, and so it ran once\./);
    assert.equal(await count(), 1);
    assert.doesNotMatch(await shell.call(".time -n 1 Topic.insert({ name: 'timed' })"), /It writes/);
    assert.equal(await count(), 2);
    assert.match(await shell.call(".time --writes -n 3 Topic.insert({ name: 'timed' })"), /\n2 more: /);
    assert.equal(await count(), 5);
  });

  test('nothing of it is the last line, or an input, or `_`', async () => {
    await shell.value('Topic.count()');
    await shell.call('.time -n 2 Writer.find()');
    const { session } = shell.parts;
    assert.match(session.lastQueries.records[0].sql, /topics/);
    assert.equal(session.inputs.at(-1), 'Topic.count()');
  });

  test('what fails says how, after the runs that did not', async () => {
    await assert.rejects(shell.call('.time nobody.knows'), { name: 'ReferenceError' });
    await assert.rejects(shell.call('.time'), { message: '.time needs an expression.' });
    await assert.rejects(shell.call('.time -n 3'), { message: '.time needs an expression.' });
    for (const count of ['0', 'x', '1.5', '-2'])
      await assert.rejects(shell.call(`.time -n ${count} 1`), { message: `-n takes a number, not ${count}.` });
    assert.match(await shell.call('.time -n 1 -1'), /^first run/);
  });
});

describe('at a prompt', () => {
  let shell: TestShell;
  before(async () => {
    const folder = temporaryHome();
    shell = await TestShell.start({
      script: resolve(__dirname, '../../../src/repl.ts'),
      folder,
      columns: 120,
      environment: { DATABASE_URL: `sqlite:${join(folder, 'lesson.db')}` },
    });
  });
  after(() => shell.leave());

  test('.time shows no value, and no line on queries but its own', async () => {
    const printed = await shell.enterAll('.time -n 3 Employee.find()');
    assert.match(printed, /^first run: .*\n2 more: .*\n {2}database: .*\n {2}the rest: [^\n]*$/);
  });

  test('Ctrl-C ends it with what was measured until then', async () => {
    await shell.enter('runs = 0');
    shell.send(".time -n 1000000 console.log('run', ++runs); new Promise(done => setTimeout(done, 30))\r");
    await shell.sees(/^run 3$/m);
    shell.send('\x03');
    await shell.prompts();
    assert.match(shell.answer, /first run: .*\n\d+ more: [^]*Interrupted\./);
    assert.equal(await shell.enter('1 + 1'), '2');
  });

  test('.explain is a tree, and leaves the database as it is', async () => {
    assert.equal(
      await shell.enterAll('.explain Employee.findOneBy({ id: 2 }).meetings.length'),
      [
        'SELECT … FROM employees WHERE id = ?',
        '  search employees by primary key (id = ?)',
        'SELECT … FROM meetings JOIN employee_meetings WHERE employee_meetings.employee_id = ?',
        '  sort',
        '  └─ nested loop',
        '     ├─ search employee_meetings by primary key (employee_id = ?)',
        '     └─ search meetings by primary key (id = ?)',
      ].join('\n'),
    );
    assert.match(
      await shell.enterAll('.explain Employee.delete(1)'),
      /\nIt stopped before this write: \.explain writes nothing\.$/,
    );
    assert.equal(await shell.enter('Employee.count()'), '4');
  });

  test('Ctrl-C ends .explain while the expression runs, and writing is possible after it', async () => {
    shell.send(".explain console.log('read', Employee.find().length); new Promise(() => {})\r");
    await shell.sees(/^read 4$/m);
    shell.send('\x03');
    await shell.prompts();
    assert.match(shell.answer, /Interrupted\./);
    assert.equal(await shell.enter("Employee.save({ name: 'New' }).name"), "'New'");
  });

  test('a repetition is named below the line on queries', async () => {
    const printed = await shell.enterAll('for (let id = 1; id <= 6; id++) Meeting.findOneBy({ id })');
    assert.match(
      printed,
      /\n6 queries · .*\n6 × SELECT … FROM meetings WHERE id = \? : ask once: Meeting\.findBy\(\{ id: In\(\[\.\.\.\]\) \}\)$/,
    );
    await shell.enter('.sql quiet');
    assert.doesNotMatch(await shell.enterAll('for (let id = 1; id <= 6; id++) Meeting.findOneBy({ id })'), /×/);
    await shell.enter('.sql off');
  });
});
