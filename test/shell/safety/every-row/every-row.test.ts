import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { onEachDatabase } from '../../../support/databases';
import { runShell, TestShell, type Finished } from '../../../support/test-shell';

const SHELL = resolve(__dirname, '../../../../src/repl.ts');
const STATE =
  "[Employee.count(), Assignment.count(), Meeting.count(), Project.sum('budget'), Employee.countBy({ name: 'Nobody' })]";

/** What of the lesson would be changed, and what is said of it. */
const REFUSED: readonly (readonly [code: string, said: RegExp])[] = [
  ['Assignment.clear()', /^(?:DELETE FROM|TRUNCATE) assignments would delete all 3 rows of assignments:/],
  ['repo(Assignment).deleteAll()', /^DELETE FROM assignments would delete all 3 rows of assignments:/],
  ['manager.updateAll(Project, { budget: 1 })', /^UPDATE projects would change all 2 rows of projects:/],
  ['Employee.createQueryBuilder().delete().execute()', /^DELETE FROM employees would delete all 4 rows of employees:/],
  [
    "Employee.createQueryBuilder().update().set({ name: 'Nobody' }).where('1 = 1').execute()",
    /^UPDATE employees would change all 4 rows of employees:/,
  ],
  [
    "Employee.createQueryBuilder().update().set({ name: 'Nobody' }).where(':always = 1', { always: 1 }).execute()",
    /^UPDATE employees would change all 4 rows of employees:/,
  ],
  [
    "Employee.update({ name: Like('%') }, { name: 'Nobody' })",
    /^UPDATE employees would change all 4 rows of employees:/,
  ],
  ['sql`delete from employees`', /^DELETE FROM employees would delete all 4 rows of employees:/],
  ['sql`drop table assignments`', /^DROP TABLE assignments would drop assignments with its 3 rows:/],
  ["dataSource.createQueryRunner().clearTable('assignments')", /would delete all 3 rows of assignments:/],
  ['dataSource.transaction(it => it.deleteAll(Assignment))', /would delete all 3 rows of assignments:/],
  [
    'dataSource.transaction(it => { it.delete(Assignment, { id: 1 }); it.deleteAll(Assignment) })',
    /would delete all 2 rows of assignments:/,
  ],
  [
    'dataSource.dropDatabase()',
    /^dropDatabase\(\) would drop all 6 tables with 19 rows: employee_meetings \(5\), .*, …:/,
  ],
  [
    'dataSource.synchronize(true)',
    /^synchronize\(true\) would make the schema anew and drop all 6 tables with 19 rows:/,
  ],
  ['dataSource.undoLastMigration()', /^undoLastMigration\(\) would revert AddAssignments1762000120000,/],
];

/** What is sent for it has a condition, or changes no row that is there. */
const INNOCENT = [
  "Employee.save({ name: 'New', hireDate: '2024-01-01' })",
  "Employee.update({ name: 'New' }, { name: 'Newer' })",
  "newer = Employee.findOneBy({ name: 'Newer' })",
  'newer.meetings.push(Meeting.findOneBy({ id: 1 }))',
  'newer.save()',
  'newer.meetings = []',
  'newer.save()',
  'newer.remove()',
  'sql`delete from employees where 1 = 0`',
  'sql`create table scratch (id int)`',
  'sql`delete from scratch`',
  'sql`drop table if exists nothing_like_it`',
  'dataSource.runMigrations()',
  'dataSource.synchronize()',
  '.explain Assignment.clear()',
  '.explain dataSource.dropDatabase()',
];

