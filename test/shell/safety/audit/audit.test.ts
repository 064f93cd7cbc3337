import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { personOf } from '../../../../src/shell/safety/person';
import { onEachDatabase } from '../../../support/databases';
import { FixtureProject } from '../../../support/fixture-project';
import {
  LOOP,
  runShell,
  temporaryHome,
  TestShell,
  type Finished,
  type ShellOptions,
} from '../../../support/test-shell';

const SCRIPT = join(__dirname, '../../../../src/repl.ts');

type Row = Readonly<Record<string, unknown>>;

/** A shell on a database of its own, with an audit beside it. */
class Audited {
  readonly folder = temporaryHome();
  readonly path = join(this.folder, 'audit.ndjson');
  readonly #url: string;

  constructor(url?: string) {
    this.#url = url ?? `sqlite:${join(this.folder, 'lesson.db')}`;
  }

  options(...more: readonly string[]): ShellOptions {
    return {
      script: SCRIPT,
      folder: this.folder,
      home: this.folder,
      columns: 120,
      environment: { DATABASE_URL: this.#url, NO_COLOR: '1' },
      arguments: ['--audit', 'audit.ndjson', ...more],
    };
  }

  run(...inputs: readonly string[]): Promise<Finished> {
    return runShell(this.options('--keep-going', ...inputs.flatMap((input) => ['-e', input])));
  }

  records(event?: string): readonly Row[] {
    const rows = readFileSync(this.path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
    return event === undefined ? rows : rows.filter((row) => row.event === event);
  }

  /** What was entered, with what became of it. */
  results(): readonly string[] {
    return this.records('result').map(({ code, outcome }) => `${String(code)}: ${String(outcome)}`);
  }
}

onEachDatabase('an audit', (database) => {
  test('says who, where, what and what came of it; first that it will run, then that it has', async () => {
    const audited = new Audited(database.url);
    const { code, stderr } = await audited.run(
      "Employee.update({ id: 1 }, { name: 'Uri' })",
      'Employee.find().length',
      'nothing',
      '.ls',
    );
    assert.equal(code, 1, stderr);
    assert.equal(statSync(audited.path).mode & 0o777, 0o600);
    const rows = audited.records();
    assert.deepEqual(
      rows.map(({ event, id }) => `${String(event)} ${String(id).slice(8)}`),
      [
        'open ',
        ...[
          'line -1',
          'statement -1',
          'result -1',
          'line -2',
          'result -2',
          'line -3',
          'result -3',
          'line -4',
          'result -4',
        ],
        'close ',
      ],
    );
    const [, line, statement, result] = rows;
    const { id, time } = line;
    const said = {
      id,
      time,
      user: personOf({}).user,
      host: hostname(),
      dataSource: 'main',
      database: line.database,
      mode: 'writable',
      code: "Employee.update({ id: 1 }, { name: 'Uri' })",
    };
    assert.deepEqual(line, { event: 'line', ...said });
    assert.match(String(time), /^\d{4}-\d\d-\d\dT[\d:]+\.\d{3}Z$/);
    assert.match(String(line.database), /^(?:better-sqlite3:\/|postgres:\/\/|mariadb:\/\/)/);
    assert.match(String(statement.sql), /^UPDATE .*employees.* SET .*name.* = 'Uri' WHERE .*id.* = 1$/);
    const { milliseconds, ...rest } = result;
    assert.deepEqual(rest, { event: 'result', ...said, sql: [statement.sql], rowsChanged: 1, outcome: 'ok' });
    assert.equal(typeof milliseconds, 'number');
    const [read, failed, command] = audited.records('result').slice(1);
    assert.match(String(read.sql), /^SELECT/);
    assert.deepEqual(
      [read.rowsChanged, failed.outcome, failed.error],
      [0, 'error', 'ReferenceError: nothing is not defined'],
    );
    assert.deepEqual([command.code, command.outcome, command.sql], ['.ls', 'ok', []]);
  });

  test('masks parameters for secret columns, and secrets in what was typed', async () => {
    const audited = new Audited(database.url);
    await audited.run(
      'const typed = { password: "typed-canary-1" }',
      'sql`create table vaults (id int primary key, password varchar(50))`; undefined',
      'let canary = ["held", "canary", 2].join("-"); sql`insert into vaults (id, password) values (${1}, ${canary})`; undefined',
      'throw new Error(canary)',
      'sql`drop table vaults`; undefined',
    );
    const text = readFileSync(audited.path, 'utf8');
    assert.doesNotMatch(text, /typed-canary-1|held-canary-2/);
    assert.match(text, /insert into vaults \(id, password\) values \(1, '••••••'\)/);
    assert.match(text, /"error":"Error: ••••••"/);
  });

  test('where it can be written no more, nothing that writes goes on, and a transaction is rolled back', async () => {
    const audited = new Audited(database.url);
    const { stderr, stdout } = await audited.run(
      "const fs = require('fs'); const was = Employee.findOneBy({ id: 2 }).name",
      `manager.transaction((inside) => {
         inside.query("update employees set name = 'changed' where id = 2");
         fs.renameSync('audit.ndjson', 'away');
         inside.query("delete from assignments where id > 0");
       })`,
      '1 + 1',
    );
    const gone = 'The audit file audit.ndjson is gone, and nothing runs without it.\n';
    assert.ok(
      stderr.endsWith(
        `${gone}  line 4\n           inside.query("delete from assignments where id > 0");\n                  ^\n${gone}`,
      ),
      stderr,
    );
    assert.equal(stdout, '');
    const check = await new Audited(database.url).run('Employee.findOneBy({ id: 2 }).name', 'Assignment.count()');
    assert.equal(check.stdout, "'Tristan Tal'\n3\n");
  });
});

test('the records in docs/safety.md are those that come', async () => {
  const document = readFileSync(join(__dirname, '../../../../docs/safety.md'), 'utf8');
  const [, shown = ''] = /^```json\n(\{"event":"open"[^]*?)\n```$/m.exec(document) ?? [];
  const [, code] = /^npm start -- --audit .* -e "(.*)"$/m.exec(document) ?? [];
  const audited = new Audited();
  await runShell(audited.options('--reason', 'ticket 42', '-e', code));
  const alike = (row: Row): Row => {
    const elsewhere = ['id', 'time', 'user', 'host', 'database', 'folder', 'milliseconds'];
    return Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, elsewhere.includes(key) ? typeof value : value]),
    );
  };
  assert.deepEqual(
    audited.records().map(alike),
    shown.split('\n').map((line) => alike(JSON.parse(line) as Row)),
  );
});

