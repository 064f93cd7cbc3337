import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { EntityManager } from 'typeorm';
import { Prompt } from './fixtures/prompt';
import { Assignment, Employee, Meeting, Project, staff } from './fixtures/staff';

let prompt: Prompt;
let manager: EntityManager;

beforeEach(async () => {
  prompt = await Prompt.open(staff);
  ({ manager } = prompt.dataSource);
  const projects = await manager.save([1, 2].map((index) => manager.create(Project, { title: `P${index}` })));
  const meetings = await manager.save([1, 2].map((index) => manager.create(Meeting, { topic: `M${index}` })));
  for (const index of [1, 2, 3, 4]) {
    const project = projects[index % 2];
    const assignments = index === 3 ? [] : [manager.create(Assignment, { role: `R${index}`, project })];
    await manager.save(
      manager.create(Employee, { name: `E${index}`, meetings: index === 4 ? [] : meetings, assignments }),
    );
  }
  prompt.newLine();
});
afterEach(() => prompt.close());

const employee = (id: number): Promise<Employee> => prompt.wait(manager.findOneByOrFail(Employee, { id }));
const meeting = (id: number): Promise<Meeting> => prompt.wait(manager.findOneByOrFail(Meeting, { id }));
const project = (id: number): Promise<Project> => prompt.wait(manager.findOneByOrFail(Project, { id }));
const names = (employees: readonly Employee[]): string[] => employees.map(({ name }) => name);

describe('The lines of the lesson', () => {
  for (const lines of ['one line', 'three lines']) {
    for (const touched of [[], ['project'], ['employee'], ['project', 'employee']]) {
      const before = touched.length === 0 ? 'nothing' : touched.join(' and ');
      const next = (): void => {
        if (lines === 'three lines') prompt.newLine();
      };
      test(`employee3.projects.push(project2); employee3.save(); project2.employees: on ${lines}, ${before} touched before`, async () => {
        const [employee3, project2] = [await employee(3), await project(2)];
        if (touched.includes('project')) await prompt.get(project2, 'employees');
        if (touched.includes('employee')) await prompt.get(employee3, 'projects');
        next();
        (await prompt.list(employee3, 'projects')).push(project2);
        next();
        await prompt.wait(manager.save(employee3));
        next();
        assert.deepEqual(names(await prompt.list(project2, 'employees')), ['E1', 'E3']);
        assert.equal(await manager.count(Assignment), 4);
        assert.deepEqual(
          (await prompt.list<Project>(employee3, 'projects')).map(({ title }) => title),
          ['P2'],
        );
      });

      test(`meeting1.employees.push(employee4); meeting1.save(); employee4.meetings: on ${lines}, ${before} touched before`, async () => {
        const [meeting1, employee4] = [await meeting(1), await employee(4)];
        if (touched.includes('project')) await prompt.get(meeting1, 'employees');
        if (touched.includes('employee')) await prompt.get(employee4, 'meetings');
        next();
        (await prompt.list(meeting1, 'employees')).push(employee4);
        next();
        await prompt.wait(manager.save(meeting1));
        next();
        assert.deepEqual(
          (await prompt.list<Meeting>(employee4, 'meetings')).map(({ topic }) => topic),
          ['M1'],
        );
        assert.deepEqual(names(await prompt.list(meeting1, 'employees')), ['E1', 'E2', 'E3', 'E4']);
      });
    }
  }
});

