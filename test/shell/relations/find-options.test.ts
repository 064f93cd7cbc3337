import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Between, In, IsNull, Like, Not } from 'typeorm';
import { onEachDatabase } from '../../support/databases';
import { staff } from './fixtures/staff';
import { Typed } from './fixtures/typed';

onEachDatabase('Find options', (database) => {
  let typed: Typed;
  before(async () => {
    typed = await Typed.open(staff, database.options, { Between, In, IsNull, Like, Not });
    await typed.run("Project.save([{ title: 'P' }, { title: 'Q' }]); Meeting.save({ topic: 'M' })");
    await typed.run(
      "Employee.save([{ name: 'a', projects: Project.find(), meetings: Meeting.find() }, { name: 'b', projects: [Project.findOneBy({ title: 'Q' })] }])",
    );
  });
  after(() => typed.close());

  const refused: readonly (readonly [line: string, told: string])[] = [
    ['Employee.find({ wher: { id: 1 } })', 'There is no find option "wher".\nDid you mean "where"?'],
    [
      'Employee.findOne({ id: 1 })',
      'There is no find option "id".\nA condition stands in where: { where: { id: … } }.',
    ],
    ['Employee.findOne(1)', 'findOne() takes an object of options: 1 is none.\nWrite Employee.findOneBy({ id: 1 }).'],
    [
      'Employee.findOneOrFail(1)',
      'findOneOrFail() takes an object of options: 1 is none.\nWrite Employee.findOneByOrFail({ id: 1 }).',
    ],
    [
      'Employee.findOneBy(1)',
      'findOneBy() takes an object of conditions: 1 is none.\nWrite Employee.findOneBy({ id: 1 }).',
    ],
    ['Employee.findOneBy()', 'findOneBy() needs conditions.\nWrite Employee.findOneBy({ id: 1 }).'],
    ['Employee.findOne()', 'findOne() needs options.\nWrite Employee.findOneBy({ id: 1 }).'],
    ["Employee.find('x')", 'find() takes an object of options: "x" is none.\nWrite Employee.findBy({ id: "x" }).'],
    [
      "Employee.find({ order: 'name' })",
      'The find option "order" takes an object: "name" is none.\nWrite order: { name: "ASC" }.',
    ],
    [
      "Employee.find({ relations: 'meetings' })",
      'The find option "relations" takes an object: "meetings" is none.\nWrite relations: { meetings: true }.',
    ],
    ["Employee.find({ order: { name: 'UP' } })", 'Employee.name is sorted "ASC" or "DESC": "UP" is neither.'],
    [
      'Employee.findOneBy({ meetings: 1 })',
      'Employee.meetings is a relation: 1 cannot be compared with it.\nWrite meetings: { id: 1 }.',
    ],
    [
      "Employee.findBy({ name: ['a', 'b'] })",
      'Employee.name cannot be compared with a list.\nFor one of them write name: In(["a", "b"]).',
    ],
    [
      'Employee.findBy({ id: [1, 2] })',
      'Employee.id cannot be compared with a list.\nFor one of them write id: In([1, 2]).',
    ],
    ['Employee.findBy({ name: { a: 1 } })', 'Employee.name cannot be compared with an object.'],
    ['Employee.find({ take: -1 })', 'The find option "take" is a count of rows: -1 is none.'],
    ['Employee.find({ skip: -1 })', 'The find option "skip" is a count of rows: -1 is none.'],
    ['Employee.find({ take: 1.5 })', 'The find option "take" is a count of rows: 1.5 is none.'],
    ["Employee.find({ take: 'a' })", 'The find option "take" is a count of rows: "a" is none.'],
    ['Employee.findAndCount({ take: NaN })', 'The find option "take" is a count of rows: NaN is none.'],
    [
      'manager.findOne(Employee, { where: { id: 1 }, skip: -2 })',
      'The find option "skip" is a count of rows: -2 is none.',
    ],
    [
      "Employee.find({ relations: ['meetngs'] })",
      'The find option "relations" takes an object here, not a list.\nWrite relations: { meetings: true }.',
    ],
    [
      "Employee.find({ relations: ['projects', 'assignments.project'] })",
      'The find option "relations" takes an object here, not a list.\nWrite relations: { projects: true, assignments: { project: true } }.',
    ],
    [
      "Employee.find({ select: ['nmae'] })",
      'The find option "select" takes an object here, not a list.\nWrite select: { name: true }.',
    ],
    [
      'Employee.find({ relations: { meetngs: true } })',
      'Employee has no property "meetngs".\nDid you mean "meetings"?',
    ],
    [
      'Employee.find({ relations: { projets: true } })',
      'Employee has no property "projets".\nDid you mean "projects"?',
    ],
  ];
  for (const [line, told] of refused)
    test(`${line} is refused`, async () => assert.equal(await typed.refusal(line), told));

  const values: readonly (readonly [line: string, value: unknown])[] = [
    ['Employee.find({ take: 0 }).length >= 0', true],
    ['Employee.find({ take: 1, skip: 1, order: { id: "ASC" } }).map(e => e.name)', ['b']],
    ['Employee.find({ take: undefined, relations: undefined }).length', 2],
    ["Employee.find({ order: { name: 'desc' } }).map(e => e.name)", ['b', 'a']],
    ['Employee.find({ order: { name: { direction: "DESC" } } }).length', 2],
    ['Assignment.findBy({ role: Not(IsNull()) }).length', 0],
    ['Employee.findBy({ id: In([]) }).length', 0],
    ['Assignment.findBy({ employee: Employee.findOneBy({ name: "a" }) }).length', 2],
    ['Employee.findOne({ where: { name: "a" }, relations: { projects: true } }).projects.length', 2],
    [
      'Employee.findOne({ where: { name: "b" }, relations: { assignments: true, projects: { assignments: true } } }).projects[0].assignments.length',
      2,
    ],
    [
      'Project.find({ relations: { employees: { projects: true } }, order: { id: "ASC" } })[0].employees[0].projects.length',
      2,
    ],
    ['Employee.find({ where: { projects: { title: "P" } } }).map(e => e.name)', ['a']],
    [
      'Employee.findBy([{ projects: { title: "P" } }, { projects: { employees: { name: "b" } } }]).map(e => e.name).sort()',
      ['a', 'b'],
    ],
    [
      'Employee.find({ relations: { projects: true }, order: { projects: { title: "DESC" }, id: "DESC" } })[0].name',
      'b',
    ],
  ];
  for (const [line, value] of values)
    test(`${line} reaches across the association`, async () => assert.deepEqual(await typed.run(line), value));

  test('a relation named by its association proxy is loaded with the query', async () => {
    await typed.run('const [a] = Employee.find({ relations: { projects: true } })');
    assert.equal((await typed.prompt.queries(() => typed.run('a.projects.map(p => p.title)'))).length, 0);
  });
});
