import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { DataSource, EntityManager } from 'typeorm';
import { createDataSource } from '../../src/data-source';
import { Assignment } from '../../src/entities/assignment';
import { Employee } from '../../src/entities/employee';
import { Meeting } from '../../src/entities/meeting';
import { Project } from '../../src/entities/project';
import { seed } from '../../src/seed';
import { onEachDatabase } from '../support/databases';
import { type LessonGraph, loadGraph } from '../support/lesson-graph';

const make = <Entity extends object>(type: new () => Entity, values: Partial<Entity>): Entity =>
  Object.assign(new type(), values);

/** Rows of assignments as `id role employee project`, the role by its first letter. */
const [A1, A2, A3] = ['1 P 1 1', '2 F 2 1', '3 F 2 2'] as const;

interface Case {
  readonly name: string;
  readonly rows: readonly string[];
  /** The row is deleted and written anew, which gives it another id on PostgreSQL (TypeORM sends no generated id there). */
  readonly anew?: boolean;
  run(manager: EntityManager, graph: LessonGraph): Promise<unknown>;
}

const employee = (manager: EntityManager, id: number, assignments: object | true = true): Promise<Employee> =>
  manager.findOneOrFail(Employee, { where: { id }, relations: { assignments } });

function takeOut(owner: Employee | Project, id: number): Assignment {
  const [taken] = owner.assignments.splice(
    owner.assignments.findIndex((assignment) => assignment.id === id),
    1,
  );
  assert.equal(taken?.id, id);
  return taken;
}

const SETTING_NULL: readonly Case[] = [
  {
    name: 'nothing loaded',
    rows: [A1, '2 F null 1', A3],
    async run(manager) {
      const assignment = await manager.findOneByOrFail(Assignment, { id: 2 });
      assignment.employee = null;
      await manager.save(assignment);
    },
  },
  {
    name: 'the employee loaded',
    rows: [A1, '2 F null 1', A3],
    async run(manager) {
      const assignment = await manager.findOneOrFail(Assignment, { where: { id: 2 }, relations: { employee: true } });
      assignment.employee = null;
      await manager.save(assignment);
    },
  },
  {
    name: 'everything loaded, twice saved',
    rows: [A1, '2 Q null 1', A3],
    async run(manager, { a }) {
      a(2).employee = null;
      await manager.save(a(2));
      a(2).role = 'Q';
      await manager.save(a(2));
    },
  },
  {
    name: 'the project, everything loaded',
    rows: [A1, '2 F 2 null', A3],
    async run(manager, { a }) {
      a(2).project = null;
      await manager.save(a(2));
      assert.equal(a(2).projectId, null);
    },
  },
];

const TAKING_OUT: readonly Case[] = [
  {
    name: 'of the employee, only the list loaded',
    rows: [A1, A3],
    async run(manager) {
      const owner = await employee(manager, 2);
      takeOut(owner, 2);
      await manager.save(owner);
    },
  },
  {
    name: 'of the employee, the projects loaded, and their lists, which still hold it',
    rows: [A1, A3],
    async run(manager) {
      const owner = await employee(manager, 2, { project: { assignments: true } });
      takeOut(owner, 2);
      await manager.save(owner);
    },
  },
  {
    name: 'of the employee, everything loaded',
    rows: [A1, A3],
    async run(manager, { e }) {
      takeOut(e(2), 2);
      await manager.save(e(2));
    },
  },
  {
    name: 'of the project, everything loaded',
    rows: [A1, A3],
    async run(manager, { p }) {
      takeOut(p(1), 2);
      await manager.save(p(1));
    },
  },
  {
    name: 'of both, and its employee set to null, both saved',
    rows: [A1, A3],
    async run(manager, { e, p, a }) {
      takeOut(e(2), 2);
      takeOut(p(1), 2);
      a(2).employee = null;
      await manager.save(e(2));
      await manager.save(p(1));
    },
  },
  {
    name: 'the whole list',
    rows: [A1],
    async run(manager, { e }) {
      e(2).assignments = [];
      await manager.save(e(2));
    },
  },
  {
    name: 'is not done by saving something else',
    rows: [A1, A2, A3],
    async run(manager, { e, a, p }) {
      takeOut(e(2), 2);
      await manager.save(a(3));
      await manager.save(p(2));
    },
  },
];