describe('After a write', () => {
  const link = 'INSERT INTO employee_meetings_meeting (employeeId, meetingId) VALUES (4, 1)';
  const writes: Readonly<Record<string, () => Promise<unknown>>> = {
    'raw SQL': () => prompt.dataSource.query(link),
    'a relation query builder': () => manager.createQueryBuilder().relation(Employee, 'meetings').of(4).add(1),
    'a transaction': () => prompt.dataSource.transaction((inner) => inner.query(link)),
    'saving the other side': async () => {
      const other = await manager.findOneOrFail(Meeting, { where: { id: 1 }, relations: { employees: true } });
      other.employees.push(await manager.findOneByOrFail(Employee, { id: 4 }));
      await manager.save(other);
    },
  };
  for (const [by, write] of Object.entries(writes)) {
    test(`by ${by}, the next touch reads what is true`, async () => {
      const [meeting1, employee4] = [await meeting(1), await employee(4)];
      const held = await prompt.list<Employee>(meeting1, 'employees');
      await prompt.get(employee4, 'meetings');
      await prompt.wait(write());
      assert.equal((await prompt.list(employee4, 'meetings')).length, 1);
      assert.equal((await prompt.list(meeting1, 'employees')).length, 4);
      assert.deepEqual(names(held), ['E1', 'E2', 'E3'], 'a list held in a variable stays as it was');
    });
  }

  test('what was touched is forgotten before code outside the prompt can save it', async () => {
    const employee4 = await employee(4);
    await prompt.get(employee4, 'meetings');
    prompt.newLine();
    await prompt.wait(prompt.dataSource.query(link));
    prompt.newLine();
    employee4.name = 'New';
    await manager.save(employee4);
    assert.equal(
      (await manager.findOneOrFail(Employee, { where: { id: 4 }, relations: { meetings: true } })).meetings.length,
      1,
    );
  });

  test('what the database deletes along is forgotten too', async () => {
    const project1 = await project(1);
    assert.equal((await prompt.list(project1, 'assignments')).length, 2);
    await prompt.wait(prompt.dataSource.query('DELETE FROM employee WHERE id = 2'));
    assert.equal((await prompt.list(project1, 'assignments')).length, 1);
  });

  test('to other tables, everything stays', async () => {
    const employee1 = await employee(1);
    const meetings = await prompt.get(employee1, 'meetings');
    await prompt.wait(manager.insert(Project, { title: 'P3' }));
    prompt.newLine();
    assert.equal(await prompt.get(employee1, 'meetings'), meetings);
  });

  test('that says not where it wrote, everything is forgotten', async () => {
    const employee1 = await employee(1);
    await prompt.get(employee1, 'meetings');
    await prompt.wait(
      prompt.dataSource.query('WITH x AS (SELECT 1) DELETE FROM employee_meetings_meeting WHERE employeeId = 1'),
    );
    assert.deepEqual(await prompt.get(employee1, 'meetings'), []);
  });

  test('that was rolled back, the next touch reads again', async () => {
    const employee4 = await employee(4);
    await prompt.get(employee4, 'meetings');
    const failure = prompt.dataSource.transaction(async (inner) => {
      await inner.query(link);
      throw new Error('no');
    });
    await assert.rejects(failure, /no/);
    assert.deepEqual(await prompt.get(employee4, 'meetings'), []);
  });
});

test('what was touched in a transaction that was rolled back is read again', async () => {
  const employee4 = await employee(4);
  const failure = prompt.dataSource.transaction(async (inner) => {
    await inner.query('INSERT INTO employee_meetings_meeting (employeeId, meetingId) VALUES (4, 1)');
    assert.equal((await prompt.list(employee4, 'meetings')).length, 1);
    throw new Error('no');
  });
  await assert.rejects(failure, /no/);
  assert.deepEqual(await prompt.get(employee4, 'meetings'), []);
});

