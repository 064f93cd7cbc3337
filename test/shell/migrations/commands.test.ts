import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { createDataSource } from '../../../src/data-source';
import { dataSourceOptions } from '../../../src/data-source-options';
import { COMMANDS } from '../../../src/shell/commands';
import { migrationCommand } from '../../../src/shell/commands/migration';
import { SourceMode } from '../../../src/shell/safety/modes/source-mode';
import { CommandRunner } from '../../support/command-runner';
import { shellInProcess } from '../../support/shell-in-process';
import { migration, MigrationShell, table, time } from './support/migration-shell';

const MEMORY = { type: 'better-sqlite3', database: ':memory:' };
const ALL = [table('a', time(0)), table('b', time(1))];

describe('what a session may do', () => {
  let shell: MigrationShell;
  beforeEach(async () => {
    shell = await MigrationShell.open(MEMORY, ALL);
  });
  afterEach(() => shell.close());

  test('read-only and sandbox refuse all but status and check', async () => {
    await shell.call('up -n 1');
    for (const mode of ['read-only', 'sandbox'] as const) {
      await shell.parts.modes.enter(mode);
      assert.equal(await shell.states(), 'applied Make_a, pending Make_b');
      for (const words of ['up', 'up --sql', 'down', 'redo', 'stamp Make_b'])
        assert.match(await shell.refusal(words), /\n\.mode writable /, `${words} in ${mode}`);
    }
    await shell.parts.modes.enter('writable');
    await shell.call('up');
    assert.equal(await shell.states(), 'applied Make_a, applied Make_b');
  });

  test('with a transaction of the person’s open nothing runs', async () => {
    await shell.parts.modes.begin();
    assert.equal(
      await shell.refusal('up'),
      'A transaction is open: migration up has transactions of its own.\nEnd it first: .commit or .rollback.',
    );
    await shell.parts.modes.rollback();
    await shell.call('up');
  });

  test('on production what reverts asks, and without anybody to ask wants --yes', async () => {
    SourceMode.of(shell.dataSource).production = 'shop';
    await shell.call('up');
    const asked: string[] = [];
    const answering = (answer: boolean) => ({
      confirm: async (question: string) => {
        asked.push(question);
        return answer;
      },
    });
    for (const words of ['down', 'redo', 'stamp Make_a'])
      assert.match(await shell.refusal(words), /^This is production, and nobody can be asked here: .*\nAdd --yes/);
    assert.equal(await shell.refusal('down', answering(false)), 'Nothing was done.');
    assert.equal(await shell.states(), 'applied Make_a, applied Make_b');
    await shell.call('down', answering(true));
    assert.match(await shell.call('up --sql'), /^PRAGMA foreign_keys = OFF;/, 'nothing is asked where nothing is done');
    await shell.call('stamp Make_b --yes');
    assert.equal(await shell.states(), 'applied Make_a, applied Make_b');
    assert.deepEqual(asked, Array<string>(2).fill(`This is production. Revert Make_b_${time(1)}?`));
  });

  test('Ctrl-C stops between two migrations', async () => {
    await shell.close();
    const stop = new AbortController();
    const first = migration(`First${time(0)}`, async () => stop.abort());
    shell = await MigrationShell.open({ ...MEMORY, migrationsTransactionMode: 'each' }, [first, table('b', time(1))]);
    const shown: (string | undefined)[] = [];
    const others = { breakable: <Result>(work: (stopped: AbortSignal) => Promise<Result>) => work(stop.signal) };
    const up = shell.call('up', { ...others, status: (line) => shown.push(line) });
    await assert.rejects(up, { name: 'InterruptedError' });
    const name = `First${time(0)}`;
    assert.deepEqual(shown, [`up ${name} …`, `Stops when ${name} is through …`, undefined, undefined]);
    assert.equal(await shell.states(), 'applied First, pending Make_b');
  });
});