const MOVING: readonly Case[] = [
  {
    name: 'by its own side, saved twice, with a list that knows nothing of it',
    rows: [A1, '2 Q 3 1', A3],
    async run(manager, { e, a }) {
      a(2).employee = e(3);
      await manager.save(a(2));
      assert.equal(a(2).employeeId, 3);
      a(2).role = 'Q';
      await manager.save(a(2));
    },
  },
  {
    name: 'from list to list, both saved at once',
    rows: [A1, '2 F 3 1', A3],
    async run(manager, { e }) {
      e(3).assignments.push(takeOut(e(2), 2));
      await manager.save([e(2), e(3)]);
    },
  },
  {
    name: 'from list to list, the new owner saved first',
    rows: [A1, '2 F 3 1', A3],
    async run(manager) {
      const [from, to] = [await employee(manager, 2), await employee(manager, 3)];
      to.assignments.push(takeOut(from, 2));
      await manager.save(to);
      await manager.save(from);
    },
  },
  {
    name: 'from list to list, the old owner saved first, nothing else loaded',
    rows: [A1, '2 F 3 1', A3],
    anew: true,
    async run(manager) {
      const [from, to] = [await employee(manager, 2), await employee(manager, 3)];
      to.assignments.push(takeOut(from, 2));
      await manager.save(from);
      await manager.save(to);
    },
  },
  {
    name: 'from list to list, the old owner saved first, everything loaded',
    rows: [A1, '2 F 3 1', A3],
    anew: true,
    async run(manager, { e }) {
      e(3).assignments.push(takeOut(e(2), 2));
      await manager.save(e(2));
      await manager.save(e(3));
    },
  },
  {
    name: 'from project to project, the old one saved first',
    rows: [A1, '2 F 2 2', A3],
    anew: true,
    async run(manager, { p }) {
      p(2).assignments.push(takeOut(p(1), 2));
      await manager.save(p(1));
      await manager.save(p(2));
    },
  },
  {
    name: 'into a list, not taken out of the old one, and saved later by itself',
    rows: [A1, '2 Q 3 1', A3],
    async run(manager, { e, a }) {
      e(3).assignments.push(a(2));
      await manager.save(e(3));
      a(2).role = 'Q';
      await manager.save(a(2));
    },
  },
];

const ADDING: readonly Case[] = [
  {
    name: 'to the list of an employee',
    rows: [A1, A2, A3, '4 N 3 null'],
    async run(manager) {
      const owner = await employee(manager, 3);
      owner.assignments.push(make(Assignment, { role: 'New' }));
      await manager.save(owner);
    },
  },
  {
    name: 'a tree of new objects, saved by its root',
    rows: [A1, A2, A3, '4 N 5 3'],
    async run(manager) {
      const project = make(Project, { title: 'P' });
      await manager.save(make(Employee, { name: 'E', assignments: [make(Assignment, { role: 'New', project })] }));
    },
  },
  {
    name: 'a tree of new objects, saved by the assignment',
    rows: [A1, A2, A3, '4 N 5 3'],
    async run(manager) {
      const [project, owner] = [make(Project, { title: 'P' }), make(Employee, { name: 'E' })];
      const saved = await manager.save(make(Assignment, { role: 'New', project, employee: owner }));
      assert.equal(saved.id, 4);
    },
  },
  {
    name: 'a new project through the association proxy, by the repository',
    rows: [A1, A2, A3, '4 - 3 3'],
    async run(manager) {
      const owner = await employee(manager, 3, { project: true });
      owner.projects.push(make(Project, { title: 'P' }));
      assert.equal(await manager.getRepository(Employee).save(owner), owner);
    },
  },
  {
    name: 'through the association proxy of the other side, everything loaded',
    rows: [A1, A2, A3, '4 - 4 2'],
    async run(manager, { e, p }) {
      p(2).employees.push(e(4));
      await manager.save(p(2));
    },
  },
  {
    name: 'one out and a new one in, in one save',
    rows: [A1, A3, '4 - 2 3'],
    async run(manager, { e }) {
      e(2).projects.shift();
      e(2).projects.push(make(Project, { title: 'P' }));
      await manager.save(e(2));
    },
  },
];

const REMOVING: readonly Case[] = [
  {
    name: 'an employee, nothing loaded',
    rows: [A1],
    run: async (manager) => manager.remove(await manager.findOneByOrFail(Employee, { id: 2 })),
  },
  { name: 'an employee, everything loaded', rows: [A1], run: (manager, { e }) => manager.remove(e(2)) },
  { name: 'a project, everything loaded', rows: [A3], run: (manager, { p }) => manager.remove(p(1)) },
  { name: 'an assignment, everything loaded', rows: [A1, A3], run: (manager, { a }) => manager.remove(a(2)) },
  { name: 'an employee by hand', rows: [A1], run: (manager) => manager.query('DELETE FROM employees WHERE id = 2') },
  { name: 'a project by hand', rows: [A3], run: (manager) => manager.query('DELETE FROM projects WHERE id = 1') },
];

