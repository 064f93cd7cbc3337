import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import { type DataSource, type MigrationInterface, type QueryRunner, Table, TableColumn } from 'typeorm';
import { createDataSource } from '../src/data-source';
import type { DatabaseOptions } from '../src/data-source-options';
import { MigrationError } from '../src/project-data-source';
import { readSchemaState } from '../src/schema-state';
import { seed } from '../src/seed';
import { connections, LESSON } from './support/connections';
import { onEachDatabase } from './support/databases';

const STEPS = [['employees', 'meetings', 'projects'], ['employee_meetings'], ['assignments']] as const;

/** Changes the table that others hang on, as `migration:generate` does for a new property of an entity. */
class AddPhone1762000180000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('employees', new TableColumn({ name: 'phone', type: 'varchar', isNullable: true }));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('employees', 'phone');
  }
}

class FailsHalfWay1762000240000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({ name: 'half', columns: [{ name: 'a', type: 'integer', isPrimary: true }] }),
    );
    await queryRunner.query('DELETE FROM assignments');
    await queryRunner.addColumn('employees', new TableColumn({ name: 'half', type: 'integer', isNullable: true }));
    await queryRunner.query('SELECT * FROM no_such_table');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('half');
  }
}

class FailsGoingBack1762000300000 implements MigrationInterface {
  async up(): Promise<void> {}

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM assignments');
    await queryRunner.query('SELECT * FROM no_such_table');
  }
}

const identifier = (name: string): string => name.replace(/\d+$/, '');

test('the lesson has three migrations, found in their order', () => {
  assert.deepEqual(
    LESSON.map(({ name }) => identifier(name)),
    ['Initial', 'AddEmployeeMeetings', 'AddAssignments'],
  );
});