test('a wrong word is told with what is near', async () => {
  const shell = await MigrationShell.open(MEMORY, ALL);
  const said: Readonly<Record<string, RegExp>> = {
    statsu: /^There is no migration statsu: did you mean status\?/,
    'up Make_b': /^migration up takes no name: Make_b is one too many\.$/,
    'up --to Mak_b': /^There is no migration Mak_b: did you mean Make_b_\d+\?/,
    'up --to Make': /^Make may be Make_a_\d+, Make_b_\d+\.\nWrite more of its name\.$/,
    'up --to Make_b -n 1': /^Either --to or -n, not both\.$/,
    'up -n 0': /^-n takes a number of migrations, not 0\.$/,
    'up --transaction some': /^--transaction is all, each, none, not some\.$/,
    'up --wait soon': /^--wait takes a number of seconds, not soon\.$/,
    'down --all -n 1': /^Only one of --to, -n and --all\.$/,
    stamp: /^migration stamp needs a NAME\.\n/,
    'stamp a b': /^migration stamp takes one name: b is one too many\.$/,
    'stamp --all Make_a': /^Either Make_a or --all, not both\.$/,
    'up --pruge': /^There is no option --pruge/,
  };
  for (const [words, pattern] of Object.entries(said)) assert.match(await shell.refusal(words), pattern, words);
  await shell.close();
});

test('names that cannot be', async () => {
  for (const [names, said] of [
    [['Nameless'], /^The migration Nameless has no time at the end of its name\./],
    [[`Same${time(0)}`, `Same${time(0)}`], /^There are two migrations Same\d+\./],
  ] as const) {
    const shell = await MigrationShell.open(
      MEMORY,
      names.map((name) => migration(name, [])),
    );
    assert.match(await shell.refusal('status'), said);
    await shell.close();
  }
});

test('Tab knows its words', () => {
  const complete = (...before: string[]): readonly string[] =>
    migrationCommand.completes?.({ before, entities: [], commands: COMMANDS, migrations: () => ['AddPhone1'] }) ?? [];
  for (const name of ['status', 'up', 'down', 'redo', 'stamp', 'check']) assert.ok(complete().includes(name), name);
  for (const option of ['--to', '--steps', '--sql', '--transaction'])
    assert.ok(complete('up').includes(option), option);
  assert.deepEqual(complete('up', '--to'), ['AddPhone1']);
  assert.ok(complete('stamp').includes('AddPhone1') && !complete('stamp', 'AddPhone1').includes('AddPhone1'));
  assert.deepEqual(complete('nothing'), []);
});

describe('in a session on the lesson', () => {
  let runner: CommandRunner;
  beforeEach(async () => {
    const dataSource = await createDataSource(dataSourceOptions({ DATABASE_URL: 'sqlite::memory:' })).initialize();
    runner = new CommandRunner(shellInProcess(dataSource));
  });
  afterEach(() => runner.parts.close());

  test('check compares the entities with the database', async () => {
    assert.match(
      await runner.call('.migration check'),
      /^The database differs from the entities:\n.*- Assignment: assignments is not in the database\n.*\n3 migrations are pending: migration up may mend it\.$/s,
    );
    await runner.call('.migration up');
    assert.equal(await runner.call('.migration check'), 'The database is as the entities say.');
    await runner.value('dataSource.query("ALTER TABLE projects ADD COLUMN note varchar")');
    assert.equal(
      await runner.call('.migration check'),
      'The database differs from the entities:\n- Project: column note is in the table, not in the entity',
    );
    assert.match(await runner.call('.migration check --sql'), /^CREATE TABLE "temporary_projects".*;$/s);
  });

  test('it goes on with what is true after a migration', async () => {
    await runner.call('.migration up');
    await runner.value("(Employee.save({ name: 'Ann' }), Project.save({ title: 'X' }))");
    await runner.value("ann = Employee.findOneBy({ name: 'Ann' })");
    assert.equal(await runner.value('ann.assignments.length'), 0);
    await runner.call('.migration redo');
    await runner.value("Assignment.save({ role: 'x', employee: ann, project: Project.findOneBy({ title: 'X' }) })");
    assert.equal(await runner.value('ann.assignments.length'), 1);
    // What was read before a migration that wrote past the entities is read again.
    await runner.call('.migration redo');
    assert.equal(await runner.value('ann.assignments.length'), 0);
  });
});
