import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MASK, NO_MASKING } from '../../../src/shell/safety/masking/masking';
import { connections } from '../../support/connections';
import { onEachDatabase, type DatabaseKind } from '../../support/databases';
import { runCommand } from '../../support/run-command';
import { lessonShell } from './support/lesson-shell';

/** The database is changed, and then says so. */
interface Change {
  readonly what: string;
  readonly entity: string;
  readonly statements: readonly string[];
  /** What is said of it. */
  readonly said: readonly string[];
  /** Only there; everywhere unless told. */
  readonly on?: readonly DatabaseKind[];
}

/** What there is in the database. */
const TABLES: Readonly<Record<DatabaseKind, string>> = {
  sqlite: 'SELECT name, sql FROM sqlite_master ORDER BY name',
  postgres:
    'SELECT relname, relkind FROM pg_class WHERE relnamespace = current_schema()::regnamespace ORDER BY relname',
  mariadb: 'SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1',
};

const SERVERS: readonly DatabaseKind[] = ['postgres', 'mariadb'];
/** SQLite changes no column: the table is made anew. */
const EMPLOYEES = (columns: string): readonly string[] => [
  'PRAGMA foreign_keys = OFF',
  'DROP TABLE employees',
  `CREATE TABLE employees (${columns})`,
];

const CHANGES: readonly Change[] = [
  {
    what: 'a column more',
    entity: 'Employee',
    statements: ['ALTER TABLE employees ADD COLUMN phone varchar(20)'],
    said: ['column phone is in the table, not in the entity'],
  },
  {
    what: 'a column less',
    entity: 'Employee',
    statements: ['ALTER TABLE employees DROP COLUMN hire_date'],
    said: ['column hire_date is in the entity, not in the table'],
  },
  {
    what: 'a column of another name',
    entity: 'Employee',
    statements: ['ALTER TABLE employees RENAME COLUMN name TO full_name'],
    said: ['column name is in the entity, not in the table', 'column full_name is in the table, not in the entity'],
  },
  {
    what: 'a column that may not be null',
    entity: 'Employee',
    statements: ['ALTER TABLE employees ALTER COLUMN name SET NOT NULL'],
    said: ['name is nullable in the entity, not in the database'],
    on: ['postgres'],
  },
  {
    what: 'a column that may not be null',
    entity: 'Employee',
    statements: ['ALTER TABLE employees MODIFY name varchar(255) NOT NULL'],
    said: ['name is nullable in the entity, not in the database'],
    on: ['mariadb'],
  },
  {
    what: 'columns of another kind, unique, with a default',
    entity: 'Employee',
    statements: EMPLOYEES(
      `"id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "name" varchar(50) NOT NULL UNIQUE, "hire_date" text DEFAULT ('today')`,
    ),
    said: [
      'name is varchar(50) in the database, varchar in the entity',
      'name is nullable in the entity, not in the database',
      'name is unique in the database, not in the entity',
      'hire_date is text in the database, date in the entity',
    ],
    on: ['sqlite'],
  },
  {
    what: 'another type',
    entity: 'Project',
    statements: ['ALTER TABLE projects ALTER COLUMN budget TYPE bigint'],
    said: ['budget is bigint in the database, integer in the entity'],
    on: ['postgres'],
  },
  {
    what: 'another type',
    entity: 'Project',
    statements: ['ALTER TABLE projects MODIFY budget bigint NULL'],
    said: ['budget is bigint in the database, int in the entity'],
    on: ['mariadb'],
  },
  {
    what: 'another length',
    entity: 'Project',
    statements: ['ALTER TABLE projects ALTER COLUMN title TYPE varchar(10)', 'DELETE FROM projects'].reverse(),
    said: ['title is character varying(10) in the database, character varying in the entity'],
    on: ['postgres'],
  },
  {
    what: 'a default',
    entity: 'Project',
    statements: ['ALTER TABLE projects ALTER COLUMN budget SET DEFAULT 7'],
    said: ['budget has the default 7 in the database, no default in the entity'],
    on: SERVERS,
  },
  {
    what: 'a unique column',
    entity: 'Project',
    statements: ['ALTER TABLE projects ADD CONSTRAINT one_title UNIQUE (title)'],
    said: ['title is unique in the database, not in the entity'],
    on: SERVERS,
  },
  {
    what: 'no index',
    entity: 'Assignment',
    statements: ['DROP INDEX ix_assignments_employee_id'],
    said: ['index on employee_id is in the entity, not in the database'],
    on: ['sqlite', 'postgres'],
  },
  {
    what: 'an index of another name',
    entity: 'Assignment',
    statements: ['DROP INDEX ix_assignments_employee_id', 'CREATE INDEX mine ON assignments (employee_id)'],
    said: ['index on employee_id is called mine in the database, ix_assignments_employee_id in the entity'],
    on: ['sqlite', 'postgres'],
  },
  {
    what: 'an index more',
    entity: 'Meeting',
    statements: ['CREATE UNIQUE INDEX one_place ON meetings (scheduled_time, location)'],
    said: ['unique index one_place on scheduled_time, location is in the database, not in the entity'],
  },
  {
    what: 'an index that is unique',
    entity: 'Assignment',
    statements: [
      'DROP INDEX ix_assignments_employee_id',
      'DELETE FROM assignments',
      'CREATE UNIQUE INDEX ix_assignments_employee_id ON assignments (employee_id)',
    ],
    said: ['index on employee_id is unique in the database, not in the entity'],
    on: ['sqlite', 'postgres'],
  },
  {
    what: 'a foreign key that does something else',
    entity: 'Assignment',
    statements: [
      'ALTER TABLE assignments DROP CONSTRAINT fk_assignments_project_id_projects',
      'ALTER TABLE assignments ADD CONSTRAINT fk_assignments_project_id_projects FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE SET NULL ON UPDATE NO ACTION',
    ],
    said: ['foreign key project_id → projects has ON DELETE SET NULL in the database, CASCADE in the entity'],
    on: SERVERS,
  },
  {
    what: 'no foreign key',
    entity: 'Assignment',
    statements: ['ALTER TABLE assignments DROP CONSTRAINT fk_assignments_project_id_projects'],
    said: ['foreign key project_id → projects is in the entity, not in the database'],
    on: SERVERS,
  },
  {
    what: 'a foreign key more, without a name that TypeORM would give',
    entity: 'Meeting',
    statements: ['ALTER TABLE meetings ADD COLUMN project_id integer REFERENCES projects (id)'],
    said: [
      'column project_id is in the table, not in the entity',
      'foreign key project_id → projects is in the database, not in the entity',
    ],
    on: ['sqlite', 'postgres'],
  },
  {
    what: 'a check',
    entity: 'Project',
    statements: ['ALTER TABLE projects ADD CONSTRAINT rich CHECK (budget > 0)'],
    said: ['check rich is in the database, not in the entity'],
    on: ['postgres'],
  },
  {
    what: 'no table',
    entity: 'Assignment',
    statements: ['DROP TABLE assignments'],
    said: ['assignments is not in the database'],
  },
  {
    what: 'a view instead',
    entity: 'Assignment',
    statements: [
      'DROP TABLE assignments',
      'CREATE VIEW assignments AS SELECT id, name AS role, hire_date AS start_date FROM employees',
    ],
    said: [
      'assignments is a view in the database, a table in the entity',
      'column end_date is in the entity, not in the view',
      'column employee_id is in the entity, not in the view',
      'column project_id is in the entity, not in the view',
    ],
  },
  {
    what: 'a junction table without its keys',
    entity: 'employee_meetings',
    statements: [
      'DROP TABLE employee_meetings',
      'CREATE TABLE employee_meetings (employee_id integer NOT NULL, meeting_id integer NOT NULL)',
    ],
    said: [
      'employee_id is part of the primary key in the entity, not in the database',
      'meeting_id is part of the primary key in the entity, not in the database',
      'foreign key employee_id → employees is in the entity, not in the database',
      'foreign key meeting_id → meetings is in the entity, not in the database',
      'index on employee_id is in the entity, not in the database',
      'index on meeting_id is in the entity, not in the database',
    ],
    on: ['sqlite', 'postgres'],
  },
  {
    what: 'a column that the database computes',
    entity: 'Project',
    statements: ['ALTER TABLE projects ADD COLUMN twice integer GENERATED ALWAYS AS (budget * 2) STORED'],
    said: ['column twice is in the table, not in the entity'],
    on: SERVERS,
  },
];

