import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DataSource } from 'typeorm';
import { COMMANDS } from '../../../src/shell/commands';
import { complete as completeIn } from '../../../src/shell/completion/complete';
import type { CompletionScope } from '../../../src/shell/completion/scope';

const NAMES = ['employee1', 'employee2', 'résumé', 'Employee', 'Meeting'];

/** Names, and nothing that is known of them. */
const SCOPE: CompletionScope = {
  entities: ['Employee', 'Meeting'],
  names: ['Employee', 'employee1', 'employee2', 'Meeting', 'résumé'],
  look: () => undefined,
  globals: [],
  operators: [],
  model: {
    dataSource: { entityMetadatas: [], manager: {} } as unknown as DataSource,
    entities: new Map(),
    metadataOf: () => undefined,
    metadataOfTarget: () => undefined,
  },
  commands: COMMANDS,
  waits: true,
  folder: (path) =>
    path === '.' || path === './' ? FILES : path === 'data/' ? [{ name: 'old.ts', isFolder: false }] : [],
  modules: () => ['node:fs', 'typeorm'],
};

const FILES = [
  { name: 'queries.ts', isFolder: false },
  { name: 'data', isFolder: true },
  { name: '.env', isFolder: false },
];

/** Candidates for a text with the cursor at its end. */
function complete(text: string): readonly string[] {
  return completeIn({ text, cursor: text.length }, SCOPE).suggestions.map((suggestion) => suggestion.text);
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
  // Where an expression may begin, names of the session: the person's own first. Behind a value there is none.
  ['1 + ', NAMES],
  ['f(', NAMES],
  ['f(1, ', NAMES],
  ['employee1.x = ', NAMES],
  ['return ', NAMES],
  ['a; ', NAMES],
  ['`${', NAMES],
  ['[...', NAMES],
  ['() => ', NAMES],
  ['  ', []],
  ['1 ', []],
  ['f() ', []],
  ['a++ ', []],
  ['const ', []],
  ['a.of ', []],
  ['.type ', NAMES],
  ['.explain ', ['analyze', ...NAMES]],
  ['.explain analyze ', NAMES],
  ['.doc Emp', ['Employee']],
  ['.doc ', ['Employee', 'Meeting', 'employee1', 'employee2', 'résumé']],
  ['.source emp', ['employee1', 'employee2']],
  ['.savepoint emp', []],
  ['.help Emp', ['Employee']],
  ['nothing', []],
  // The words of a command that says none are those that its parameters spell out.
  ['.explain ana', ['analyze']],
  ['.explain analyze Emp', ['Employee']],
  ['.explain Emp', ['Employee']],
  ['.code a', ['all']],
  ['.time -n 3 Emp', ['Employee']],
  ['.time --w', ['--writes']],
  ['.unmask emp', ['employee1', 'employee2']],
  // Files.
  ['.load ', ['data/', 'queries.ts']],
  ['.load q', ['queries.ts']],
  ['.load .', ['.env']],
  ['.load data/', ['old.ts']],
  ['.load "q', ['queries.ts']],
  ['.load emp', []],
  ['.save --force q', ['queries.ts']],
  ['.save-result q', ['queries.ts']],
  ['.save-result out.csv emp', ['employee1', 'employee2']],
  ['.save-result --force "my out.csv" emp', ['employee1', 'employee2']],
  ['.erd da', ['data/']],
  ['.erd --out=da', []],
  // Modules.
  ["import('ty", ['typeorm']],
  ["import('./", ['data/', 'queries.ts']],
  ["import x from './q", ['queries.ts']],
  ["import('.", ['./', '../']],
  ["await import('no", ['node:fs']],
  ["require('ty", ['typeorm']],
  ["require.resolve('ty", ['typeorm']],
  ["require(emp + 'ty", []],
] as const) {
  test(`completes ${JSON.stringify(text)} to ${candidates.join(', ') || 'nothing'}`, () => {
    assert.deepEqual(complete(text), candidates);
  });
}

test('says which part of the line a suggestion replaces', () => {
  const { from, to } = completeIn({ text: '1 + Emp + 2', cursor: 7 }, SCOPE);
  assert.deepEqual([from, to], [4, 7]);
  assert.equal(completeIn({ text: '.he', cursor: 3 }, SCOPE).from, 1);
});
