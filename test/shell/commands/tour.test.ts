import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../src/data-source';
import { prepareDatabase } from '../../../src/project-database';
import { BatchRunner } from '../../../src/shell/batch/batch-runner';
import { COMMANDS } from '../../../src/shell/commands';
import type { ShellParts } from '../../../src/shell/shell-parts';
import { books } from '../../mistakes/model';
import { onEachDatabase } from '../../support/databases';
import { shellInProcess } from '../../support/shell-in-process';
import { temporaryHome, TestShell } from '../../support/test-shell';
import { SHAPES } from '../shapes/models';
import { ShapeShell } from '../shapes/support/shape-shell';

interface Said {
  readonly out: string;
  readonly errors: readonly string[];
}

/** Enters inputs as a pipe would, in that folder. */
async function enter(rooms: ShellParts, inputs: readonly string[], folder = '/nowhere'): Promise<Said> {
  const out: string[] = [];
  const errors: string[] = [];
  const runner = new BatchRunner({
    rooms,
    commands: COMMANDS,
    keepGoing: true,
    resolvePath: (path) => join(folder, path),
    output: {
      value: (text) => out.push(text),
      error: (text) => errors.push(text),
      notice: (text) => out.push(text),
    },
  });
  for (const input of inputs) await runner.runCode(input);
  return { out: out.join('\n'), errors };
}

async function rowsOf(dataSource: DataSource): Promise<string> {
  const tables = dataSource.entityMetadatas.filter(({ tableType }) => tableType !== 'view');
  const rows = await Promise.all(
    tables.map(({ tablePath }) =>
      dataSource.createQueryBuilder().select('*').from(tablePath, 'each').getRawMany<object>(),
    ),
  );
  return JSON.stringify(rows.map((each) => each.map((row) => JSON.stringify(row)).sort()));
}

onEachDatabase('the tour through the lesson', (database) => {
  let dataSource: DataSource;
  let shell: ShellParts;
  before(async () => {
    dataSource = await createDataSource(database.options).initialize();
    await prepareDatabase(dataSource);
    shell = shellInProcess(dataSource);
  });
  after(() => shell.close());

  test('without a person it takes all its steps, and leaves the data as it was', async () => {
    const rows = await rowsOf(dataSource);
    const { out, errors } = await enter(shell, ['.tour']);
    assert.deepEqual(errors, []);
    const titles = [...out.matchAll(/^(\d+)\/(\d+) (.+)$/gm)].map(
      ([, number, of, title]) => `${number} of ${of}: ${title}`,
    );
    assert.deepEqual(titles, [
      '1 of 11: What there is',
      '2 of 11: A row',
      '3 of 11: Touching a relation',
      '4 of 11: Through an association',
      '5 of 11: Many at once',
      '6 of 11: What is loaded',
      '7 of 11: Conditions',
      '8 of 11: A slip of the pen',
      '9 of 11: SQL by hand',
      '10 of 11: Writing',
      '11 of 11: Where to go from here',
    ]);
    for (const line of [
      '» employee1 = Employee.findOneBy({ id: 1 })\n<Employee 1, Uri Lee, 2022-05-17>',
      '» Employee.find({ take: 50 }).map(employee => employee.projects.length)\n[ 1, 2, 0, 0 ]',
      'Employee has no property nmae (did you mean name?)',
      '» employee1.projects.push(Project.findOneBy({ id: 2 }))\n2\n',
      '\n» .rollback\nRolled back: 1 row changed.\n» employee1.reload()',
      '» employee1.projects\n[<Project 1, XYZ Project Flask server, 50000>]\n\n11/11',
    ])
      assert.ok(out.includes(line), `${line}\n--- is not in ---\n${out}`);
    assert.equal(await rowsOf(dataSource), rows);
    assert.equal(shell.modes.inTransaction, false);
    // What .save writes must not save what the tour has rolled back.
    assert.deepEqual(
      shell.session.inputs.filter((input) => /save|push/.test(input)),
      [],
    );
  });

  test('a name that is taken stays as it is', async () => {
    const { out } = await enter(shell, ['var employee1 = 5', '.tour 2', 'employee1']);
    assert.match(out, /^» employee2 = Employee\.findOneBy\(\{ id: 1 \}\)$/m);
    assert.match(out, /\n5$/);
  });

  test('a step can be taken without those before it; in a transaction of the person it goes back to where it began', async () => {
    const { out, errors } = await enter(shell, [
      '.tour end',
      '.begin',
      'void Employee.update(2, { name: "Ariel" })',
      '.tour 10',
    ]);
    assert.deepEqual(errors, []);
    assert.match(out, /^10\/11 Writing\n(?:.*\n)+» employee\d = Employee\.findOneBy\(\{ id: 1 \}\)\n/m);
    assert.match(out, /^Savepoint before_the_tour/m);
    assert.match(out, /^Back at savepoint before_the_tour\.$/m);
    assert.equal(shell.modes.inTransaction, true);
    assert.match((await enter(shell, ['Employee.findOneBy({ id: 2 }).name', '.rollback'])).out, /^'Ariel'\n/);
  });

  test('in a sandbox nothing stays, and in read-only mode nothing is written', async () => {
    const rows = await rowsOf(dataSource);
    const sandbox = await enter(shell, ['.mode sandbox', '.tour 10']);
    assert.deepEqual(sandbox.errors, []);
    assert.match(sandbox.out, /^» \.rollback\nRolled back: 1 row changed\.$/m);
    const reading = await enter(shell, ['.mode read-only', '.tour 10', '.mode writable']);
    assert.deepEqual(reading.errors, []);
    assert.match(reading.out, /^Left out: this session is read-only\./m);
    assert.equal(await rowsOf(dataSource), rows);
  });
});