describe('What is not saved', () => {
  const unrelated = (): Promise<unknown> =>
    prompt.wait(prompt.dataSource.query('UPDATE employee_meetings_meeting SET meetingId = meetingId WHERE 0'));
  const touchAll = (): Promise<unknown> =>
    prompt.wait(prompt.dataSource.query('UPDATE assignment SET role = role WHERE 0'));

  test('a list with something pushed stays through writes until it is saved', async () => {
    const [employee1, meeting1] = [await employee(4), await meeting(1)];
    (await prompt.list(employee1, 'meetings')).push(meeting1);
    await unrelated();
    prompt.newLine();
    await unrelated();
    assert.deepEqual(await prompt.get(employee1, 'meetings'), [meeting1]);
    await prompt.wait(manager.save(employee1));
    await prompt.wait(prompt.dataSource.query('DELETE FROM employee_meetings_meeting WHERE employeeId = 4'));
    assert.deepEqual(await prompt.get(employee1, 'meetings'), []);
  });

  test('what is pushed a second time is there once after the save, which has nothing to write', async () => {
    const [employee1, again] = [await employee(1), await meeting(2)];
    const [, meeting2] = await prompt.list<Meeting>(employee1, 'meetings');
    assert.ok(meeting2);
    for (const pushed of [meeting2, again]) {
      (await prompt.list<Meeting>(employee1, 'meetings')).push(pushed);
      await prompt.wait(manager.save(employee1));
      prompt.newLine();
      assert.deepEqual(
        (await prompt.list<Meeting>(employee1, 'meetings')).map(({ topic }) => topic),
        ['M1', 'M2'],
      );
    }
  });

  test('a list that was assigned stays, and is as good as touched once saved', async () => {
    const [employee4, meeting1] = [await employee(4), await meeting(1)];
    prompt.set(employee4, 'meetings', [meeting1]);
    await unrelated();
    assert.deepEqual(await prompt.get(employee4, 'meetings'), [meeting1]);
    await prompt.wait(manager.save(employee4));
    await prompt.wait(prompt.dataSource.query('DELETE FROM employee_meetings_meeting WHERE employeeId = 4'));
    assert.deepEqual(await prompt.get(employee4, 'meetings'), []);
  });

  test('a changed column of what a list holds keeps the list', async () => {
    const employee1 = await employee(1);
    const [assignment] = await prompt.list<Assignment>(employee1, 'assignments');
    prompt.set(assignment, 'role', 'Boss');
    await touchAll();
    prompt.newLine();
    assert.equal((await prompt.list<Assignment>(employee1, 'assignments'))[0], assignment);
    await prompt.wait(manager.save(employee1));
    await prompt.wait(prompt.dataSource.query("UPDATE assignment SET role = 'Chief' WHERE role = 'Boss'"));
    assert.equal((await prompt.list<Assignment>(employee1, 'assignments'))[0]?.role, 'Chief');
  });

  test('a change two relations away keeps the way to it', async () => {
    const employee1 = await employee(1);
    const [project2] = await prompt.list<Project>(employee1, 'projects');
    prompt.set(project2, 'title', 'Better');
    await touchAll();
    assert.equal((await prompt.list<Project>(employee1, 'projects'))[0], project2);
  });

  test('a change of the owner itself keeps nothing', async () => {
    const employee1 = await employee(1);
    const before = await prompt.get(employee1, 'assignments');
    prompt.set(employee1, 'name', 'New');
    await touchAll();
    assert.notEqual(await prompt.get(employee1, 'assignments'), before);
    assert.equal(employee1.name, 'New');
  });

  test('a list sorted in place has nothing to save', async () => {
    const employee1 = await employee(1);
    (await prompt.list<Meeting>(employee1, 'meetings')).reverse();
    await unrelated();
    assert.deepEqual(
      (await prompt.list<Meeting>(employee1, 'meetings')).map(({ id }) => id),
      [1, 2],
    );
  });

  test('an assignment taken out on one side and saved there is gone on the other', async () => {
    const [employee1, project2] = [await employee(1), await project(2)];
    await prompt.get(project2, 'employees');
    (await prompt.list(employee1, 'projects')).pop();
    await prompt.wait(manager.save(employee1));
    assert.deepEqual(await prompt.get(project2, 'assignments'), []);
    assert.equal(await manager.count(Assignment), 2);
  });

  test('a foreign key that was written is not overruled by what a touch had loaded', async () => {
    const assignment = await prompt.wait(manager.findOneByOrFail(Assignment, { id: 1 }));
    assert.equal(((await prompt.get(assignment, 'employee')) as Employee).name, 'E1');
    prompt.set(assignment, 'employeeId', 3);
    assert.equal(((await prompt.get(assignment, 'employee')) as Employee).name, 'E3');
    await prompt.wait(manager.save(assignment));
    assert.equal((await manager.findOneByOrFail(Assignment, { id: 1 })).employeeId, 3);
  });

  test('nor when it was written where the prompt does not see it', async () => {
    const assignment = await prompt.wait(manager.findOneByOrFail(Assignment, { id: 1 }));
    await prompt.get(assignment, 'employee');
    Object.assign(assignment, { employeeId: 3 });
    await prompt.wait(manager.save(assignment));
    assert.equal((await manager.findOneByOrFail(Assignment, { id: 1 })).employeeId, 3);
  });
});

describe('A loop that writes on each turn', () => {
  const many = async (): Promise<Employee[]> => {
    await manager.insert(
      Employee,
      Array.from({ length: 200 }, (_, index) => ({ name: `X${index}` })),
    );
    return prompt.wait(manager.find(Employee));
  };

  test('loads about as much as it uses', async () => {
    const employees = await many();
    const meeting2 = await meeting(2);
    const queries = await prompt.queries(async () => {
      for (const each of employees) {
        (await prompt.list(each, 'meetings')).push(meeting2);
        await prompt.wait(manager.save(each));
      }
    });
    const loaded = queries
      .filter(({ sql }) => sql.includes('owner_link'))
      .reduce((sum, { parameters }) => sum + parameters.length, 0);
    assert.ok(loaded <= employees.length * 3, `${loaded} loads for ${employees.length} employees`);
  });

  test('and takes larger batches again when the writing is over', async () => {
    const employees = await many();
    await prompt.get(employees[0], 'meetings');
    await prompt.wait(prompt.dataSource.query('DELETE FROM employee_meetings_meeting WHERE employeeId = 1'));
    const queries = await prompt.queries(async () => {
      for (const each of employees) await prompt.get(each, 'meetings');
    });
    assert.deepEqual(
      queries.map(({ parameters }) => parameters.length),
      [1, 2, 4, 8, 16, 32, 64, 77],
    );
  });
});
