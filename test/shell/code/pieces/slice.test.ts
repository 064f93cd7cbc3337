import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RanInput } from '../../../../src/shell/ran-input';
import { sliceOfAll, sliceOfLast } from '../../../../src/shell/code/slice';

/** Inputs of which those that are marked with `!` have written to the database. */
function ran(...texts: readonly string[]): readonly RanInput[] {
  return texts.map((text) => ({
    text: text.replace(/^!/, ''),
    gaveValue: !/^!?(?:const|let|function)/.test(text),
    implicitAwait: true,
    wrote: text.startsWith('!'),
    loads: [],
    allLoads: [],
  }));
}

const CASES: readonly (readonly [string, readonly string[], readonly number[]])[] = [
  ['what it names', ['a = 1', 'b = 2', 'a + 1'], [0, 2]],
  ['what that names, and so on', ['a = 1', 'b = a', 'c = 3', 'b + 1'], [0, 1, 3]],
  ['the latest value alone', ['a = 1', 'a = 2', 'a'], [1, 2]],
  ['the value before where the new one is made of it', ['a = 1', 'a = a + 1', 'a'], [0, 1, 2]],
  ['what may have given a value', ['let a = 1', 'if (x) a = 2', 'a'], [0, 1, 2]],
  ['what a function of the session uses', ['k = 2', 'const f = (n) => n * k', 'f(3)'], [0, 1, 2]],
  ['nothing for names of its own', ['a = 1', '((a) => a)(2)'], [1]],
  ['nothing for a property of that name', ['name = 1', 'x.name'], [1]],
  ['the value of the line before', ['a = 1', 'Employee.find()', '_.length'], [1, 2]],
  ['the last value that there was', ['Employee.find()', 'const n = 1', '_.length'], [0, 2]],
  ['what has changed an object', ['e = find()', "e.name = 'x'", 'e.name'], [0, 1, 2]],
  ['what has changed it through another name', ['e = find()', 'l = e.list', 'l.push(1)', 'e.list'], [0, 1, 2, 3]],
  ['nothing that has only looked', ['e = find()', 'e.meetings', 'e.list.map((x) => x)', 'e.name'], [0, 3]],
  ['no change that was saved', ['e = find()', "e.name = 'x'", '!e.save()', 'e.name'], [0, 3]],
  ['the change that it saves itself', ['e = find()', "e.name = 'x'", '!e.save()'], [0, 1, 2]],
  ['what made an object, and what saved it', ['e = E.create({})', '!e.save()', 'e.id'], [0, 1, 2]],
  ['all writes after one that it repeats', ['e = E.create({})', '!e.save()', '!P.delete(1)', 'e.id'], [0, 1, 2, 3]],
  ['no writes before', ['!P.delete(1)', 'e = E.create({})', '!e.save()', 'e.id'], [1, 2, 3]],
  ['no other writes when it repeats none', ['e = find()', '!P.delete(1)', 'e.id'], [0, 2]],
  ['imports', ["import { a } from 'a'", 'a(1)'], [0, 1]],
  ['what takes apart', ['[a, b] = f()', 'const { c } = g()', 'b + c'], [0, 1, 2]],
];

describe('the code of a line needs', () => {
  for (const [what, texts, expected] of CASES) {
    test(what, () => {
      const { inputs } = sliceOfLast(ran(...texts));
      assert.deepEqual(
        inputs.map(({ index }) => index),
        expected,
      );
    });
  }
});

test('the code of a session needs all', () => {
  assert.equal(sliceOfAll(ran('a = 1', '2', 'b = 3')).inputs.length, 3);
});
