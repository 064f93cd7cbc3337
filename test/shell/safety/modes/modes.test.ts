import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { DataSource } from 'typeorm';
import type { Outcome } from '../../../../src/shell/session';
import type { ShellParts } from '../../../../src/shell/shell-parts';
import { CommandRunner } from '../../../support/command-runner';
import { connections, LESSON } from '../../../support/connections';
import { onEachDatabase, type TestDatabase } from '../../../support/databases';
import { shellInProcess } from '../../../support/shell-in-process';
import { TappedServer } from '../../../support/tapped-server';
import { seed } from '../../../../src/seed';
import { createDataSource } from '../../../../src/data-source';
import { dataSourceOptions } from '../../../../src/data-source-options';
import { SourceMode } from '../../../../src/shell/safety/modes/source-mode';
import { lessonShell } from '../../schema/support/lesson-shell';

/** A shell on the lesson, another connection that sees what is really there, and both together. */
class Session {
  readonly #runner: CommandRunner;

  constructor(
    readonly parts: ShellParts,
    readonly outside: DataSource,
  ) {
    this.#runner = new CommandRunner(parts);
  }

  run(input: string): Promise<Outcome> {
    return this.parts.session.run(input);
  }

  value(input: string): Promise<unknown> {
    return this.#runner.value(input);
  }

  command(input: string): Promise<string> {
    return this.#runner.call(input);
  }

  async refusal(input: string): Promise<string> {
    const outcome = await this.run(input);
    assert.equal(outcome.ok, false, `${input} is refused`);
    return outcome.text;
  }

  /** Names of employees that everybody sees. */
  async names(): Promise<readonly string[]> {
    const rows = await this.outside.query<{ name: string }[]>('SELECT name FROM employees ORDER BY id');
    return rows.map(({ name }) => name);
  }
}

/** @returns opens a connection that the shell does not know of; it is closed when the test ends. */
function outsiders({ options }: TestDatabase): () => Promise<DataSource> {
  const opened: DataSource[] = [];
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.destroy();
  });
  return async () => {
    const dataSource = await createDataSource(options).initialize();
    opened.push(dataSource);
    return dataSource;
  };
}

const NAMES = ['Uri Lee', 'Tristan Tal', 'Sasha Hao', 'Taylor Jai'];