/** Code that finds what the audit holds in the moment in which the database runs a statement. */
const SEEN = `dataSource.driver.databaseConnection.function('seen', () =>
  String(require('fs').readFileSync('audit.ndjson', 'utf8').trimEnd().split('\\n').at(-1)));
sql\`update employees set name = seen() where id = 1\`; JSON.parse(Employee.findOneBy({ id: 1 }).name).event`;

test('a statement that may write is in the file before it runs', async () => {
  const { stdout, stderr } = await new Audited().run(SEEN);
  assert.equal(stdout, "'statement'\n", stderr);
});

test('says in which mode a line runs; what a sandbox has rolled back stays in the file', async () => {
  const audited = new Audited();
  await audited.run('1');
  const { arguments: given = [], ...rest } = audited.options('--sandbox');
  const input = 'Employee.delete({ id: 3 })\n.mode read-only\nEmployee.count()\n';
  await runShell({ ...rest, arguments: given, input: `Meeting.count()\n${input}` });
  assert.deepEqual(
    audited.records('result').map(({ mode, rowsChanged, outcome }) => [mode, rowsChanged, outcome]),
    [
      ['writable', 0, 'ok'],
      ['sandbox', 0, 'ok'],
      ['sandbox', 1, 'ok'],
      ['sandbox', 0, 'ok'],
      ['read-only', 0, 'ok'],
    ],
  );
});

describe('every way in', () => {
  test('a pipe, with commands and statements over several lines', async () => {
    const audited = new Audited();
    await runShell({ ...audited.options(), input: '.format json\n[1,\n2]\n.nothing\n' });
    assert.deepEqual(audited.results(), ['.format json: ok', '[1,\n2]: ok', '.nothing: error']);
  });

  test('a file, and a file that is loaded, with what is in them', async () => {
    const audited = new Audited();
    const program = join(audited.folder, 'program.ts');
    writeFileSync(program, 'const two = 1 + 1;\n');
    await runShell(audited.options('program.ts'));
    await audited.run('.load program.ts', '.explain Employee.find()');
    assert.deepEqual(
      audited.records('line').map(({ code, file, within }) => ({ code, file, isWithin: within !== undefined })),
      [
        { code: 'const two = 1 + 1;\n', file: program, isWithin: false },
        { code: '.load program.ts', file: undefined, isWithin: false },
        { code: 'const two = 1 + 1;\n', file: program, isWithin: true },
        { code: '.explain Employee.find()', file: undefined, isWithin: false },
      ],
    );
  });

  test('a subcommand', async () => {
    const audited = new Audited();
    const { arguments: _given, ...plain } = audited.options();
    // There is a database to draw.
    await runShell({ ...plain, arguments: ['-e', '1'] });
    const options = audited.options();
    await runShell({ ...options, arguments: ['erd', ...options.arguments!, '-o', 'model.svg'] });
    assert.deepEqual(audited.results(), ['erd --audit audit.ndjson -o model.svg: ok']);
  });

  test('the prompt: what a leading space keeps out of the history, what Ctrl-C ends, what .unmask shows', async () => {
    const audited = new Audited();
    const shell = await TestShell.start(audited.options());
    await shell.enter(' 1 + 1');
    shell.send(`${LOOP}\r`);
    await shell.sees(/^looping/m);
    shell.send('\x03');
    await shell.sees('Interrupted.');
    await shell.prompts();
    await shell.enter(
      '.unmask sql`update employees set name = ${"canary-of-ann"} where id = 1 and "password" <> \'x\'`',
    );
    await shell.enter('sql`select name as password from employees where id = 1`; .5');
    await shell.enter('.unmask sql`select ${_ + "canary-of-ann"} as password`');
    await shell.leave();
    assert.deepEqual(
      audited.records('result').map(({ outcome }) => outcome),
      ['ok', 'interrupted', 'ok', 'ok', 'ok'],
    );
  });
});

