import type { EntityManager } from 'typeorm';
import { Assignment } from '../../src/entities/assignment';
import { Employee } from '../../src/entities/employee';
import { Project } from '../../src/entities/project';

/** The lesson's employees, projects and assignments by id, one object a row. */
export interface LessonGraph {
  e(id: number): Employee;
  p(id: number): Project;
  a(id: number): Assignment;
}

/** Loads everything, with both sides of every relation: what a long session comes to by touching. */
export async function loadGraph(manager: EntityManager): Promise<LessonGraph> {
  const employees = await manager.find(Employee);
  const projects = await manager.find(Project);
  const assignments = await manager.find(Assignment, { order: { id: 'ASC' } });
  for (const owner of [...employees, ...projects]) owner.assignments = [];
  for (const assignment of assignments) {
    assignment.employee = employees.find(({ id }) => id === assignment.employeeId) ?? null;
    assignment.project = projects.find(({ id }) => id === assignment.projectId) ?? null;
    assignment.employee?.assignments.push(assignment);
    assignment.project?.assignments.push(assignment);
  }
  return { e: byId(employees), p: byId(projects), a: byId(assignments) };
}

function byId<Entity extends { readonly id: number }>(entities: readonly Entity[]): (id: number) => Entity {
  return (id) => {
    const found = entities.find((each) => each.id === id);
    if (found === undefined) throw new Error(`no row ${id}`);
    return found;
  };
}
