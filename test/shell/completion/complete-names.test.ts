import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeNames } from '../../../src/shell/completion/complete-names';

const SCOPE = {
  names: ['Employee', 'employee1', 'employee2', 'Meeting', 'résumé'],
  commands: ['exit', 'editor', 'help'],
};

/** Candidates for a text with the cursor at its end. */
function complete(text: string): readonly string[] {
  return completeNames(text, SCOPE).candidates;
}

for (const [text, candidates] of [
  ['Emp', ['Employee']],
  ['emp', ['employee1', 'employee2']],
  ['f(1, Mee', ['Meeting']],
  ['[...emp', ['employee1', 'employee2']],
  ['rés', ['résumé']],
  ['.e', ['editor', 'exit']],
  ['  .h', ['help']],
  ['employee1.e', []],
  ['employee1. e', []],
  ['employee1?.e', []],
  ['x + .e', []],
  ['', []],
  ['1 + ', []],
  ['nothing', []],
] as const) {
  test(`completes ${JSON.stringify(text)} to ${candidates.join(', ') || 'nothing'}`, () => {
    assert.deepEqual(complete(text), candidates);
  });
}

test('says which part of the line a candidate replaces', () => {
  assert.equal(completeNames('1 + Emp', SCOPE).replaces, 'Emp');
  assert.equal(completeNames('.he', SCOPE).replaces, 'he');
});