onEachDatabase('the modes', (database) => {
  const open = connections(database);
  const outside = outsiders(database);
  const begin = async (mode: string): Promise<Session> => {
    const parts = await lessonShell(await open());
    const session = new Session(parts, await outside());
    assert.deepEqual(await session.names(), NAMES);
    if (mode !== 'writable') await session.command(`.mode ${mode}`);
    return session;
  };

  test('read-only: all that reads works, relations too; what writes is refused, and it is said how to leave', async () => {
    const session = await begin('read-only');
    assert.equal(
      await session.value('first = Employee.findOneBy({ id: 1 }); first.assignments[0].project.title'),
      'XYZ Project Flask server',
    );
    assert.equal(await session.value('dataSource.transaction(em => em.count(Employee))'), 4);
    assert.deepEqual(
      await session.value('[Employee.count(), Project.count(), sql`select 1 as one`[0].one].map(Number)'),
      [4, 2, 1],
    );
    for (const input of [
      "first.name = 'X'; first.save()",
      'Assignment.delete({ id: 1 })',
      "sql`update employees set name = 'X'`",
      'dataSource.transaction(em => em.remove(em.findOneBy(Assignment, { id: 1 })))',
    ])
      assert.match(
        await session.refusal(input),
        /^QueryFailedError: The database refused to write: this session is read-only\.\n\.mode writable lets it write/,
      );
    const { queries } = await session.run('Employee.count()');
    assert.equal(queries.count, 1, 'what the shell itself sends for the mode is not counted');
    assert.deepEqual(await session.names(), NAMES);
    assert.match(await session.command('.mode writable'), /^writable/);
    await session.value("first.name = 'X'; first.save()");
    assert.equal((await session.names())[0], 'X');
  });

  test('read-only: a line that caught a refusal goes on, and so does the next', async () => {
    const session = await begin('read-only');
    const text = 'try { sql`delete from assignments` } catch (e) { caught = e.name }; [caught, Assignment.count()]';
    assert.deepEqual(await session.value(text), ['QueryFailedError', 3]);
    assert.match(await session.refusal('sql`select nonsense`'), /nonsense/);
    assert.equal(await session.value('Assignment.count()'), 3);
  });

  test('a sandbox shows what it has written, nobody else does, and nothing is left of it', async () => {
    const session = await begin('sandbox');
    const wrote = await session.run(
      "uri = Employee.findOneBy({ name: 'Uri Lee' }); zed = Employee.create({ name: 'Zed' }).save(); uri.assignments.length",
    );
    assert.deepEqual(
      wrote.notices.filter((notice) => notice.startsWith('sandbox')),
      ['sandbox: 1 row changed, nothing is saved (.commit keeps it, .rollback starts over)'],
    );
    await session.value('Assignment.delete({ employee: { id: uri.id } })');
    assert.deepEqual(await session.value('[Employee.count(), uri.assignments.length]'), [5, 0]);
    assert.deepEqual(await session.names(), NAMES);
    assert.equal(session.parts.modes.label(), 'sandbox*');
    assert.match(await session.command('.rollback'), /^Rolled back: \d rows changed\.$/);
    // What was touched in the sandbox is read again.
    assert.equal(await session.value('[Employee.count(), uri.assignments.length].join()'), '4,1');
    assert.equal(session.parts.modes.label(), 'sandbox');
    await session.value("Employee.create({ name: 'Zed' }).save()");
    await session.parts.close();
    assert.deepEqual(await session.names(), NAMES);
  });

  test('a sandbox that is committed is kept, and goes on', async () => {
    const session = await begin('sandbox');
    await session.value("Employee.create({ name: 'Zed' }).save()");
    assert.equal(await session.command('.commit'), 'Kept: 1 row changed.');
    await session.value("Employee.create({ name: 'Yed' }).save()");
    assert.deepEqual(await session.names(), [...NAMES, 'Zed']);
    assert.equal(session.parts.modes.mode, 'sandbox');
  });

  test('transactions of code nest in the sandbox: one that fails takes back its own, whatever runs beside it', async () => {
    const session = await begin('sandbox');
    await session.value(`results = Promise.all([
      dataSource.transaction(async (em) => {
        await em.save(em.create(Employee, { name: 'dropped' }));
        await Employee.save({ name: 'dropped with it, on a runner of its own' });
        await new Promise((done) => setTimeout(done, 20));
        throw new Error('on purpose');
      }).catch(({ message }) => message),
      dataSource.transaction((em) => em.save(em.create(Employee, { name: 'kept' }))),
      Employee.save({ name: 'kept too' }),
      dataSource.query("insert into employees (id, name) values (1, 'twice')").catch(({ name }) => name),
    ])`);
    assert.deepEqual(await session.value('Employee.find().map((each) => each.name).slice(4).sort()'), [
      'kept',
      'kept too',
    ]);
    assert.match(await session.refusal('sql`select nonsense`'), /nonsense/);
    assert.equal(await session.value('Employee.count()'), 6, 'a statement that failed has taken nothing with it');
    const notice = (await session.run("Employee.update({ name: 'kept' }, { name: 'kept again' })")).notices.join();
    assert.match(notice, /^sandbox: 3 rows changed/);
    assert.deepEqual(await session.names(), NAMES);
  });

  test('a query runner by hand, its transaction left open over lines, and released', async () => {
    const session = await begin('sandbox');
    await session.value(
      'qr = dataSource.createQueryRunner(); qr.startTransaction(); qr.manager.save(Employee, { name: "Zed" }); 0',
    );
    assert.equal(await session.value('Employee.count()'), 5);
    await assert.rejects(session.command('.commit'), /A transaction of your code is still open/);
    await session.value('qr.rollbackTransaction(); qr.release(); 0');
    assert.equal(await session.value('Employee.count()'), 4);
  });

  test('what would end the transaction, or cannot be rolled back, is not sent', async () => {
    const session = await begin('sandbox');
    await session.value("Employee.create({ name: 'Zed' }).save()");
    const always = ['commit', 'COMMIT', '/* x */ rollback', 'begin', 'select 1; commit'];
    const more = {
      sqlite: [
        'vacuum',
        'create table t (a)',
        "attach ':memory:' as other",
        'pragma user_version = 3',
        'alter table employees add x text',
      ],
      postgres: ["copy (select 1) to program 'true'", "prepare transaction 'a'", 'commit and chain'],
      mariadb: [
        'create table t (a int)',
        'truncate assignments',
        'begin not atomic commit; end',
        '/*! commit */',
        'set autocommit = 1',
        'lock tables employees write',
      ],
    }[database.kind];
    for (const statement of [...always, ...more])
      assert.match(
        await session.refusal(`dataSource.query(${JSON.stringify(statement)})`),
        /does not send|more than one statement|cannot insert multiple commands/,
        statement,
      );
    assert.equal(await session.value('Employee.count()'), 5);
    assert.deepEqual(await session.names(), NAMES);
  });

  test('.explain asks for plans in every mode, and ends nothing', async () => {
    for (const mode of ['read-only', 'sandbox']) {
      const session = await begin(mode);
      if (mode === 'sandbox') await session.value("Employee.save({ name: 'Zed' })");
      const before = await session.value('Employee.count()');
      assert.match(await session.command('.explain Employee.findOneBy({ id: 1 })'), /search employees by primary key/);
      assert.match(await session.command('.explain Employee.delete({ id: 1 })'), /stopped before this write/);
      assert.equal(await session.value('Employee.count()'), before);
      assert.equal(session.parts.modes.unsaved, mode === 'sandbox');
    }
  });

  test('.begin, .savepoint, .rollback NAME, .commit', async () => {
    const session = await begin('writable');
    await assert.rejects(session.command('.commit'), /No transaction is open/);
    await session.command('.begin');
    assert.equal(session.parts.modes.label(), 'transaction');
    await assert.rejects(session.command('.begin'), /open already/);
    await session.value("Employee.save({ name: 'first' })");
    await session.command('.savepoint here');
    await session.value("Employee.save({ name: 'second' })");
    assert.equal(await session.command('.rollback here'), 'Back at savepoint here.');
    assert.deepEqual(await session.names(), NAMES);
    assert.equal(await session.command('.commit'), 'Kept: 1 row changed.');
    assert.deepEqual(await session.names(), [...NAMES, 'first']);
    assert.equal(session.parts.modes.label(), '');
    await session.command('.begin');
    await session.value('Employee.delete({ name: "first" })');
    await session.command('.rollback');
    assert.deepEqual(await session.names(), [...NAMES, 'first']);
  });

  test('a savepoint of the sandbox is there before anything is written, and after lines that read', async () => {
    const session = await begin('sandbox');
    const inside = (): Promise<unknown> =>
      session.value("Employee.find({ order: { id: 'ASC' } }).map(({ name }) => name)");
    await session.command('.savepoint start');
    assert.equal(await session.value('Employee.count()'), NAMES.length);
    await session.value("Employee.save({ name: 'Zed' })");
    await session.command('.savepoint zed');
    await session.value("Employee.save({ name: 'Zoe' })");
    await assert.rejects(session.command('.rollback zid'), /There is no savepoint zid/);
    assert.deepEqual(await inside(), [...NAMES, 'Zed', 'Zoe']);
    await session.command('.rollback ZED');
    assert.deepEqual(await inside(), [...NAMES, 'Zed']);
    assert.equal(session.parts.modes.changed, 1);
    await session.command('.rollback start');
    assert.deepEqual(await inside(), NAMES);
    await assert.rejects(session.command('.rollback zed'), /There is no savepoint zed/);
    await session.command('.rollback');
    await assert.rejects(session.command('.rollback start'), /There is no savepoint start/);
  });

  test('an embedded shell gives the data source back as it was', async () => {
    const dataSource = await open();
    await dataSource.runMigrations();
    await seed(dataSource);
    const methods = (): readonly unknown[] => [dataSource.driver.createQueryRunner, dataSource.manager.transaction];
    const before = methods();
    const mode = SourceMode.of(dataSource);
    await mode.enter('read-only');
    await assert.rejects(dataSource.query('DELETE FROM assignments'));
    await mode.leave();
    assert.deepEqual(methods(), before);
    await dataSource.query('DELETE FROM assignments');
    assert.equal(
      await dataSource.query<{ n: number }[]>('SELECT count(*) AS n FROM assignments').then(([{ n }]) => Number(n)),
      0,
    );
  });
});