onEachDatabase('Every row of a table', (database) => {
  const run = (codes: readonly string[], options: readonly string[] = []): Promise<Finished> =>
    runShell({
      script: SHELL,
      environment: { DATABASE_URL: database.url, NO_COLOR: '1' },
      arguments: ['--keep-going', ...options, ...codes.flatMap((code) => ['-e', code])],
    });
  /** The errors that ask for --yes. */
  const refusals = ({ stderr }: Finished): readonly string[] =>
    stderr.split('\n').filter((line) => line.includes('--yes'));
  let untouched: string;
  before(async () => (untouched = (await run([STATE])).stdout));

  test('is not changed where nobody can be asked: one line says by what, which table and how many rows', async () => {
    const finished = await run(REFUSED.map(([code]) => code));
    assert.equal(finished.code, 1);
    const said = refusals(finished);
    for (const [at, [code, expected]] of REFUSED.entries()) assert.match(said[at] ?? finished.stderr, expected, code);
    assert.equal(said.length, REFUSED.length);
    for (const line of said) assert.match(line, /: nobody can be asked here, so it needs --yes\.$/);
    assert.equal((await run([STATE])).stdout, untouched);
  });

  test('nothing is asked before what has a condition, or leaves all rows as they are', async () => {
    const finished = await run(INNOCENT);
    assert.deepEqual(refusals(finished), [], finished.stderr);
    assert.equal((await run([STATE])).stdout, untouched);
  });

  test('synchronize() says which tables it would change, if any', async () => {
    const finished = await run(['sql`alter table employees add extra int`', 'dataSource.synchronize()']);
    assert.match(
      refusals(finished).join('\n'),
      /^synchronize\(\) would change the schema with \d+ statements?, in 1 table with 4 rows: employees \(4\): .*$/,
    );
  });

  test('with --yes all of it is done', async () => {
    const { stdout, stderr, code } = await run(
      [
        'dataSource.synchronize()',
        'repo(Assignment).deleteAll().affected > 0',
        'Assignment.count()',
        'manager.updateAll(Project, { budget: 1 })',
        "Project.sum('budget')",
        'dataSource.undoLastMigration()',
        'sql`select count(*) as migrations from migrations`.map(({ migrations }) => Number(migrations))',
        'dataSource.synchronize(true)',
        'Employee.count()',
        'dataSource.dropDatabase()',
      ],
      ['--yes', '--json'],
    );
    assert.equal(stderr, '');
    assert.equal(code, 0);
    const values = stdout.split('\n').filter((line) => /^(?:true|\d+|\[.*\])$/.test(line));
    assert.deepEqual(values, ['true', '0', '2', '[2]', '0'], stdout);
  });
});

