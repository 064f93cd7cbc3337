import { existsSync } from 'node:fs';
import { type DataSource, type EntityManager, type ObjectLiteral, QueryFailedError } from 'typeorm';
import { dataSource } from './data-source';
import { describeConnectionError, describeDatabase } from './data-source-options';
import { Assignment } from './entities/assignment';
import { Employee } from './entities/employee';
import { Meeting } from './entities/meeting';
import { Project } from './entities/project';
import { lowerCounters, resetCounters } from './id-counters';
import { readSchemaState } from './schema-state';

/** Rows by kind, in the order in which they are told. */
export interface SeedCounts {
  readonly employees: number;
  readonly meetings: number;
  readonly projects: number;
  readonly attendances: number;
  readonly assignments: number;
}

/** Nothing can be seeded: tables are missing. The message says what to do. */
export class NotMigratedError extends Error {
  override readonly name = 'NotMigratedError';
}

const MIGRATE_FIRST = 'Migrate it first: npm run migration:run';

class UnreachableError extends Error {}

/**
 * Deletes every row of the lesson's tables and writes the lesson's, with the lesson's ids, in one transaction: whatever happens,
 * the database holds either all the old rows or all the new ones.
 * @returns how many rows were deleted, and how many written.
 * @throws NotMigratedError when a table is missing.
 */
export async function seed(
  target: DataSource,
): Promise<{ readonly deleted: SeedCounts; readonly written: SeedCounts }> {
  const { empty, missingTables } = await readSchemaState(target.manager);
  if (missingTables.length > 0) {
    const missing = empty
      ? 'no tables'
      : `no ${missingTables.length === 1 ? 'table' : 'tables'} ${missingTables.join(', ')}`;
    throw new NotMigratedError(`The database ${describeDatabase(target.options)} has ${missing}.\n${MIGRATE_FIRST}`);
  }
  const result = await target.transaction(seedInto);
  await lowerCounters(target);
  return result;
}

/** The part of {@link seed} that belongs into a transaction, for who has one. */
export async function seedInto(
  manager: EntityManager,
): Promise<{ readonly deleted: SeedCounts; readonly written: SeedCounts }> {
  const deleted = await deleteRows(manager);
  const written = await writeRows(manager);
  await resetCounters(manager);
  return { deleted, written };
}

async function writeRows(manager: EntityManager): Promise<SeedCounts> {
  const m1 = make(Meeting, {
    id: 1,
    topic: 'Software Engineering Weekly Update',
    scheduledTime: new Date(2023, 9, 31, 9, 30),
    location: 'Building A, Room 142',
  });
  const m2 = make(Meeting, {
    id: 2,
    topic: 'Github Issues Brainstorming',
    scheduledTime: new Date(2023, 11, 1, 15, 15),
    location: 'Building D, Room 430',
  });
  const p1 = make(Project, { id: 1, title: 'XYZ Project Flask server', budget: 50000 });
  const p2 = make(Project, { id: 2, title: 'XYZ Project React UI', budget: 100000 });
  const e1 = make(Employee, { id: 1, name: 'Uri Lee', hireDate: '2022-05-17', meetings: [m1, m2] });
  const e2 = make(Employee, { id: 2, name: 'Tristan Tal', hireDate: '2020-01-30', meetings: [m2] });
  const e3 = make(Employee, { id: 3, name: 'Sasha Hao', hireDate: '2021-12-01', meetings: [m2] });
  const e4 = make(Employee, { id: 4, name: 'Taylor Jai', hireDate: '2015-01-02', meetings: [m2] });
  const a1 = make(Assignment, {
    id: 1,
    role: 'Project manager',
    startDate: new Date(2023, 4, 28),
    endDate: new Date(2023, 9, 30),
    employee: e1,
    project: p1,
  });
  const a2 = make(Assignment, {
    id: 2,
    role: 'Flask programmer',
    startDate: new Date(2023, 5, 10),
    endDate: new Date(2023, 9, 1),
    employee: e2,
    project: p1,
  });
  const a3 = make(Assignment, {
    id: 3,
    role: 'Flask programmer',
    startDate: new Date(2023, 10, 1),
    endDate: new Date(2024, 1, 1),
    employee: e2,
    project: p2,
  });
  const [meetings, projects, employees, assignments] = [
    [m1, m2],
    [p1, p2],
    [e1, e2, e3, e4],
    [a1, a2, a3],
  ];
  await insertWithIds(manager, Meeting, meetings);
  await insertWithIds(manager, Project, projects);
  await insertWithIds(manager, Employee, employees);
  await insertWithIds(manager, Assignment, assignments);
  for (const employee of employees) {
    await manager.createQueryBuilder().relation(Employee, 'meetings').of(employee).add(employee.meetings);
  }
  return {
    employees: employees.length,
    meetings: meetings.length,
    projects: projects.length,
    attendances: employees.reduce((sum, employee) => sum + employee.meetings.length, 0),
    assignments: assignments.length,
  };
}