onEachDatabase(
  'a server that ends the connection',
  (database) => {
    const open = connections(database);
    const outside = outsiders(database);
    const kill = async (outside: DataSource, id: number): Promise<void> => {
      await outside.query(database.kind === 'postgres' ? `SELECT pg_terminate_backend(${id})` : `KILL ${id}`);
    };
    const own = database.kind === 'postgres' ? 'pg_backend_pid()' : 'connection_id()';

    for (const [name, enter, lost] of [
      ['sandbox', '.mode sandbox', /^The sandbox is gone \(.+\): nothing of it was kept\.\n\.rollback goes on/],
      ['transaction', '.begin', /^The transaction is gone \(.+\): nothing of it was kept\.\n\.rollback goes on/],
    ] as const) {
      test(`${name}: says that what was written is gone, and does not go on outside of it`, async () => {
        const session = new Session(await lessonShell(await open()), await outside());
        await session.command(enter);
        await session.value("Employee.save({ name: 'Zed' })");
        const id = Number(await session.value(`sql\`select ${own} as id\`[0].id`));
        await kill(session.outside, id);
        await session.refusal("Employee.save({ name: 'Yed' })");
        assert.match(await session.refusal("Employee.save({ name: 'Yed' })"), lost);
        assert.deepEqual(await session.names(), NAMES);
        await session.command('.rollback');
        assert.equal(await session.value('Employee.count()'), 4);
      });
    }

    test('read-only: the line fails, the next one works', async () => {
      const session = new Session(await lessonShell(await open()), await outside());
      await session.command('.mode read-only');
      const outcome = session.run(
        `id = sql\`select ${own} as id\`[0].id; print(id); new Promise((done) => setTimeout(done, 300)); Employee.count()`.replace(
          'print(id);',
          '',
        ),
      );
      await new Promise((done) => setTimeout(done, 100));
      await kill(session.outside, Number(await session.value('id')));
      await outcome;
      assert.equal(await session.value('Employee.count()'), 4);
      assert.match(await session.refusal("Employee.save({ name: 'Yed' })"), /read-only/);
    });
  },
  ['postgres', 'mariadb'],
);

