import type { EntityManager, ObjectLiteral } from 'typeorm';
import { Assignment } from '../entities/assignment';
import { Employee } from '../entities/employee';
import { Meeting } from '../entities/meeting';
import { Project } from '../entities/project';
import type { SeedCounts } from './counts';

/** Writes the lesson's rows, with the lesson's ids, into tables that are empty. */
export async function writeLessonRows(manager: EntityManager): Promise<SeedCounts> {
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
