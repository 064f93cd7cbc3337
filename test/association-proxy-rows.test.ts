import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../src/data-source';
import { Assignment } from '../src/entities/assignment';
import { Employee } from '../src/entities/employee';
import { Meeting } from '../src/entities/meeting';
import { Project } from '../src/entities/project';
import { onEachDatabase } from './support/databases';

/**
 * What writing through the proxies leaves in the database, by plain TypeORM `save()`. Most of it follows a session with
 * SQLAlchemy's association proxies, whose rows are the expected ones; where ours are better on purpose it is said.
 */
onEachDatabase('rows behind the association proxies', (database) => {
  let source: DataSource;

  before(async () => {
    source = createDataSource(database.options);
    await source.initialize();
    await source.runMigrations();
  });
  after(() => source.destroy());
  beforeEach(async () => {
    for (const table of ['assignments', 'employee_meetings', 'employees', 'meetings', 'projects']) {
      await source.query(`DELETE FROM ${table}`);
    }
    // The lesson's rows, but a role of its own for each assignment, so that it is seen which one went where.
    for (const insert of [
      `employees (id, name) VALUES (1, 'Uri Lee'), (2, 'Tristan Tal'), (3, 'Sasha Hao'), (4, 'Taylor Jai')`,
      `meetings (id, topic) VALUES (1, 'Update'), (2, 'Brainstorming')`,
      `projects (id, title) VALUES (1, 'Flask server'), (2, 'React UI')`,
      `employee_meetings (employee_id, meeting_id) VALUES (1, 1), (1, 2), (2, 2), (3, 2), (4, 2)`,
      `assignments (id, role, employee_id, project_id) VALUES (1, 'Manager', 1, 1), (2, 'Programmer', 2, 1), (3, 'Tester', 2, 2)`,
    ]) {
      await source.query(`INSERT INTO ${insert}`);
    }
    if (database.kind !== 'postgres') return;
    // Ids given by hand do not move PostgreSQL's sequences.
    for (const table of ['employees', 'projects', 'assignments']) {
      await source.query(`SELECT setval(pg_get_serial_sequence('${table}', 'id'), 100)`);
    }
  });

  function employee(id: number): Promise<Employee> {
    return source.manager.findOneOrFail(Employee, {
      where: { id },
      relations: { assignments: { project: true } },
      order: { assignments: { id: 'ASC' } },
    });
  }

  function project(id: number): Promise<Project> {
    return source.manager.findOneOrFail(Project, {
      where: { id },
      relations: { assignments: { employee: true } },
      order: { assignments: { id: 'ASC' } },
    });
  }

  /** The assignments as `role employee-project`, oldest first; ids only where a row's identity is the point. */
  async function rows(): Promise<string[]> {
    const found = await source.query<{ role: string | null; employee_id: number | null; project_id: number | null }[]>(
      'SELECT role, employee_id, project_id FROM assignments ORDER BY id',
    );
    return found.map((row) => `${row.role} ${row.employee_id}-${row.project_id}`);
  }

  async function ids(table: string): Promise<number[]> {
    const found = await source.query<{ id: number }[]>(`SELECT id FROM ${table} ORDER BY id`);
    return found.map((row) => Number(row.id));
  }

  test('a push on either side is a new row, also for a pair that is there; taking out the first deletes that one', async () => {
    const sasha = await employee(3);
    sasha.projects.push(await project(2));
    await source.manager.save(sasha);
    assert.deepEqual(await rows(), ['Manager 1-1', 'Programmer 2-1', 'Tester 2-2', 'null 3-2']);

    const [react, taylor] = [await project(2), await employee(4)];
    react.employees.push(taylor);
    await source.manager.save(react);
    react.employees.push(taylor);
    await source.manager.save(react);
    assert.deepEqual((await rows()).slice(3), ['null 3-2', 'null 4-2', 'null 4-2']);
    assert.deepEqual(
      (await project(2)).employees.map((each) => each.id),
      [2, 3, 4, 4],
    );

    const [first, second] = react.assignments.slice(-2);
    react.employees.splice(react.employees.indexOf(taylor), 1);
    await source.manager.save(react);
    assert.ok(!(await ids('assignments')).includes(first.id) && (await ids('assignments')).includes(second.id));
  });

  test('assigning a list writes the difference (SQLAlchemy deletes every row and its role)', async () => {
    const tristan = await employee(2);
    tristan.projects = [await project(2)];
    await source.manager.save(tristan);
    assert.deepEqual(await rows(), ['Manager 1-1', 'Tester 2-2']);

    tristan.projects = [await project(1), await project(2)];
    await source.manager.save(tristan);
    assert.deepEqual(await rows(), ['Manager 1-1', 'Tester 2-2', 'null 2-1']);

    const uri = await employee(1);
    const flask = await project(1);
    uri.projects = [flask, flask];
    await source.manager.save(uri);
    assert.deepEqual(await rows(), ['Manager 1-1', 'Tester 2-2', 'null 2-1', 'null 1-1']);
    uri.projects = [];
    await source.manager.save(uri);
    assert.deepEqual(await rows(), ['Tester 2-2', 'null 2-1']);
  });

  test('what was put in and taken out before the save leaves no row', async () => {
    const uri = await employee(3);
    const [flask, react] = [await project(1), await project(2)];
    uri.projects.push(flask, react);
    uri.projects.unshift(react);
    assert.equal(uri.projects.pop(), react);
    uri.projects.shift();
    await source.manager.save(uri);
    assert.deepEqual((await rows()).slice(3), ['null 3-1']);
  });

  test('index assignment keeps the row and its role', async () => {
    const uri = await employee(1);
    uri.projects.push(await project(2));
    uri.projects[0] = await project(2);
    await source.manager.save(uri);
    assert.deepEqual(await rows(), ['Manager 1-2', 'Programmer 2-1', 'Tester 2-2', 'null 1-2']);
    assert.deepEqual((await ids('assignments')).slice(0, 3), [1, 2, 3]);
    uri.projects.length = 0;
    await source.manager.save(uri);
    assert.deepEqual(await rows(), ['Programmer 2-1', 'Tester 2-2']);
  });

  test('sort and reverse write nothing', async () => {
    const tristan = await employee(2);
    tristan.projects.reverse();
    await source.manager.save(tristan);
    assert.deepEqual(await rows(), ['Manager 1-1', 'Programmer 2-1', 'Tester 2-2']);
  });

  test('a refused write leaves nothing for save() to do', async () => {
    const [uri, tristan, flask] = [await employee(1), await employee(2), await project(1)];
    for (const write of [
      () => uri.projects.push('x' as never),
      () => uri.projects.push(tristan as never),
      () => uri.projects.push(1 as never),
      () => (uri.projects = flask as never),
      () => (uri.projects = null as never),
      () => (uri.projects = 5 as never),
    ]) {
      assert.throws(write, {
        name: 'TypeError',
        message: /^Employee\.projects (holds|takes a list of) Project objects: /,
      });
    }
    await source.manager.save(uri);
    assert.deepEqual(await rows(), ['Manager 1-1', 'Programmer 2-1', 'Tester 2-2']);
  });

  test('null is a row without a project, and an assignment without a project reads as null', async () => {
    const uri = await employee(1);
    uri.projects.push(null as never);
    await source.manager.save(uri);
    assert.deepEqual((await rows()).at(-1), 'null 1-null');
    await source.manager.save(Object.assign(new Assignment(), { role: 'Half', employee: await employee(3) }));
    assert.deepEqual([...(await employee(3)).projects], [null]);
    const again = await employee(1);
    assert.deepEqual(
      again.projects.map((each) => each && each.id),
      [1, null],
    );
    again.projects[1] = await project(2);
    await source.manager.save(again);
    assert.deepEqual((await rows())[3], 'null 1-2');
  });

  test('foreign keys alone', async () => {
    await source.manager.save(Assignment, { role: 'Keys', employee: { id: 4 }, project: { id: 2 } });
    assert.deepEqual(
      (await employee(4)).projects.map((each) => each.id),
      [2],
    );
  });

  test('a whole tree of new objects is saved by one save()', async () => {
    const tree = Object.assign(new Employee(), { name: 'Tree' });
    tree.projects.push(Object.assign(new Project(), { title: 'T' }));
    await source.manager.save(tree);
    assert.deepEqual(
      (await employee(tree.id)).projects.map((each) => each.title),
      ['T'],
    );

    const given = Object.assign(new Employee(), { name: 'By proxy', projects: [await project(1), await project(2)] });
    await source.manager.save(given);
    assert.deepEqual(
      (await employee(given.id)).projects.map((each) => each.id),
      [1, 2],
    );

    const other = Object.assign(new Project(), { title: 'Other side' });
    other.employees.push(await employee(1));
    await source.manager.save(other);
    assert.deepEqual(
      (await project(other.id)).employees.map((each) => each.id),
      [1],
    );
  });

  test('what was pushed may be saved from either side, or from both', async () => {
    for (const save of [
      (sasha: Employee, react: Project) => source.manager.save([sasha, react]),
      (sasha: Employee, react: Project) => source.manager.save(react).then(() => source.manager.save(sasha)),
      (sasha: Employee, react: Project) => source.manager.save(sasha).then(() => source.manager.save(react)),
    ]) {
      const [sasha, react] = [await employee(3), await project(2)];
      const before = (await rows()).length;
      sasha.projects.push(react);
      assert.ok(react.employees.includes(sasha), 'the loaded list at the other side has it before the save');
      await save(sasha, react);
      assert.deepEqual((await rows()).slice(before), ['null 3-2']);
    }
  });

  test('what was dropped stays dropped when the far side is saved with its list', async () => {
    const uri = await source.manager.findOneOrFail(Employee, {
      where: { id: 1 },
      relations: { assignments: { project: { assignments: true } } },
    });
    const [flask] = uri.projects;
    uri.projects = [];
    await source.manager.save(uri);
    await source.manager.save(flask);
    assert.deepEqual(await rows(), ['Programmer 2-1', 'Tester 2-2']);
  });

  describe('moves', () => {
    test('of an assignment from one list to another, saved together or one by one', async () => {
      for (const save of [
        (from: Project, to: Project) => source.manager.save([from, to]),
        (from: Project, to: Project) => source.manager.save([to, from]),
        (from: Project, to: Project) => source.manager.save(to).then(() => source.manager.save(from)),
        (from: Project, to: Project) => source.manager.save(from).then(() => source.manager.save(to)),
      ]) {
        const [from, to] = [await project(1), await project(2)];
        to.assignments.push(...from.assignments.splice(0, 1));
        await save(from, to);
        // Saved with its old owner alone the row is deleted, and written again with the new one; PostgreSQL gives it a new id.
        assert.deepEqual((await rows()).sort(), ['Manager 1-2', 'Programmer 2-1', 'Tester 2-2']);
        await source.manager.update(Assignment, { role: 'Manager' }, { project: { id: 1 } });
      }
    });

    test('of an assignment whose old owner is loaded on it', async () => {
      const [uri, tristan] = [await employee(1), await employee(2)];
      const [moved] = tristan.assignments.splice(0, 1);
      moved.employee = tristan;
      uri.assignments.push(moved);
      await source.manager.save(uri);
      assert.deepEqual(await rows(), ['Manager 1-1', 'Programmer 1-1', 'Tester 2-2']);
    });

    test('by swapping two projects while their own lists are loaded', async () => {
      const tristan = await source.manager.findOneOrFail(Employee, {
        where: { id: 2 },
        relations: { assignments: { project: { assignments: true } } },
        order: { assignments: { id: 'ASC' } },
      });
      const { projects } = tristan;
      [projects[0], projects[1]] = [projects[1], projects[0]];
      await source.manager.save(tristan);
      assert.deepEqual(await rows(), ['Manager 1-1', 'Programmer 2-2', 'Tester 2-1']);
    });

    test('by setting the project, or none', async () => {
      const [first, second] = await source.manager.find(Assignment, {
        relations: { project: { assignments: true } },
        order: { id: 'ASC' },
      });
      first.project = await project(2);
      second.project = null;
      await source.manager.save([first, second]);
      assert.deepEqual(await rows(), ['Manager 1-2', 'Programmer 2-null', 'Tester 2-2']);
    });

    test('and what really left its last list is still deleted', async () => {
      const tristan = await employee(2);
      tristan.assignments.pop();
      await source.manager.save([tristan, await project(1)]);
      assert.deepEqual(await rows(), ['Manager 1-1', 'Programmer 2-1']);
    });
  });

  test('removing an employee, a meeting or a project takes its own rows and nothing at the other side', async () => {
    await source.manager.remove(await employee(1));
    assert.deepEqual(await rows(), ['Programmer 2-1', 'Tester 2-2']);
    assert.deepEqual(await source.query('SELECT employee_id, meeting_id FROM employee_meetings ORDER BY employee_id'), [
      { employee_id: 2, meeting_id: 2 },
      { employee_id: 3, meeting_id: 2 },
      { employee_id: 4, meeting_id: 2 },
    ]);
    await source.manager.remove(await source.manager.findOneByOrFail(Meeting, { id: 2 }));
    assert.deepEqual(await source.query('SELECT employee_id FROM employee_meetings'), []);
    await source.manager.remove(await project(2));
    assert.deepEqual(await rows(), ['Programmer 2-1']);
    assert.deepEqual([await ids('employees'), await ids('projects'), await ids('meetings')], [[2, 3, 4], [1], [1]]);
  });
});