describe('the tour elsewhere', () => {
  const models = { ...SHAPES, books };
  for (const [name, make] of Object.entries(models))
    test(`through ${name}`, async () => {
      const shape = await ShapeShell.open(make);
      const rows = await rowsOf(shape.dataSource);
      const { out, errors } = await enter(shape.parts, ['.tour']);
      assert.deepEqual(errors, [], out);
      assert.doesNotMatch(out, /Employee|does not work here/);
      assert.match(out, /^(\d+)\/\1 Where to go from here$/m);
      assert.equal(await rowsOf(shape.dataSource), rows);
      await shape.close();
    });

  test('on a database without rows it says so, and what fills it', async () => {
    const { entities } = books(await import('typeorm'), 'sqlite');
    const shape = await ShapeShell.open(() => ({ entities, fill: () => Promise.resolve() }));
    const folder = temporaryHome();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "scripts": { "db:seed": "…" } }');
    const { out, errors } = await enter(shape.parts, ['.tour'], folder);
    assert.deepEqual(errors, []);
    assert.match(out.replaceAll('\n', ' '), /2\/2 No rows There are no rows of \w+ yet.* \(npm run db:seed\)/);
    await shape.close();
  });
});

test('at the prompt each .tour takes a step', async () => {
  const folder = temporaryHome();
  const shell = await TestShell.start({
    script: resolve(__dirname, '../../../src/repl.ts'),
    columns: 100,
    rows: 40,
    environment: { DATABASE_URL: `sqlite:${join(folder, 'lesson.db')}`, NO_COLOR: '1' },
  });
  assert.match(await shell.enter('.tour'), /^1\/11 What there is\n/);
  assert.match(await shell.enter('.tour'), /^2\/11 [^]*\n<Employee 1, [^]*\n\.tour goes on/);
  assert.equal(await shell.enter('1 + 1'), '2');
  assert.match(await shell.enter('.tour back'), /^1\/11 /);
  assert.match(await shell.enter('.tour 11'), /^11\/11 [^]*\nThat was the tour\.$/);
  assert.match(await shell.enter('.tour 9'), /^9\/11 [^]*\n\.tour goes on/);
  const rest = await shell.enter('.tour all');
  assert.match(rest, /^10\/11 [^]*\n\n11\/11 [^]*\nThat was the tour\.$/);
  assert.doesNotMatch(rest, /goes on/);
  assert.match(await shell.enter('.tour 12'), /^\.tour has no step 12: it has 11\./);
  assert.match(await shell.enter('.tour end'), /^The tour is over/);
  assert.match(await shell.enter('.tour'), /^1\/11 /);
  await shell.leave();
});
