import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../../src/shell/data/seed/random';

test('the same numbers for a seed, always', () => {
  const random = new Random(42, 'test');
  assert.deepEqual([random.word(), random.word(), random.word()], [1797751895, 3288020440, 1496353941]);
});

test('numbers are spread evenly over what was asked for', () => {
  const random = new Random(1);
  const counts = Array.from({ length: 10 }, () => 0);
  for (let time = 0; time < 100_000; time++) counts[random.below(10)]++;
  // Six standard deviations.
  for (const count of counts) assert.ok(Math.abs(count - 10_000) < 570, String(counts));
  const large = Array.from({ length: 1_000 }, () => random.below(2 ** 53));
  assert.ok(large.every((each) => Number.isSafeInteger(each)));
  assert.ok(large.some((each) => each % 2 === 1) && large.some((each) => each > 2 ** 52));
});

test('both ends of a range come', () => {
  const random = new Random(2);
  const seen = new Set(Array.from({ length: 200 }, () => random.between(-1, 2)));
  assert.deepEqual(
    [...seen].sort((one, other) => one - other),
    [-1, 0, 1, 2],
  );
});

test('each stream has numbers of its own', () => {
  assert.notEqual(new Random(1, 'a').word(), new Random(1, 'b').word());
  assert.notEqual(new Random(1).word(), new Random(2 ** 32 + 1).word());
});

test('digits as many as asked for', () => {
  assert.match(new Random(1).hex(17), /^[\da-f]{17}$/);
  assert.throws(() => new Random(1).pick([]), RangeError);
});