onEachDatabase(
  'a connection that is lost with a commit',
  (database) => {
    const open = connections(database);
    const outside = outsiders(database);
    let server: TappedServer;
    let through: DataSource | undefined;
    beforeEach(async () => {
      const direct = await open();
      await direct.runMigrations();
      await seed(direct);
      server = await TappedServer.before(new URL(database.url));
      const options = dataSourceOptions({ DATABASE_URL: server.through(database.url) });
      through = await createDataSource(options, { migrations: [...LESSON] }).initialize();
    });
    afterEach(async () => {
      if (through?.isInitialized) await through.destroy();
      server.stop();
    });
    const session = async (): Promise<Session> => new Session(shellInProcess(through!, { yes: true }), await outside());
    const KNOWS = 'while the transaction was committed: the database knows whether it was kept.';

    for (const enter of ['.mode sandbox', '.begin'])
      test(`${enter}, .commit: nobody says that it was kept, or that it was not; the next one works`, async () => {
        const shell = await session();
        await shell.command(enter);
        await shell.value("Employee.save({ name: 'Zed' })");
        server.cutAfter('COMMIT');
        await assert.rejects(shell.command('.commit'), (error: Error & { hint?: string }) => {
          assert.equal(error.message, `The connection was lost ${KNOWS}`);
          assert.match(error.hint ?? '', /^Look at the rows before you run it again/);
          return true;
        });
        server.cutAfter(undefined);
        // What was sent was done, this time.
        while ((await shell.names()).length === NAMES.length);
        assert.equal(shell.parts.modes.label(), enter === '.begin' ? '' : 'sandbox');
        assert.equal(await shell.value('Employee.count()'), 5);
        await shell.parts.close();
      });

    test('a transaction of code: the same; a statement outside of one: look before it is run again', async () => {
      const shell = await session();
      server.cutAfter('COMMIT');
      const insert = "em.insert(Employee, { name: 'Zed' })";
      const said = await shell.refusal(`dataSource.transaction((em) => ${insert})`);
      assert.ok(said.includes(KNOWS), said);
      while ((await shell.names()).length === NAMES.length);
      server.cutAfter('INSERT');
      assert.match(
        await shell.refusal('dataSource.query("INSERT INTO employees (name) VALUES (\'Yed\')")'),
        /Outside of one, look whether it was done before you run it again/,
      );
      server.cutAfter(undefined);
      while ((await shell.names()).length === NAMES.length + 1);
      await shell.parts.close();
    });

    test('lost before it: nothing was kept, and nobody says that it was', async () => {
      const shell = await session();
      await shell.command('.begin');
      await shell.value("Employee.save({ name: 'Zed' })");
      server.stop();
      assert.deepEqual(await shell.names(), NAMES);
      await assert.rejects(shell.command('.commit'), /nothing of it was kept|knows whether it was kept/);
      assert.deepEqual(await shell.names(), NAMES);
      await shell.parts.close();
    });
  },
  ['postgres', 'mariadb'],
);

test('a database in memory cannot be opened for reading: nothing writes to it all the same', async () => {
  const dataSource = await createDataSource(dataSourceOptions({ DATABASE_URL: 'sqlite::memory:' })).initialize();
  const session = new Session(await lessonShell(dataSource), dataSource);
  await session.command('.mode read-only');
  await session.run('handle = dataSource.driver.databaseConnection');
  for (const input of [
    'sql`delete from assignments`',
    "handle.exec('delete from assignments')",
    "handle.prepare('delete from assignments returning id').all()",
    "handle.prepare('select 1').database.exec('delete from assignments')",
    "handle.transaction(() => handle.exec('delete from assignments'))()",
    "handle.pragma('user_version = 7')",
    "require('better-sqlite3').prototype.exec.call(handle, 'delete from assignments')",
  ])
    assert.match(await session.refusal(input), /The shell does not send/, input);
  assert.equal(await session.value('Assignment.count()'), 3);
  assert.equal(await session.value("handle.pragma('user_version', { simple: true })"), 0);
  await session.parts.close();
});