describe('Every row of a table, in a terminal', () => {
  let folder: string;
  let environment: Readonly<Record<string, string>>;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'typeorm-shell-every-row-'));
    environment = { DATABASE_URL: `sqlite:${join(folder, 'lesson.db')}`, NO_COLOR: '1' };
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const QUESTION = 'DELETE FROM employees would delete all 4 rows of employees.\nGo on? (y/N)';

  for (const [how, keys] of [
    ['no', 'n\r'],
    ['Enter', '\r'],
    ['Ctrl-D', '\x04'],
    ['what is no answer and then no', 'Employee.count()\rno\r'],
  ] as const) {
    test(`${how} leaves the rows, and the session goes on`, async () => {
      const shell = await TestShell.start({ script: SHELL, environment });
      shell.send('Employee.clear()\r');
      await shell.sees(QUESTION);
      shell.send(keys);
      await shell.sees('Stopped before DELETE FROM employees: nothing of it was done.\n  Employee.clear()');
      await shell.prompts();
      assert.equal(await shell.enter('Employee.count()'), '4');
      assert.equal(await shell.leave(), 0);
    });
  }

  test('Ctrl-C ends the whole line', async () => {
    const shell = await TestShell.start({ script: SHELL, environment });
    shell.send("Employee.clear(); console.log('went on')\r");
    await shell.sees(QUESTION);
    shell.send('\x03');
    await shell.prompts();
    assert.match(shell.answer, /^Go on\? \(y\/N\)\nInterrupted\.\n>$/);
    assert.equal(await shell.enter('Employee.count()'), '4');
    assert.equal(await shell.leave(), 0);
  });

  test('what was typed before the question could be seen does not answer it, and stands at the next prompt', async () => {
    const shell = await TestShell.start({ script: SHELL, environment });
    shell.send("Employee.clear()\r'y'\ry\r");
    await shell.sees(QUESTION);
    shell.send('n\r');
    await shell.sees('Stopped before DELETE FROM employees: nothing of it was done.');
    await shell.sees("> 'y'\n'y'\n> y\nReferenceError: y is not defined");
    await shell.prompts();
    assert.equal(await shell.enter('Employee.count()'), '4');
    // While code runs, what is typed waits in the terminal itself.
    shell.send('await new Promise(done => setTimeout(done, 300)); Employee.clear()\r');
    shell.send('y\r');
    await shell.sees(QUESTION);
    shell.send('\x03');
    await shell.sees('Interrupted.\n> y\nReferenceError');
    await shell.prompts();
    assert.equal(await shell.enter('Employee.count()'), '4');
    assert.equal(await shell.leave(), 0);
  });

  test('one question after the other, each with its own answer', async () => {
    const shell = await TestShell.start({ script: SHELL, environment, columns: 100 });
    shell.send(
      'Promise.allSettled([repo(Assignment).deleteAll(), repo(Meeting).deleteAll()]).map(({ status }) => status)\r',
    );
    await shell.sees('DELETE FROM assignments would delete all 3 rows of assignments.\nGo on? (y/N)');
    shell.send('y\r');
    await shell.sees('DELETE FROM meetings would delete all 2 rows of meetings.\nGo on? (y/N)');
    shell.send('n\r');
    await shell.sees("[ 'fulfilled', 'rejected' ]");
    await shell.prompts();
    assert.equal(await shell.enter('[Assignment.count(), Meeting.count()]'), '[ 0, 2 ]');
    assert.equal(await shell.leave(), 0);
  });

  test('a question ends with the line that it came from', async () => {
    const shell = await TestShell.start({ script: SHELL, environment });
    shell.send(
      "void Employee.clear().catch(({ message }) => console.log(message)); await new Promise(done => setTimeout(done, 500)); 'over'\r",
    );
    await shell.sees("'over'");
    await shell.sees('Stopped before DELETE FROM employees');
    await shell.sees(/\n>$/);
    assert.equal(await shell.enter('Employee.count()'), '4');
    assert.equal(await shell.leave(), 0);
  });

  test('nobody is asked while the prompt is shown', async () => {
    const shell = await TestShell.start({ script: SHELL, environment, columns: 160 });
    await shell.enter('timer = setTimeout(() => Employee.clear(), 1); 0');
    await shell.sees('nobody is asked while a prompt is shown. Wait for it in a line, or start with --yes.');
    assert.equal(await shell.enter('Employee.count()'), '4');
    assert.equal(await shell.leave(), 0);
  });

  test('a signal in a question gives the terminal back', async () => {
    const shell = await TestShell.start({ script: SHELL, environment });
    shell.send('Employee.clear()\r');
    await shell.sees(QUESTION);
    process.kill(shell.pid, 'SIGTERM');
    assert.equal(await shell.exited, 143);
    const { raw } = shell;
    assert.ok(raw.lastIndexOf('\x1b[?2004l') > raw.lastIndexOf('\x1b[?2004h'), JSON.stringify(raw.slice(-100)));
    const { stdout } = await runShell({ script: SHELL, environment, arguments: ['-e', 'Employee.count()'] });
    assert.equal(stdout, '4\n');
  });

  test('a terminal that can only take lines asks too', async () => {
    const shell = await TestShell.start({ script: SHELL, environment: { ...environment, TERM: 'dumb' } });
    shell.send('Employee.clear()\r');
    await shell.sees(QUESTION);
    shell.send('\x03');
    await shell.sees('Interrupted.');
    shell.send('Employee.clear()\r');
    await shell.sees(QUESTION);
    shell.send('no\r');
    await shell.sees('Stopped before');
    assert.equal(await shell.leave(), 0);
  });

  test('the code of -e is asked about in a terminal too', async () => {
    const shell = TestShell.launch({ script: SHELL, environment, arguments: ['-e', 'Employee.clear()'] });
    await shell.until(() => shell.screen.includes('Go on? (yes/no)'), 'the question');
    shell.send('no\r');
    assert.equal(await shell.exited, 1);
    assert.match(shell.screen, /Stopped before DELETE FROM employees: nothing of it was done\./);
  });

  test('in a sandbox nothing is asked; an answer to .commit is no input', async () => {
    const shell = TestShell.launch({ script: SHELL, environment, arguments: ['--sandbox'] });
    await shell.until(() => shell.line === 'sandbox>', 'the first prompt');
    shell.send('Employee.clear()\r');
    await shell.until(() => shell.line === 'sandbox*>', 'a prompt');
    assert.doesNotMatch(shell.answer, /Go on/);
    shell.send('.commit\r');
    await shell.sees('Keep 4 rows changed? (y/N)');
    shell.send('n\r');
    await shell.sees('Nothing was kept yet.\nsandbox*>');
    shell.send('Employee.count()\r');
    await shell.sees(/^0\n[^]*\nsandbox\*>$/m);
    assert.doesNotMatch(shell.screen, /not defined/);
    assert.equal(await shell.leave(), 0);
  });

  test('yes does it; with --yes nothing is asked', async () => {
    const shell = await TestShell.start({ script: SHELL, environment });
    shell.send('Project.clear()\r');
    await shell.sees('Go on? (y/N)');
    shell.send('y\r');
    await shell.prompts();
    assert.equal(await shell.enter('Project.count()'), '0');
    assert.equal(await shell.leave(), 0);
    const silent = await TestShell.start({ script: SHELL, environment, arguments: ['--yes'] });
    assert.match(await silent.enter('Employee.clear()'), /^1 query · [\d.]+ ms$/);
    assert.equal(await silent.enter('Employee.count()'), '0');
    assert.equal(await silent.leave(), 0);
  });
});
