import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { DataSource } from 'typeorm';
import { createDataSource } from '../src/data-source';
import type { DatabaseOptions } from '../src/data-source-options';
import { Assignment } from '../src/entities/assignment';
import { Employee } from '../src/entities/employee';
import { Meeting } from '../src/entities/meeting';
import { Project } from '../src/entities/project';
import { describeCounts, NotMigratedError, seed, seedInto } from '../src/seed';
import { onEachDatabase } from './support/databases';
import { ROOT, runTypeScript } from './support/run';

const LESSON_COUNTS = { employees: 4, meetings: 2, projects: 2, attendances: 5, assignments: 3 };
const LESSON_ROWS = [
  '<Employee 1, Uri Lee, 2022-05-17>',
  '<Employee 2, Tristan Tal, 2020-01-30>',
  '<Employee 3, Sasha Hao, 2021-12-01>',
  '<Employee 4, Taylor Jai, 2015-01-02>',
  '<Meeting 1, Software Engineering Weekly Update, 2023-10-31 09:30:00, Building A, Room 142>',
  '<Meeting 2, Github Issues Brainstorming, 2023-12-01 15:15:00, Building D, Room 430>',
  '<Project 1, XYZ Project Flask server, 50000>',
  '<Project 2, XYZ Project React UI, 100000>',
  '<Assignment 1, Project manager, 2023-05-28 00:00:00, 2023-10-30 00:00:00, Uri Lee, XYZ Project Flask server>',
  '<Assignment 2, Flask programmer, 2023-06-10 00:00:00, 2023-10-01 00:00:00, Tristan Tal, XYZ Project Flask server>',
  '<Assignment 3, Flask programmer, 2023-11-01 00:00:00, 2024-02-01 00:00:00, Tristan Tal, XYZ Project React UI>',
  '1-1 1-2 2-2 3-2 4-2',
];

async function allRows({ manager }: Pick<DataSource, 'manager'>): Promise<string[]> {
  const order = { id: 'ASC' } as const;
  const employees = await manager.find(Employee, {
    order: { id: 'ASC', meetings: { id: 'ASC' } },
    relations: { meetings: true },
  });
  return [
    ...employees,
    ...(await manager.find(Meeting, { order })),
    ...(await manager.find(Project, { order })),
    ...(await manager.find(Assignment, { order, relations: { employee: true, project: true } })),
    employees.flatMap(({ id, meetings }) => meetings.map((meeting) => `${id}-${meeting.id}`)).join(' '),
  ].map(String);
}

/** Rows that are not the lesson's: some changed, some added, some gone. */
async function disturb({ manager }: DataSource): Promise<void> {
  const [employee, meeting] = [
    Object.assign(new Employee(), { name: 'Old' }),
    Object.assign(new Meeting(), { topic: 'Old' }),
  ];
  await manager.save(Object.assign(employee, { meetings: [meeting] }));
  await manager.update(Assignment, { id: 1 }, { role: 'Old' });
  await manager.delete(Project, { id: 2 });
}

