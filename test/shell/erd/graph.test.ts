import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countRelations } from '../../../src/shell/erd/graph';
import { onEachDatabase } from '../../support/databases';
import { graphSuite } from './support/graph-suite';
import { shapeGraph, told } from './support/graphs';
import { lessonGraph } from './support/models';

const RELATIONS = [
  'employee_meetings(employee_id) many -- Employee.meetings(id) one CASCADE',
  'employee_meetings(meeting_id) many -- Meeting.employees(id) one CASCADE',
  'Assignment.employee(employeeId) many -- Employee.assignments(id) none or one CASCADE',
  'Assignment.project(projectId) many -- Project.assignments(id) none or one CASCADE',
];

/** The types of the lesson's columns as each database has them. */
const TYPES = {
  sqlite: { integer: 'integer', text: 'varchar', date: 'date', time: 'datetime' },
  postgres: { integer: 'integer', text: 'varchar', date: 'date', time: 'timestamp' },
  mariadb: { integer: 'int', text: 'varchar(255)', date: 'date', time: 'datetime' },
} as const;

onEachDatabase('the diagram of the lesson', ({ kind, options }) => {
  test('entities, columns as the database has them, both ends of each relation', async () => {
    const { integer, text, date, time } = TYPES[kind];
    const graph = await lessonGraph(options);
    assert.deepEqual([...told(graph)].sort(), [
      `Assignment [entity, assignments]: id ${integer} PK, role? ${text}, startDate? ${time}, endDate? ${time}, employeeId? ${integer} FK, projectId? ${integer} FK`,
      RELATIONS[2],
      RELATIONS[3],
      `Employee [entity, employees]: id ${integer} PK, name? ${text}, hireDate? ${date}`,
      `Meeting [entity, meetings]: id ${integer} PK, topic? ${text}, scheduledTime? ${time}, location? ${text}`,
      `Project [entity, projects]: id ${integer} PK, title? ${text}, budget? ${integer}`,
      `employee_meetings [junction, junction]: employee_id ${integer} PK FK, meeting_id ${integer} PK FK`,
      RELATIONS[0],
      RELATIONS[1],
    ]);
    assert.equal(countRelations(graph), 3);
  });
});

test('a property says what it leads to, and how', async () => {
  const { entities } = await lessonGraph();
  const [employee, assignment] = ['Employee', 'Assignment'].map((name) => entities.find(({ id }) => id === name));
  assert.deepEqual(employee?.properties, [
    { name: 'meetings', target: 'Meeting', isToMany: true, isNullable: true, through: 'employee_meetings' },
    { name: 'assignments', target: 'Assignment', isToMany: true, isNullable: true },
  ]);
  assert.deepEqual(assignment?.properties[0], {
    name: 'employee',
    target: 'Employee',
    isToMany: false,
    isNullable: true,
    onDelete: 'CASCADE',
  });
});

test('types have their length, precision and list', async () => {
  const { entities } = await shapeGraph('columns');
  const types = Object.fromEntries(entities.flatMap(({ columns }) => columns.map(({ name, type }) => [name, type])));
  assert.equal(types.price, 'decimal(10,2)');
  assert.equal(types.title, 'varchar(50)');
  // What is computed when it is read is no column.
  assert.ok(!('partCount' in types));
});

graphSuite('1.1');
