import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Suggestion } from '../../../../src/shell/completion/suggestion';
import { NO_COLORS, themeOf } from '../../../../src/shell/output/theme';
import { menuRows, type MenuSpace } from '../../../../src/shell/terminal/editing/menu-rows';
import { displayWidth } from '../../../../src/shell/output/display-width';

const PLAIN = themeOf(NO_COLORS);
const COLUMNS: readonly Suggestion[] = [
  { text: 'hireDate', kind: 'column', type: 'string | null', detail: 'column employees.hire_date' },
  { text: 'id', kind: 'column', type: 'number', detail: 'column employees.id' },
  { text: 'meetings', kind: 'relation', type: 'Meeting[]' },
];

function rows(suggestions: readonly Suggestion[], space: MenuSpace, chosen?: number): readonly string[] {
  const typed = { text: '', cursor: 0 };
  const shown = menuRows({ typed, completion: { from: 0, to: 0, suggestions }, chosen }, space, PLAIN);
  for (const { text, width } of shown) assert.equal(displayWidth(text), width);
  return shown.map(({ text }) => text);
}

test('names, types and the rest stand below each other; what has no detail says what it is', () => {
  assert.deepEqual(rows(COLUMNS, { columns: 80, rows: 10 }), [
    '  hireDate  string | null  column employees.hire_date',
    '  id        number         column employees.id',
    '  meetings  Meeting[]      relation',
  ]);
});

test('without colours a sign says which is chosen', () => {
  assert.match(rows(COLUMNS, { columns: 80, rows: 10 }, 1)[1], /^> id /);
});

test('in a narrow terminal the names stay longest', () => {
  assert.deepEqual(rows(COLUMNS, { columns: 30, rows: 10 }), [
    '  hireDate  string | …  colu…',
    '  id        number      colu…',
    '  meetings  Meeting[]   rela…',
  ]);
  assert.deepEqual(rows(COLUMNS, { columns: 12, rows: 10 }), ['  hireDate', '  id      ', '  meetings']);
  assert.deepEqual(rows([{ text: '漢字漢字', kind: 'variable' }], { columns: 9, rows: 3 }), ['  漢字… ']);
});

test('of more than fit some are shown, around the chosen one, and how many there are', () => {
  const many = Array.from({ length: 24 }, (_, at): Suggestion => ({ text: `name${at + 1}`, kind: 'value' }));
  const names = (shown: readonly string[]): readonly string[] => shown.map((row) => row.trim().split(' ')[0]);
  assert.deepEqual(names(rows(many, { columns: 40, rows: 4 })), ['name1', 'name2', 'name3', '24']);
  assert.equal(rows(many, { columns: 40, rows: 4 }).at(-1), '  24 in all');
  assert.deepEqual(rows(many, { columns: 40, rows: 4 }, 9), [
    '  name9   value',
    '> name10  value',
    '  name11  value',
    '  10/24',
  ]);
  assert.deepEqual(rows(many, { columns: 40, rows: 4 }, 23).at(-1), '  24/24');
  assert.equal(rows(many, { columns: 40, rows: 20 }).length, 8);
});
