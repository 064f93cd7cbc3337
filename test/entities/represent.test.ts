import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import '../../src/wall-clock';
import { Assignment } from '../../src/entities/assignment';
import { Employee } from '../../src/entities/employee';
import { Meeting } from '../../src/entities/meeting';
import { Project } from '../../src/entities/project';

const uri = Object.assign(new Employee(), { id: 1, name: 'Uri Lee', hireDate: '2022-05-17' });
const flask = Object.assign(new Project(), { id: 1, title: 'XYZ Project Flask server', budget: 50000 });
const manager = Object.assign(new Assignment(), {
  id: 1,
  role: 'Project manager',
  startDate: new Date(2023, 4, 28),
  endDate: new Date(2023, 9, 30),
  employee: uri,
  project: flask,
});

describe('entities print as in the lesson', () => {
  const cases: readonly (readonly [object, string])[] = [
    [uri, '<Employee 1, Uri Lee, 2022-05-17>'],
    [
      Object.assign(new Meeting(), {
        id: 2,
        topic: 'Github Issues Brainstorming',
        scheduledTime: new Date(2023, 11, 1, 15, 15),
        location: 'Building D, Room 430',
      }),
      '<Meeting 2, Github Issues Brainstorming, 2023-12-01 15:15:00, Building D, Room 430>',
    ],
    [flask, '<Project 1, XYZ Project Flask server, 50000>'],
    [
      manager,
      '<Assignment 1, Project manager, 2023-05-28 00:00:00, 2023-10-30 00:00:00, Uri Lee, XYZ Project Flask server>',
    ],
  ];
  for (const [entity, text] of cases) {
    test(text, () => {
      assert.equal(String(entity), text);
      assert.equal(inspect(entity), text);
      assert.equal(inspect([entity], { breakLength: Infinity }), `[ ${text} ]`);
    });
  }
});

describe('one entity is one line', () => {
  test('control characters of a value are spelled out', () => {
    const odd = Object.assign(new Employee(), { id: 1, name: 'Uri\nLee\x1b[31m' });
    assert.equal(String(odd), String.raw`<Employee 1, Uri\nLee\u001b[31m, null>`);
  });

  test('a day given as a Date prints as one', () => {
    const hired = Object.assign(new Employee(), { id: 1, name: 'Uri', hireDate: new Date(2022, 4, 17, 9) });
    assert.equal(String(hired), '<Employee 1, Uri, 2022-05-17>');
    assert.equal(String(Object.assign(hired, { hireDate: new Date(NaN) })), '<Employee 1, Uri, Invalid Date>');
  });
});

describe('what is missing', () => {
  test('empty columns print null, also of an entity that nothing was set on', () => {
    assert.equal(
      String(Object.assign(new Employee(), { id: 5, name: null, hireDate: null })),
      '<Employee 5, null, null>',
    );
    assert.equal(String(new Employee()), '<Employee null, null, null>');
    assert.equal(String(new Meeting()), '<Meeting null, null, null, null>');
    assert.equal(String(new Project()), '<Project null, null, null>');
    assert.equal(String(new Assignment()), '<Assignment null, null, null, null, null, null>');
  });

  test('a relation that was not loaded is …, one that leads nowhere is null', () => {
    const row = { id: 4, role: null, startDate: null, endDate: null };
    assert.equal(String(Object.assign(new Assignment(), row)), '<Assignment 4, null, null, null, …, …>');
    const half = Object.assign(new Assignment(), row, { employee: null, project: flask });
    assert.equal(String(half), '<Assignment 4, null, null, null, null, XYZ Project Flask server>');
    const nameless = Object.assign(new Assignment(), row, { employee: new Employee(), project: null });
    assert.equal(String(nameless), '<Assignment 4, null, null, null, null, null>');
  });

  test('milliseconds are shown where there are some, and a date that is none is no error', () => {
    const at = (scheduledTime: Date) => String(Object.assign(new Meeting(), { id: 1, scheduledTime }));
    assert.equal(at(new Date(2023, 0, 2, 3, 4, 5, 60)), '<Meeting 1, null, 2023-01-02 03:04:05.060, null>');
    assert.equal(at(new Date(NaN)), '<Meeting 1, null, Invalid Date, null>');
  });
});
