import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Crowd, Crowds } from '../../../src/shell/relations/crowd';

const objects = (count: number): object[] => Array.from({ length: count }, (_, id) => ({ id }));

test('a crowd has the same members in the same places when it is old', () => {
  const members = objects(3);
  const crowd = new Crowd(members);
  for (const age of ['young', 'old', 'old twice']) {
    assert.equal(crowd.size, 3, age);
    assert.deepEqual([...crowd.members()], members, age);
    assert.equal(crowd.at(1), members[1], age);
    assert.equal(crowd.at(3), undefined, age);
    crowd.age();
  }
});

test('the oldest crowds grow old first, when the young ones hold much', () => {
  const crowds = new Crowds();
  const members = objects(200_000);
  const made = [1, 2, 3].map(() => crowds.make([...members]));
  const aged: number[] = [];
  made.forEach((crowd, index) => {
    const age = crowd.age.bind(crowd);
    crowd.age = () => {
      aged.push(index);
      age();
    };
  });
  crowds.endLine();
  assert.deepEqual(aged, [1, 0]);
  crowds.endLine();
  assert.deepEqual(aged, [1, 0], 'and only once');
});