onEachDatabase('migrations', (database) => {
  const connect = connections(database);

  if (database.kind === 'mariadb') {
    test('mysql:// at a MariaDB server is taken for mariadb://', async () => {
      const options = { ...database.options, type: 'mysql' } as DatabaseOptions;
      const dataSource = await createDataSource(options).initialize();
      try {
        await dataSource.runMigrations();
        const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
        assert.deepEqual(upQueries, []);
      } finally {
        await dataSource.destroy();
      }
    });
  }

  const count = async (dataSource: DataSource, table: string): Promise<number> => {
    const [row] = await dataSource.query<[{ n: number | string }]>(`SELECT COUNT(*) AS n FROM ${table}`);
    return Number(row.n);
  };
  const counts = async (dataSource: DataSource, tables: readonly string[]): Promise<number[]> => {
    const all: number[] = [];
    for (const table of tables) all.push(await count(dataSource, table));
    return all;
  };
  const describeSchema = async (dataSource: DataSource): Promise<unknown> => {
    const queryRunner = dataSource.createQueryRunner();
    try {
      const tables = await queryRunner.getTables(STEPS.flat());
      return tables
        .map(({ name, columns, foreignKeys, indices }) => ({
          name: name.split('.').at(-1),
          columns: columns.map((column) => [
            column.name,
            column.type,
            column.isNullable,
            column.isPrimary,
            column.isGenerated,
          ]),
          foreignKeys: foreignKeys
            .map((key) =>
              [key.name, key.columnNames.join(), key.referencedTableName.split('.').at(-1), key.onDelete].join(' '),
            )
            .sort(),
          indices: indices.map((index) => `${index.name} ${index.columnNames.join()}`).sort(),
        }))
        .sort((a, b) => String(a.name).localeCompare(String(b.name)));
    } finally {
      await queryRunner.release();
    }
  };
  const assertUpToDate = async (dataSource: DataSource): Promise<void> => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    assert.deepEqual(
      upQueries.map(({ query }) => query),
      [],
    );
  };

  const assertForeignKeys = (dataSource: DataSource): Promise<void> =>
    assert.rejects(dataSource.query('INSERT INTO assignments (project_id) VALUES (99)'), /foreign key/i);

  test('up, down one by one, up again: the same schema, the one of the entities', async () => {
    const dataSource = await connect();
    const done = await dataSource.runMigrations();
    assert.deepEqual(
      done.map(({ name }) => identifier(name)),
      ['Initial', 'AddEmployeeMeetings', 'AddAssignments'],
    );
    const schema = await describeSchema(dataSource);
    await assertUpToDate(dataSource);

    const left = STEPS.map((tables) => [...tables]);
    for (const step of [...left].reverse()) {
      await dataSource.undoLastMigration();
      left.pop();
      const { missingTables, pendingMigrations } = await readSchemaState(dataSource.manager);
      for (const table of step) assert.ok(missingTables.includes(table), table);
      for (const table of left.flat()) assert.ok(!missingTables.includes(table), table);
      assert.equal(pendingMigrations.length, STEPS.length - left.length);
    }
    await dataSource.runMigrations();
    assert.deepEqual(await describeSchema(dataSource), schema);
    await assertUpToDate(dataSource);
  });

  test("foreign keys have the lesson's names and an index each", async () => {
    const dataSource = await connect();
    await dataSource.runMigrations();
    const text = JSON.stringify(await describeSchema(dataSource));
    for (const [table, column, referred] of [
      ['employee_meetings', 'employee_id', 'employees'],
      ['employee_meetings', 'meeting_id', 'meetings'],
      ['assignments', 'employee_id', 'employees'],
      ['assignments', 'project_id', 'projects'],
    ]) {
      assert.match(text, new RegExp(`"fk_${table}_${column}_${referred} ${column} ${referred} CASCADE"`));
      assert.match(text, new RegExp(`"ix_${table}_${column} ${column}"`));
    }
  });

  test('rows stay: each step up and down keeps those of the other tables', async () => {
    const first = await connect(LESSON.slice(0, 1));
    await first.runMigrations();
    await first.query(`INSERT INTO employees (name, hire_date) VALUES ('Ann', '2020-01-02')`);
    await first.query(`INSERT INTO meetings (topic) VALUES ('T')`);
    await first.query(`INSERT INTO projects (title, budget) VALUES ('P', 5)`);

    const second = await connect(LESSON.slice(0, 2));
    await second.runMigrations();
    assert.deepEqual(await counts(second, STEPS[0]), [1, 1, 1]);
    await second.query('INSERT INTO employee_meetings (employee_id, meeting_id) VALUES (1, 1)');

    const third = await connect();
    await third.runMigrations();
    await third.query(`INSERT INTO assignments (role, employee_id, project_id) VALUES ('R', 1, 1)`);
    assert.deepEqual(await counts(third, [...STEPS[0], ...STEPS[1]]), [1, 1, 1, 1]);

    await third.undoLastMigration();
    assert.deepEqual(await counts(third, [...STEPS[0], ...STEPS[1]]), [1, 1, 1, 1]);
    await third.undoLastMigration();
    assert.deepEqual(await counts(third, STEPS[0]), [1, 1, 1]);
    const [row] = await third.query<[{ name: string }]>('SELECT name FROM employees');
    assert.equal(row.name, 'Ann');
  });

  test('changing a table that others hang on keeps their rows, up and down', async () => {
    const dataSource = await connect([...LESSON, AddPhone1762000180000]);
    await dataSource.runMigrations();
    await seed(dataSource);
    const tables = STEPS.flat();
    await dataSource.undoLastMigration();
    assert.deepEqual(await counts(dataSource, tables), [4, 2, 2, 5, 3]);
    await assertUpToDate(dataSource);
    await dataSource.runMigrations();
    assert.deepEqual(await counts(dataSource, tables), [4, 2, 2, 5, 3]);
    await assertForeignKeys(dataSource);
  });

  describe('a migration that fails half way', () => {
    test('is named with its reason, and nothing of it stays where the database can do that', async () => {
      const lesson = await connect();
      await lesson.runMigrations();
      await seed(lesson);
      const before = await describeSchema(lesson);
      const dataSource = await connect([...LESSON, AddPhone1762000180000, FailsHalfWay1762000240000]);
      await assert.rejects(dataSource.runMigrations(), (error: unknown) => {
        assert.ok(error instanceof MigrationError);
        assert.match(error.message, /^Migration FailsHalfWay1762000240000 failed: .*no_such_table/);
        assert.match(
          error.message,
          database.kind === 'mariadb' ? /\nMariaDB and MySQL commit every change/ : /\nNothing of it was kept\.$/,
        );
        return true;
      });
      // The one before it is done, and written down as done.
      const { pendingMigrations } = await readSchemaState(dataSource.manager);
      assert.deepEqual(pendingMigrations, ['FailsHalfWay1762000240000']);
      await assertForeignKeys(dataSource);
      if (database.kind === 'mariadb') return;
      assert.equal(await count(dataSource, 'assignments'), 3);
      await assert.rejects(dataSource.query('SELECT * FROM half'));
      await dataSource.undoLastMigration();
      assert.deepEqual(await describeSchema(dataSource), before);
    });

    test('when it is reverted, too', async () => {
      const dataSource = await connect([...LESSON, FailsGoingBack1762000300000]);
      await dataSource.runMigrations();
      await seed(dataSource);
      const error: unknown = await dataSource.undoLastMigration().catch((thrown: unknown) => thrown);
      assert.ok(error instanceof MigrationError);
      // As TypeORM's command line prints it: no stack but the line of the migration.
      const [first = '', , place = '', ...rest] = inspect(error).split('\n');
      assert.match(
        first,
        /^MigrationError: Migration FailsGoingBack1762000300000 failed to be reverted: .*no_such_table/,
      );
      assert.match(place, /^ {4}at async FailsGoingBack1762000300000\.down \(.*migrations\.test\.ts:\d+:\d+\)$/);
      assert.deepEqual(rest, []);
      assert.equal(await count(dataSource, 'assignments'), 3);
      assert.deepEqual((await readSchemaState(dataSource.manager)).pendingMigrations, []);
      await assertForeignKeys(dataSource);
    });
  });
});