onEachDatabase('relations', (database) => {
  let dataSource: DataSource;
  let manager: EntityManager;

  before(async () => {
    dataSource = await createDataSource(database.options).initialize();
    manager = dataSource.manager;
    await dataSource.runMigrations();
  });
  after(() => dataSource.destroy());
  beforeEach(() => seed(dataSource));

  const rows = async (): Promise<string[]> =>
    (await manager.find(Assignment, { order: { id: 'ASC' } })).map(({ id, role, employeeId, projectId }) =>
      [id, role?.[0] ?? '-', employeeId, projectId].map(String).join(' '),
    );
  const suite = (title: string, cases: readonly Case[]): void =>
    void describe(title, () => {
      for (const { name, rows: expected, anew = false, run } of cases) {
        test(name, async () => {
          await run(manager, await loadGraph(manager));
          const sorted = (list: readonly string[]): string[] =>
            anew && database.kind === 'postgres' ? list.map((row) => row.replace(/^\d+/, '')).sort() : [...list];
          assert.deepEqual(sorted(await rows()), sorted(expected));
        });
      }
    });
  suite('setting an owner to null writes NULL', SETTING_NULL);
  suite('taking an assignment out of a list deletes it', TAKING_OUT);
  suite('moving an assignment', MOVING);
  suite('new assignments are saved with their owner', ADDING);
  suite('removing an owner removes its assignments', REMOVING);

  describe('employees and meetings', () => {
    const attendances = async (): Promise<string> => {
      const employees = await manager.find(Employee, {
        relations: { meetings: true },
        order: { id: 'ASC', meetings: { id: 'ASC' } },
      });
      return employees.flatMap(({ id, meetings }) => meetings.map((meeting) => `${id}-${meeting.id}`)).join(' ');
    };

    test('removing an employee removes its attendances, and no meeting', async () => {
      await manager.remove(await manager.findOneByOrFail(Employee, { id: 1 }));
      assert.equal(await attendances(), '2-2 3-2 4-2');
      assert.equal(await manager.count(Meeting), 2);
    });

    test('removing a meeting, also by hand, removes its attendances, and no employee', async () => {
      await manager.remove(await manager.findOneByOrFail(Meeting, { id: 2 }));
      assert.equal(await attendances(), '1-1');
      await manager.query('DELETE FROM meetings WHERE id = 1');
      assert.equal(await attendances(), '');
      assert.equal(await manager.count(Employee), 4);
    });

    test('both sides write, and only the difference', async () => {
      const meeting = await manager.findOneOrFail(Meeting, { where: { id: 1 }, relations: { employees: true } });
      meeting.employees.push(await manager.findOneByOrFail(Employee, { id: 4 }));
      await manager.save(meeting);
      assert.equal(await attendances(), '1-1 1-2 2-2 3-2 4-1 4-2');
      const first = await manager.findOneOrFail(Employee, { where: { id: 1 }, relations: { meetings: true } });
      first.meetings = first.meetings.filter(({ id }) => id !== 1);
      await manager.save(first);
      assert.equal(await attendances(), '1-2 2-2 3-2 4-1 4-2');
    });

    test('a new meeting is saved with the employee who attends it', async () => {
      const third = await manager.findOneOrFail(Employee, { where: { id: 3 }, relations: { meetings: true } });
      third.meetings.push(make(Meeting, { topic: 'New' }));
      await manager.save(third);
      assert.equal(await attendances(), '1-1 1-2 2-2 3-2 3-3 4-2');
    });
  });

  test('foreign keys are enforced', async () => {
    await assert.rejects(
      manager.query('INSERT INTO employee_meetings (employee_id, meeting_id) VALUES (99, 1)'),
      /foreign key/i,
    );
    await assert.rejects(manager.query('UPDATE assignments SET project_id = 99 WHERE id = 1'), /foreign key/i);
  });

  test('entities are found by a foreign key, which needs no join', async () => {
    const found = await manager.find(Assignment, { where: { projectId: 1 }, order: { id: 'ASC' } });
    assert.deepEqual(
      found.map(({ id, employeeId }) => [id, employeeId]),
      [
        [1, 1],
        [2, 2],
      ],
    );
  });
});