test('several shells write to one file, each record whole', async () => {
  const audited = new Audited();
  await audited.run('1');
  const inputs = Array.from({ length: 20 }, (_, number) => `${number} + '${'x'.repeat(5_000)}'.length`);
  await Promise.all([1, 2, 3].map(() => audited.run(...inputs)));
  assert.equal(audited.records('result').length, 61);
  assert.equal(new Set(audited.records('line').map(({ id }) => id)).size, 61);
});

test('a shell that cannot write its audit opens nothing', async () => {
  const audited = new Audited();
  const finished = await runShell({ ...audited.options('-e', '1'), arguments: ['--audit', '/dev/full', '-e', '1'] });
  assert.deepEqual(finished, {
    stdout: '',
    stderr: 'The audit file /dev/full cannot be written: the disk is full, and nothing runs without it.\n',
    code: 1,
  });
  assert.ok(!existsSync(join(audited.folder, 'lesson.db')));
});

describe('a reason', () => {
  /** A project on production, whose settings ask for an audit and a reason. */
  function onProduction(settings: object = {}): FixtureProject {
    const project = FixtureProject.of('plain-js-entity-schema');
    const asked = { production: true, audit: 'audit.ndjson', reason: true, ...settings };
    project.write('typeorm-shell.config.json', JSON.stringify(asked));
    return project;
  }
  const reasons = (project: FixtureProject): readonly unknown[] =>
    readFileSync(join(project.folder, 'audit.ndjson'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Row)
      .filter(({ event }) => event === 'line')
      .map(({ reason }) => reason);

  test('is given on the command line', async () => {
    const project = onProduction();
    const { stdout } = await project.run({ arguments: ['--reason', 'ticket 42, token=abc', '-e', '1'] });
    assert.equal(stdout, '1\n');
    assert.deepEqual(reasons(project), ['ticket 42, token=abc']);
  });

  test('is asked for in a terminal; without one there is no shell', async () => {
    const project = onProduction();
    const question = 'Why do you open a shell here? This is production (the settings say production: true).';
    const shell = project.launch();
    await shell.sees(question);
    shell.send('to look\r');
    await shell.sees(/^:memory: read-only>$/m);
    await shell.enter('1 + 1');
    await shell.leave();
    assert.deepEqual(reasons(project), ['to look']);

    const again = project.launch();
    await again.sees(question);
    again.send('\r');
    assert.equal(await again.exited, 1);
    assert.match(again.screen, /^A reason is needed: this is production/m);
  });

  test('without a terminal it has to be given', async () => {
    const { stderr, code } = await onProduction().run({ arguments: ['-e', '1'] });
    assert.equal(stderr, '--reason TEXT is needed: this is production (the settings say production: true).\n');
    assert.equal(code, 2);
  });

  test('is not asked for elsewhere, and never without an audit', async () => {
    assert.equal((await onProduction({ production: false }).run({ arguments: ['-e', '1'] })).stdout, '1\n');
    const { stderr, code } = await onProduction({ audit: undefined }).run({ arguments: ['-e', '1'] });
    assert.match(stderr, /^A reason is asked for, .* and there is no audit to keep it in\.\nAdd --audit FILE/);
    assert.equal(code, 1);
    const alone = await runShell({ ...new Audited().options(), arguments: ['--reason', 'x', '-e', '1'] });
    assert.equal(alone.stderr, '--reason is for an audit, and there is none: add --audit FILE.\n');
    assert.equal(alone.code, 2);
  });

  test('what is set wrongly is said', async () => {
    for (const [settings, message] of [
      [{ production: 'yes' }, '"production" is true, false or a list of texts and patterns.'],
      [{ audit: true }, '"audit" is the name of a file.'],
      [{ reason: 'always' }, '"reason" is true or false.'],
    ] as const) {
      const { stderr, code } = await onProduction(settings).run({ arguments: ['-e', '1'] });
      assert.equal(stderr, `typeorm-shell.config.json: ${message}\n`);
      assert.equal(code, 1);
    }
  });
});
