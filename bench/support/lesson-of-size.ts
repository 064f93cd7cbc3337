import type Database from 'better-sqlite3';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/data-source';
import { dataSourceOptions } from '../../src/data-source-options';

/** Of each employee: two assignments and two meetings; a project or a meeting is that of forty, however many rows there are. */
const ROWS_OF_ONE = 5.1;
const EMPLOYEES_OF_ONE = 20;

export interface LessonOfSize {
  readonly dataSource: DataSource;
  readonly employees: number;
  /** Of all tables together. */
  readonly rows: number;
}

/** The lesson's tables with its indexes in a file, with about so many rows, each with as many others around it as in any other size. */
export async function lessonOfSize(rows: number, folder: string): Promise<LessonOfSize> {
  const employees = Math.max(2 * EMPLOYEES_OF_ONE, Math.round(rows / ROWS_OF_ONE));
  const options = dataSourceOptions({ DATABASE_URL: `sqlite:${join(folder, `${rows}.db`)}` });
  const dataSource = await createDataSource(options).initialize();
  await dataSource.runMigrations();
  const { databaseConnection } = dataSource.driver as unknown as { readonly databaseConnection: Database.Database };
  fill(databaseConnection, employees);
  const [{ all } = { all: 0 }] = await dataSource.query<{ all: number }[]>(`SELECT ${COUNTED} AS "all"`);
  return { dataSource, employees, rows: all };
}

const COUNTED = ['employees', 'meetings', 'projects', 'assignments', 'employee_meetings']
  .map((table) => `(SELECT count(*) FROM ${table})`)
  .join(' + ');

function fill(database: Database.Database, employees: number): void {
  const shared = Math.ceil(employees / EMPLOYEES_OF_ONE);
  const employee = database.prepare('INSERT INTO employees (id, name, hire_date) VALUES (?, ?, ?)');
  const meeting = database.prepare('INSERT INTO meetings (id, topic, scheduled_time, location) VALUES (?, ?, ?, ?)');
  const project = database.prepare('INSERT INTO projects (id, title, budget) VALUES (?, ?, ?)');
  const assignment = database.prepare(
    'INSERT INTO assignments (role, start_date, end_date, employee_id, project_id) VALUES (?, ?, ?, ?, ?)',
  );
  const attendance = database.prepare('INSERT INTO employee_meetings (employee_id, meeting_id) VALUES (?, ?)');
  database.transaction(() => {
    for (let id = 1; id <= shared; id++) {
      meeting.run(id, `Meeting ${id}`, '2023-12-01 10:00:00', 'Hall');
      project.run(id, `Project ${id}`, id * 100);
    }
    for (let id = 1; id <= employees; id++) {
      employee.run(id, `Employee ${id}`, `20${10 + (id % 10)}-05-17`);
      for (let each = 0; each < 2; each++) {
        const at = 1 + ((id + each) % shared);
        assignment.run(`Role ${id % 7}`, '2023-05-28 00:00:00', '2023-10-30 00:00:00', id, at);
        attendance.run(id, at);
      }
    }
  })();
  database.exec('ANALYZE');
}
