import assert from 'node:assert/strict';
import { test } from 'node:test';
import { match, RANK, ranked } from '../../../src/shell/completion/match';

const NAMES = [
  'hireDate',
  'hire_time',
  'HTTPServer',
  'findOneByOrFail',
  'findOne',
  'name',
  'Name',
  'node:fs/promises',
  'enumerate',
];

for (const [typed, fitting] of [
  ['hire', ['hireDate', 'hire_time']],
  ['hireD', ['hireDate']],
  // Capitals count as long as something fits with them.
  ['na', ['name']],
  ['Na', ['Name']],
  ['NA', ['name', 'Name']],
  ['HIRE', ['hireDate', 'hire_time']],
  // The beginnings of words, and then letters in their order.
  ['hd', ['hireDate']],
  ['hti', ['hire_time']],
  ['hs', ['HTTPServer']],
  ['fobof', ['findOneByOrFail']],
  ['fo', ['findOne', 'findOneByOrFail']],
  ['hdte', ['hireDate']],
  ['pro', ['node:fs/promises']],
  // The first letter begins a word.
  ['umerate', []],
  ['x', []],
] as const) {
  test(`${typed} fits ${fitting.join(', ') || 'nothing'}`, () => {
    const found = match(
      typed,
      ranked(
        NAMES.map((text) => ({ text, kind: 'variable' })),
        RANK.own,
      ),
    );
    assert.deepEqual([...found.map(({ text }) => text)].sort(), [...fitting].sort());
  });
}

test('what is nearest comes first, and gives way to nothing', () => {
  const candidates = [
    ...ranked([{ text: 'toString', kind: 'method' }], RANK.everywhere),
    ...ranked([{ text: 'total', kind: 'variable' }], RANK.global),
    ...ranked([{ text: 'topic', kind: 'column' }], RANK.own),
    ...ranked([{ text: 'topic', kind: 'method' }], RANK.methods),
  ];
  assert.deepEqual(
    match('to', candidates).map(({ text, kind }) => `${text} ${kind}`),
    ['topic column', 'total variable'],
  );
  assert.deepEqual(
    match('toS', candidates).map(({ text }) => text),
    ['toString'],
  );
  const asked = [...candidates, ...ranked([{ text: 'today', kind: 'value' }], RANK.expected)];
  assert.deepEqual(
    match('to', asked).map(({ text }) => text),
    ['today', 'topic'],
  );
});
