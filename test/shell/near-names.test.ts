import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { didYouMean, editDistance, nearNames } from '../../src/shell/near-names';

test('the distance of two words', () => {
  assert.equal(editDistance('name', 'name'), 0);
  assert.equal(editDistance('nmae', 'name'), 1, 'neighbours swapped');
  assert.equal(editDistance('nam', 'name'), 1, 'one left out');
  assert.equal(editDistance('namee', 'name'), 1, 'one too many');
  assert.equal(editDistance('nome', 'name'), 1, 'one changed');
  assert.equal(editDistance('', 'name'), 4);
});

test('the distance is the same both ways, nothing for the same word, and never more than the longer word', () => {
  const word = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') });
  fc.assert(
    fc.property(word, word, (one, other) => {
      const distance = editDistance(one, other);
      assert.equal(distance, editDistance(other, one));
      assert.equal(distance === 0, one === other);
      assert.ok(distance <= Math.max(one.length, other.length));
      assert.ok(distance >= Math.abs(one.length - other.length));
    }),
  );
});

test('near names, nearest first, three at most', () => {
  assert.deepEqual(nearNames('nmae', ['hireDate', 'name', 'id']), ['name']);
  assert.deepEqual(nearNames('emplyee', ['employees', 'Employee', 'meeting']), ['Employee', 'employees']);
  assert.deepEqual(nearNames('row', ['rows', 'raw', 'bow', 'cow', 'low']), ['rows', 'raw', 'bow']);
});

test('case does not count, and the beginning of a name is near', () => {
  assert.deepEqual(nearNames('HIREDATE', ['hireDate']), ['hireDate']);
  assert.deepEqual(nearNames('assign', ['assignments']), ['assignments']);
});

test('of the names of an entity, the one that was meant', () => {
  const names = ['name', 'hireDate', 'meetings', 'id'];
  const meant = { hiredate: 'hireDate', hirDate: 'hireDate', meeting: 'meetings', ip: 'id', salary: undefined };
  for (const [wrong, right] of Object.entries(meant)) assert.equal(nearNames(wrong, names)[0], right, wrong);
});

test('what is far is not suggested', () => {
  assert.deepEqual(nearNames('zzz', ['name', 'id']), []);
  assert.deepEqual(nearNames('x', ['y', 'z']), []);
  assert.deepEqual(nearNames('name', ['name']), [], 'nor the word itself');
});

test('the sentence', () => {
  assert.equal(didYouMean('nmae', ['name']), 'Did you mean "name"?');
  assert.equal(didYouMean('row', ['rows', 'raw', 'bow'], ''), 'Did you mean rows, raw or bow?');
  assert.equal(didYouMean('zzz', ['name']), undefined);
});