onEachDatabase('seed', (database) => {
  let dataSource: DataSource;
  before(async () => {
    dataSource = await createDataSource(database.options).initialize();
    await dataSource.runMigrations();
  });
  after(() => dataSource.destroy());

  // On a MySQL server TypeORM has no RETURNING. MariaDB plays one here, so it must not be recognised.
  if (database.kind === 'mariadb') {
    test("writes the same through TypeORM's mysql driver", async () => {
      const options = { ...database.options, type: 'mysql' } as DatabaseOptions;
      const mysql = createDataSource(options);
      await DataSource.prototype.initialize.call(mysql);
      assert.equal(mysql.options.type, 'mysql');
      try {
        await seed(mysql);
        assert.deepEqual(await allRows(mysql), LESSON_ROWS);
      } finally {
        await mysql.destroy();
      }
    });
  }

  test("writes the lesson's rows, with the lesson's ids, also over others", async () => {
    const first = await seed(dataSource);
    assert.deepEqual(first.written, LESSON_COUNTS);
    assert.deepEqual(await allRows(dataSource), LESSON_ROWS);
    await disturb(dataSource);
    const second = await seed(dataSource);
    assert.deepEqual(second.deleted, { employees: 5, meetings: 3, projects: 1, attendances: 6, assignments: 2 });
    assert.deepEqual(second.written, LESSON_COUNTS);
    assert.deepEqual(await allRows(dataSource), LESSON_ROWS);
  });

  test('what is made next counts on from there', async () => {
    await disturb(dataSource);
    await seed(dataSource);
    const { manager } = dataSource;
    const made = [];
    for (const type of [Employee, Meeting, Project, Assignment]) made.push((await manager.save(new type())).id);
    assert.deepEqual(made, [5, 3, 3, 4]);
  });

  test('a failure in the middle changes nothing, not the counters either', async () => {
    await seed(dataSource);
    await disturb(dataSource);
    const old = await allRows(dataSource);
    await assert.rejects(
      dataSource.transaction(async (manager) => {
        await seedInto(manager);
        throw new Error('stop');
      }),
      /stop/,
    );
    assert.deepEqual(await allRows(dataSource), old);
    const { id } = await dataSource.manager.save(new Employee());
    assert.equal(id, 6);
  });

  describe('killed by kill -9', () => {
    let old: string[];
    beforeEach(async () => {
      await seed(dataSource);
      await disturb(dataSource);
      old = await allRows(dataSource);
    });

    const outcome = async (): Promise<'old' | 'new'> => {
      // In one snapshot: the server may still be busy with the commit of the client that was killed.
      const isolation = database.kind === 'sqlite' ? 'SERIALIZABLE' : 'REPEATABLE READ';
      const rows = await dataSource.transaction(isolation, (manager) => allRows({ manager }));
      if (rows.join('\n') === old.join('\n')) return 'old';
      assert.deepEqual(rows, LESSON_ROWS);
      return 'new';
    };

    test('before any of its statements, all the old rows are there, or all the new ones', async () => {
      const outcomes: string[] = [];
      for (let statement = 1; ; statement += 1) {
        const env = { ...database.env, KILL_AT: String(statement) };
        const { code, signal, stderr } = await runTypeScript('test/support/seed-and-die.ts', env);
        outcomes.push(await outcome());
        if (signal === null) {
          assert.equal(code, 0, stderr);
          break;
        }
        assert.equal(signal, 'SIGKILL');
        if (outcomes.at(-1) === 'new') await disturb(dataSource).then(async () => (old = await allRows(dataSource)));
      }
      // Many moments, first only old rows and from the commit on only new ones.
      assert.ok(outcomes.length > 15, String(outcomes.length));
      assert.deepEqual([...outcomes].sort().reverse(), outcomes);
      assert.equal(outcomes[0], 'old');
      assert.equal(outcomes.at(-1), 'new');
    });

    test('at any moment of the commit', async () => {
      // The child says when it is about to commit; what it gets done before the signal arrives is chance.
      for (let round = 0; round < 5; round += 1) {
        await killedAtCommit(database.env);
        if ((await outcome()) === 'new') await disturb(dataSource).then(async () => (old = await allRows(dataSource)));
      }
    });
  });
});

/** Starts the seed script and kills it as soon as it writes that it commits. */
function killedAtCommit(env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['-r', path.join(ROOT, 'scripts', 'ts.cjs'), path.join(ROOT, 'test', 'support', 'seed-aloud.ts')],
      { env, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    child.stdout.on('data', (text: Buffer) => {
      if (text.includes('COMMIT')) child.kill('SIGKILL');
    });
    child.once('error', reject);
    child.once('close', () => resolve());
  });
}

onEachDatabase('npm run seed', (database) => {
  test('migrate first, on a database without tables', async () => {
    const { code, stdout, stderr } = await runTypeScript('src/seed.ts', database.env);
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.match(
      stderr,
      /^(There is no database .*|The database .* has no tables\.)\nMigrate it first: npm run migration:run\n$/,
    );
    if (database.kind === 'sqlite') assert.ok(!existsSync(String(database.options.database)));
    const empty = await createDataSource(database.options).initialize();
    await assert.rejects(seed(empty), NotMigratedError);
    await empty.destroy();
  });

  test('says what it did', async () => {
    const dataSource = await createDataSource(database.options).initialize();
    await dataSource.runMigrations();
    await dataSource.destroy();
    const { code, stdout, stderr } = await runTypeScript('src/seed.ts', database.env);
    assert.equal(stderr, '');
    assert.equal(code, 0);
    const [first, ...rest] = stdout.split('\n');
    assert.match(String(first), /^Seeded /);
    assert.deepEqual(rest, [
      '  deleted: 0 employees, 0 meetings, 0 projects, 0 meeting attendances, 0 assignments',
      '  written: 4 employees, 2 meetings, 2 projects, 5 meeting attendances, 3 assignments',
      '',
    ]);
  });
});

test('counts of one are in the singular', () => {
  assert.equal(
    describeCounts({ employees: 1, meetings: 0, projects: 1, attendances: 1, assignments: 2 }),
    '1 employee, 0 meetings, 1 project, 1 meeting attendance, 2 assignments',
  );
});

test('a database that cannot be reached is one line and exit code 1, without the password', async () => {
  const DATABASE_URL = 'postgres://ann:hunter2@127.0.0.1:9/none';
  const { code, stdout, stderr } = await runTypeScript('src/seed.ts', { ...process.env, DATABASE_URL });
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^Cannot open the database postgres:\/\/ann@127\.0\.0\.1:9\/none: [^\n]*ECONNREFUSED[^\n]*\n$/);
});