onEachDatabase('the database differs from the entity:', (database) => {
  const open = connections(database);

  for (const { what, entity, statements, said, on } of CHANGES) {
    if (on !== undefined && !on.includes(database.kind)) continue;
    test(what, async () => {
      const parts = await lessonShell(await open());
      assert.match(await runCommand(parts, `.schema ${entity}`), /\n\nThe database agrees with the entity\.$/);
      const { dataSource } = parts.model;
      for (const statement of statements) await dataSource.query(statement);
      const [, differs] = (await runCommand(parts, `.schema ${entity}`)).split('\n\nThe database differs:\n');
      assert.deepEqual(
        differs?.split('\n'),
        said.map((each) => `- ${each}`),
      );
    });
  }

  const keepsDefaults = database.kind === 'sqlite' && 'SQLite changes no default of a column that is there';
  test('the default of a secret is not told', { skip: keepsDefaults }, async () => {
    const parts = await lessonShell(await open());
    await parts.model.dataSource.query("ALTER TABLE projects ALTER COLUMN title SET DEFAULT 'hunter2'");
    const masking = { ...NO_MASKING, hides: () => true };
    const shown = await runCommand(parts, '.schema Project', { masking });
    assert.ok(!shown.includes('hunter2'), shown);
    assert.ok(shown.includes(`- title has the default ${MASK} in the database, no default in the entity`), shown);
  });

  test('only the entity asked for is compared', async () => {
    const parts = await lessonShell(await open());
    await parts.model.dataSource.query('ALTER TABLE projects ADD COLUMN more integer');
    assert.match(await runCommand(parts, '.schema Employee'), /The database agrees/);
  });

  const commits = database.kind === 'mariadb' && 'MariaDB commits changes of the schema at once';
  test('what an open transaction has changed is seen', { skip: commits }, async () => {
    const parts = await lessonShell(await open());
    const runner = parts.model.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('ALTER TABLE projects ADD COLUMN more integer');
    assert.match(await runCommand(parts, '.schema Project'), /column more is in the table/);
    await runner.rollbackTransaction();
    assert.match(await runCommand(parts, '.schema Project'), /The database agrees/);
    await runner.release();
  });
});

onEachDatabase('the database is read, and nothing is written,', (database) => {
  const open = connections(database);

  test('nor is a query of the shell counted or logged', async () => {
    const parts = await lessonShell(await open());
    const { dataSource, entities } = parts.model;
    const tables = (): Promise<unknown> => dataSource.query(TABLES[database.kind]);
    const before = await tables();
    const said: string[] = [];
    const print = (text: string): void => void said.push(text);
    const counted = await parts.session.attend(async () => {
      for (const name of [...entities.keys(), 'employee_meetings'])
        await runCommand(parts, `.schema ${name}`, { print });
    });
    assert.equal(said.length, entities.size + 1);
    assert.deepEqual(counted, []);
    assert.deepEqual(await tables(), before);
  });
});
