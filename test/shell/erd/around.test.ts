import assert from 'node:assert/strict';
import { test } from 'node:test';
import { around } from '../../../src/shell/erd/around';
import type { ErdGraph } from '../../../src/shell/erd/graph';
import { shapeGraph } from './support/graphs';
import { lessonGraph } from './support/models';

const ids = ({ entities }: ErdGraph): readonly string[] => entities.map(({ id }) => id).sort();

test('what is within some relations; a junction table is on the way', async () => {
  const lesson = await lessonGraph();
  assert.deepEqual(ids(around(lesson, 'Employee', 0)), ['Employee']);
  assert.deepEqual(ids(around(lesson, 'Employee', 1)), ['Assignment', 'Employee', 'Meeting', 'employee_meetings']);
  assert.deepEqual(ids(around(lesson, 'Meeting', 1)), ['Employee', 'Meeting', 'employee_meetings']);
  assert.deepEqual(ids(around(lesson, 'Meeting', 2)), ['Assignment', 'Employee', 'Meeting', 'employee_meetings']);
  assert.deepEqual(ids(around(lesson, 'Meeting', 3)), ids(lesson));
  assert.deepEqual(ids(around(lesson, 'employee_meetings', 0)), ['Employee', 'Meeting', 'employee_meetings']);
});

test('lines between those at the edge would lead further, and are left out', async () => {
  const { relations } = around(await shapeGraph('links'), 'House', 1);
  assert.deepEqual(relations.map(({ from, to }) => [from.entity, to.entity]).sort(), [
    ['Room', 'House'],
    ['Visit', 'House'],
  ]);
  const two = around(await shapeGraph('links'), 'House', 2);
  assert.ok(two.relations.some(({ from, to }) => from.entity === 'Visit' && to.entity === 'Room'));
});

test('a child is its parent, whose relations it has', async () => {
  const graph = await shapeGraph('inheritance');
  assert.deepEqual(ids(around(graph, 'Poll', 0)), ['Content', 'Poll', 'Question']);
  assert.deepEqual(ids(around(graph, 'Content', 0)), ['Content']);
  const near = ids(around(graph, 'Poll', 1));
  for (const name of ['Area', 'Comment', 'Person']) assert.ok(near.includes(name), name);
});

test('a relation with itself is one step', async () => {
  const graph = await shapeGraph('trees');
  assert.equal(around(graph, 'Reply', 0).relations.length, 0);
  assert.equal(around(graph, 'Reply', 1).relations.length, 1);
});
