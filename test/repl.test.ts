import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { LOOP, runShell, temporaryHome, TestShell, type ShellOptions } from './support/test-shell';

const SCRIPT = join(__dirname, '../src/repl.ts');
const CTRL_C = '\x03';

/** The real shell on a SQLite database of its own. */
function lesson(home = temporaryHome()): ShellOptions {
  return { script: SCRIPT, home, environment: { DATABASE_URL: `sqlite:${join(home, 'lesson.db')}`, NO_COLOR: '1' } };
}

test('makes the database, says where it is, and answers the lesson', async () => {
  const options = lesson();
  const shell = await TestShell.start({ ...options, columns: 120 });
  assert.match(
    shell.screen,
    /^typeorm-shell \d+\.\d+\.\d+ on .*lesson\.db\nEntities: .*Employee.*\nRelations .*\.help.*\nThe database is new: it was migrated and seeded\.\n>$/,
  );
  assert.equal(await shell.enter('employee1 = Employee.findOneBy({ id: 1 })'), '<Employee 1, Uri Lee, 2022-05-17>');
  assert.match(await shell.enter('employee1.meetings'), /<Meeting 1, Software.*\n.*<Meeting 2, Github Issues/);
  assert.equal(await shell.enter('const { projects } = employee1; projects.length'), '1');
  assert.equal(
    await shell.enter('sql`select name from employees where id in (${[1, 4]}) order by id`'),
    ['┌────────────┐', '│ name       │', '├────────────┤', '│ Uri Lee    │', '│ Taylor Jai │', '└────────────┘'].join(
      '\n',
    ),
  );
  assert.equal(await shell.enter('repo(Project).count()'), '2');
  assert.equal(await shell.enter("Employee.find({ where: { name: Like('T%') } }).map((e: any) => e.id)"), '[ 2, 4 ]');
  assert.equal(await shell.leave(), 0);

  const again = await TestShell.start(options);
  assert.doesNotMatch(again.screen, /new/);
  await again.leave();
});

test('names of the shell can be taken over, with a notice', async () => {
  const shell = await TestShell.start(lesson());
  assert.equal(await shell.enter('const Project = 5'), "Project now means yours, not the shell's.");
  assert.equal(await shell.enter('Project'), '5');
  assert.match(await shell.enter('.ls'), /^yours +Project\n/);
  await shell.leave();
});

test('Ctrl-C ends a loop, a loop behind a query, and a wait; the session and its database go on', async () => {
  const shell = await TestShell.start(lesson());
  for (const code of [
    LOOP,
    `Employee.find(); ${LOOP}`,
    "setTimeout(() => console.log('looping')); new Promise(() => {})",
    LOOP.replace('{}', 'Employee.count()'),
  ]) {
    shell.send(`${code}\r`);
    await shell.sees(/^looping/m);
    shell.send(CTRL_C);
    await shell.sees('Interrupted.');
    await shell.prompts();
    assert.equal(await shell.enter('Employee.count()'), '4', code);
  }
  await shell.leave();
});

test('an error points into the own line; statements over several lines count', async () => {
  const shell = await TestShell.start(lesson());
  const answer = await shell.enter("Employee.findOneBy({ nmae: 'x' })");
  assert.match(answer, /Employee has no property "nmae".*\nDid you mean "name"\?\n.*Employee\.findOneBy.*\n +\^$/);
  await shell.leave();
  const { stderr, code } = await runShell({ ...lesson(), input: '1\n[\n2,\nnothing]\n' });
  assert.match(stderr, /line 4\n +nothing\]\n +\^/);
  assert.equal(code, 1);
});

test('a failed query that nobody waits for is told, and the session goes on', async () => {
  const shell = await TestShell.start(lesson());
  shell.send("void manager.query('select * from nowhere')\r");
  await shell.sees(/There is no table "nowhere"[^]*\n>$/);
  assert.equal(await shell.enter('Employee.count()'), '4');
  await shell.leave();
});

test('without a terminal: lines, -e, a file, JSON', async () => {
  const options = lesson();
  const lines = await runShell({
    ...options,
    input: 'Employee.findOneBy({ id: 1 })\nfor (const m of _.meetings) {\n  console.log(m.id)\n}\n',
  });
  assert.deepEqual(lines, {
    stdout: '<Employee 1, Uri Lee, 2022-05-17>\n1\n2\n',
    stderr: 'The database is new: it was migrated and seeded.\n',
    code: 0,
  });
  const code = await runShell({ ...options, arguments: ['-e', 'Employee.count()'] });
  assert.deepEqual(code, { stdout: '4\n', stderr: '', code: 0 });
  const json = await runShell({
    ...options,
    arguments: [
      '--json',
      '-e',
      'Project.findOneBy({ id: 1 })',
      '-e',
      'Project.findBy({ id: 1 })',
      '-e',
      'nothing',
      '--keep-going',
    ],
  });
  const [value, list, error] = json.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  assert.deepEqual(value, { id: 1, title: 'XYZ Project Flask server', budget: 50000 });
  assert.deepEqual(list, { columns: ['id', 'title', 'budget'], rows: [value], more: 0 });
  assert.equal((error as { error: { name: string } }).error.name, 'ReferenceError');
  assert.equal(json.code, 1);
});

test('a database that cannot be opened is one line without the password, and exit code 1', async () => {
  for (const url of ['nonsense://x', 'postgres://ann:s3cret@127.0.0.1:1/shop', 'mysql://ann:s3cret@127.0.0.1:1/shop']) {
    const { stdout, stderr, code } = await runShell({
      script: SCRIPT,
      environment: { DATABASE_URL: url },
      arguments: ['-e', '1'],
    });
    assert.equal(stdout, '');
    assert.match(stderr, /^[^\n]+\n$/, url);
    assert.doesNotMatch(stderr, /s3cret|\n\s+at /);
    assert.equal(code, 1);
  }
});

test('--version and wrong usage need no database', async () => {
  const environment = { DATABASE_URL: 'nonsense://x' };
  const { version } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')) as { version: string };
  assert.equal((await runShell({ script: SCRIPT, environment, arguments: ['--version'] })).stdout, `${version}\n`);
  assert.equal((await runShell({ script: SCRIPT, environment, arguments: ['--nothing'] })).code, 2);
});

test('pending migrations on an existing database are told, and left alone', async () => {
  const options = lesson();
  await runShell({ ...options, arguments: ['-e', 'sql`delete from migrations where id = 3`'] });
  const { stdout, stderr } = await runShell({
    ...options,
    arguments: ['-e', 'sql`select count(*) as n from migrations`[0].n'],
  });
  assert.match(stderr, /^1 migration has not been run on this database: AddAssignments\d+\. To run: \.migration up\n$/);
  assert.equal(stdout, '2\n');
});
