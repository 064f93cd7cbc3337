import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/data-source';
import { dataSourceOptions } from '../../src/data-source-options';
import { size } from './sizes';
import { temporaryFolder } from './temporary';

export const EMPLOYEES = size(100_000, 200);
export const ASSIGNMENTS = size(500_000, 1_000);
export const PROJECTS = size(10_000, 20);
/** Employees of the one meeting. */
export const ATTENDEES = size(10_000, 50);

export interface BigDatabase {
  /** A data source of its own, initialised: what is opened on one does not touch the others. */
  open(): Promise<DataSource>;
}

/** Makes a large database in a temporary folder; employees have assignments as if drawn by lot, five on average. */
export async function bigDatabase(): Promise<BigDatabase> {
  const options = dataSourceOptions({ DATABASE_URL: `sqlite:${join(temporaryFolder(), 'big.db')}` });
  const open = (): Promise<DataSource> => createDataSource(options).initialize();
  const dataSource = await open();
  await dataSource.runMigrations();
  await dataSource.transaction(async (manager) => {
    for (const statement of rows()) await manager.query(statement);
  });
  await dataSource.query('ANALYZE');
  await dataSource.destroy();
  return { open };
}

/** SQLite makes the rows itself. Knuth's multiplicative numbers stand for chance: the same in every run. */
function rows(): string[] {
  const lot = (seed: number, most: number): string => `1 + (n * ${seed} % 2147483647) % ${most}`;
  return [
    into(
      'employees (id, name, hire_date)',
      EMPLOYEES,
      `n, 'Employee ' || n, date('2000-01-01', (n % 9000) || ' days')`,
    ),
    into('projects (id, title, budget)', PROJECTS, `n, 'Project ' || n, n * 100`),
    into(
      'assignments (id, role, start_date, end_date, employee_id, project_id)',
      ASSIGNMENTS,
      `n, 'Role ' || (n % 7), '2023-05-28 00:00:00', '2023-10-30 00:00:00', ${lot(2654435761, EMPLOYEES)}, ${lot(40503, PROJECTS)}`,
    ),
    `INSERT INTO meetings (id, topic, scheduled_time, location) VALUES (1, 'All hands', '2023-12-01 10:00:00', 'Hall')`,
    into('employee_meetings (employee_id, meeting_id)', ATTENDEES, 'n, 1'),
  ];
}

function into(target: string, count: number, values: string): string {
  return `WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < ${count})
    INSERT INTO ${target} SELECT ${values} FROM counted`;
}
