import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMMANDS } from '../../../src/shell/commands';
import { completeNames } from '../../../src/shell/completion/complete-names';

const SCOPE = {
  entities: ['Employee', 'Meeting'],
  names: ['Employee', 'employee1', 'employee2', 'Meeting', 'résumé'],
  commands: COMMANDS,
};

/** Candidates for a text with the cursor at its end. */
function complete(text: string): readonly string[] {
  return completeNames({ text, cursor: text.length }, SCOPE).suggestions.map((suggestion) => suggestion.text);
}

for (const [text, candidates] of [
  ['Emp', ['Employee']],
  ['emp', ['employee1', 'employee2']],
  ['f(1, Mee', ['Meeting']],
  ['[...emp', ['employee1', 'employee2']],
  ['rés', ['résumé']],
  ['.ed', ['edit', 'editor']],
  ['.ex', ['exit', 'explain']],
  ['.save-r', ['save-result']],
  ['.sql o', ['off', 'on']],
  ['.sql last f', ['full']],
  ['.sql on f', []],
  ['.format t', ['table']],
  ['.pager of', ['off']],
  ['.await o', ['off', 'on']],
  ['.help sc', ['schema']],
  ['.help SQ', ['SQL']],
  ['.help resu', ['results']],
  ['.models --c', ['--count']],
  ['.models --count Emp', ['Employee']],
  ['.save --', ['--force']],
  ['.save-result --r', ['--raw']],
  ['.schema ', ['Employee', 'Meeting']],
  ['.schema M', ['Meeting']],
  ['.schema emp', ['employee1', 'employee2']],
  ['.path Employee M', ['Meeting']],
  ['.path --m', ['--max']],
  ['.erd E', ['Employee']],
  ['.erd Employee --d', ['--depth']],
  ['.json Employee', ['Employee']],
  ['.nothing Emp', ['Employee']],
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

test('says which part of the line a suggestion replaces', () => {
  const { from, to } = completeNames({ text: '1 + Emp + 2', cursor: 7 }, SCOPE);
  assert.deepEqual([from, to], [4, 7]);
  assert.equal(completeNames({ text: '.he', cursor: 3 }, SCOPE).from, 1);
});