function make<Entity extends object>(type: new () => Entity, values: Partial<Entity>): Entity {
  return Object.assign(new type(), values);
}

/**
 * Neither `save` nor `insert` gives PostgreSQL a value for a generated id, so the columns are named. The ids have to be given: the
 * lesson asks for `id: 2`, and MariaDB cannot set back a counter inside of a transaction.
 */
async function insertWithIds<Entity extends ObjectLiteral>(
  manager: EntityManager,
  type: new () => Entity,
  rows: Entity[],
): Promise<void> {
  const columns = manager.dataSource.getMetadata(type).columns.map(({ propertyPath }) => propertyPath);
  // `updateEntity(false)`: on MySQL it would number the objects anew, from the wrong one of the ids that were just given.
  await manager.createQueryBuilder().insert().into(type, columns).values(rows).updateEntity(false).execute();
}

/** Children first. `DELETE` and not `TRUNCATE`, which MariaDB commits at once. */
async function deleteRows(manager: EntityManager): Promise<SeedCounts> {
  const remove = async (table: string): Promise<number> => {
    const { affected } = await manager.createQueryBuilder().delete().from(table).execute();
    return affected ?? 0;
  };
  const attendances = await remove('employee_meetings');
  const assignments = await remove('assignments');
  const projects = await remove('projects');
  const meetings = await remove('meetings');
  const employees = await remove('employees');
  return { employees, meetings, projects, attendances, assignments };
}

/** `4 employees, 2 meetings, 2 projects, 5 meeting attendances, 3 assignments` */
export function describeCounts({ employees, meetings, projects, attendances, assignments }: SeedCounts): string {
  const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
  return [
    count(employees, 'employee'),
    count(meetings, 'meeting'),
    count(projects, 'project'),
    count(attendances, 'meeting attendance'),
    count(assignments, 'assignment'),
  ].join(', ');
}

/** The script: seeds the project's data source and says what it did. */
async function main(): Promise<void> {
  const place = describeDatabase(dataSource.options);
  // Opening a SQLite database makes its file, which is not for a seed script to do.
  if (dataSource.options.type === 'better-sqlite3' && dataSource.options.database === place && !existsSync(place)) {
    throw new NotMigratedError(`There is no database ${place}.\n${MIGRATE_FIRST}`);
  }
  try {
    await dataSource.initialize();
  } catch (error) {
    throw new UnreachableError(describeConnectionError(error, dataSource.options), { cause: error });
  }
  try {
    const { deleted, written } = await seed(dataSource);
    console.log(`Seeded ${place}\n  deleted: ${describeCounts(deleted)}\n  written: ${describeCounts(written)}`);
  } finally {
    await dataSource.destroy();
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    const expected =
      error instanceof NotMigratedError || error instanceof UnreachableError || error instanceof QueryFailedError;
    console.error(expected ? error.message : error);
    process.exitCode = 1;
  });
}
