import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type DataSource, Equal, In, IsNull, Like, MoreThan, Not, Raw } from 'typeorm';
import { createDataSource } from '../../../src/data-source';
import { Assignment } from '../../../src/entities/assignment';
import { Employee } from '../../../src/entities/employee';
import { Project } from '../../../src/entities/project';
import { checkConditions } from '../../../src/shell/relations/condition-check';
import { MembersOf } from '../../../src/shell/relations/members';

describe('conditions that compare a number with something that is none', () => {
  let dataSource: DataSource;
  let uncheck: () => void;
  before(async () => {
    dataSource = await createDataSource({ type: 'better-sqlite3', database: ':memory:' }).initialize();
    await dataSource.runMigrations();
    uncheck = checkConditions(dataSource, new MembersOf());
    await dataSource.manager.insert(Project, { title: 'P', budget: 5 });
  });
  after(() => dataSource.destroy());

  const refused: [string, (at: DataSource) => Promise<unknown>, string][] = [
    [
      'a key',
      ({ manager }) => manager.findOneBy(Employee, { id: 'abc' as never }),
      'Employee.id is an integer, and "abc" is none',
    ],
    [
      'an empty text',
      ({ manager }) => manager.findBy(Employee, { id: '' as never }),
      'Employee.id is an integer, and "" is none',
    ],
    ['NaN', ({ manager }) => manager.findBy(Employee, { id: NaN }), 'Employee.id is an integer, and NaN is none'],
    [
      'one of alternatives',
      ({ manager }) => manager.find(Employee, { where: [{ id: 1 }, { id: 'b' as never }] }),
      'Employee.id is an integer, and "b" is none',
    ],
    [
      'over a relation',
      ({ manager }) => manager.findOne(Employee, { where: { assignments: { project: { budget: 'x' as never } } } }),
      'Project.budget is an integer, and "x" is none',
    ],
    [
      'in operators',
      ({ manager }) => manager.countBy(Project, { budget: Not(In([1, 'c' as never])) }),
      'Project.budget is an integer, and "c" is none',
    ],
    [
      'a comparison',
      ({ manager }) => manager.existsBy(Project, { budget: MoreThan('lots' as never) }),
      'Project.budget is an integer, and "lots" is none',
    ],
    [
      'Equal',
      ({ manager }) => manager.findBy(Project, { budget: Equal('d' as never) }),
      'Project.budget is an integer, and "d" is none',
    ],
    [
      'a repository',
      (at) => at.getRepository(Assignment).findOneBy({ id: 'e' as never }),
      'Assignment.id is an integer, and "e" is none',
    ],
    [
      'a write',
      ({ manager }) => manager.update(Project, 'f', { title: 'no' }),
      'Project.id is an integer, and "f" is none',
    ],
    [
      'a transaction',
      (at) => at.transaction((manager) => manager.delete(Project, { id: 'g' as never })),
      'Project.id is an integer, and "g" is none',
    ],
  ];
  for (const [name, find, message] of refused) {
    test(`${name} is refused, before the database is asked`, () =>
      assert.rejects(() => find(dataSource), { name: 'TypeError', message }));
  }

  const accepted: [string, (at: DataSource) => Promise<unknown>][] = [
    ['numbers', ({ manager }) => manager.findBy(Project, { id: 1, budget: 5 })],
    ['numbers as text', ({ manager }) => manager.findBy(Project, { id: '1' as never })],
    ['other operators', ({ manager }) => manager.findBy(Project, { budget: Raw((column) => `${column} > 'a'`) })],
    ['Like on a number', ({ manager }) => manager.findBy(Project, { budget: Like('5%' as never) })],
    ['null', ({ manager }) => manager.findBy(Project, { budget: Not(IsNull()) })],
    ['text columns', ({ manager }) => manager.findBy(Project, { title: 'P' })],
    ['no condition', ({ manager }) => manager.find(Project)],
  ];
  for (const [name, find] of accepted)
    test(`${name} is let through`, () => find(dataSource).then((rows) => assert.ok(rows)));

  test('managers are their own again afterwards', async () => {
    uncheck();
    const rows = await dataSource.transaction((manager) => manager.findBy(Employee, { id: 'abc' as never }));
    assert.deepEqual(rows, []);
  });
});
