import assert from 'node:assert/strict';
import { test } from 'node:test';
import { displayWidth } from '../../../src/shell/output/display-width';
import {
  cutText,
  leastWidth,
  listCell,
  textGrid,
  type GridCell,
  type GridColumn,
} from '../../../src/shell/schema/text-grid';

const dim = (text: string): string => text;

function grid(columns: readonly GridColumn[], rows: readonly (readonly GridCell[])[], width = 80): string[] {
  return textGrid(columns, rows, { width, dim }).split('\n');
}

test('columns are aligned by the width that they take in a terminal, numbers to the right', () => {
  assert.deepEqual(
    grid(
      [{ title: 'name' }, { title: 'rows', align: 'right' }, { title: 'kind' }],
      [
        ['employees', '4', 'a'],
        ['会議', '1,200', 'b'],
      ],
    ),
    ['name        rows  kind', 'employees      4  a', '会議       1,200  b'],
  );
});

test('a column without any text is left out, and no line ends with blanks', () => {
  assert.deepEqual(
    grid(
      [{ title: 'a' }, { title: 'b' }, { title: 'c' }],
      [
        ['1', '', '3'],
        ['1', '', ''],
      ],
    ),
    ['a  c', '1  3', '1'],
  );
  assert.equal(textGrid([{ title: 'a' }], [], { width: 80, dim }), '');
});

test('where it is too wide the widest columns that may give, give', () => {
  const columns = [{ title: 'a' }, { title: 'b', least: 4 }, { title: 'c', least: 4 }];
  assert.deepEqual(grid(columns, [['aaaaa', 'b'.repeat(20), 'ccccc']], 22), [
    'a      b         c',
    'aaaaa  bbbbbbb…  ccccc',
  ]);
  assert.equal(leastWidth(columns, [['aaaaa', 'b'.repeat(20), 'ccccc']]), 17);
});

test('what cannot be made narrow enough goes below its row, with its title', () => {
  const columns = ['one', 'two', 'three', 'four'].map((title) => ({ title }));
  const rows = [
    ['1'.repeat(8), '2'.repeat(8), '3'.repeat(8), 'four words of it'],
    ['1', '2', '', ''],
  ];
  assert.deepEqual(grid(columns, rows, 24), [
    'one       two',
    '11111111  22222222',
    '    three 33333333 ·',
    '    four four words of',
    '    it',
    '1         2',
  ]);
});

test('no line is wider than the output, however narrow', () => {
  const columns = [{ title: 'one' }, { title: 'two' }, { title: 'three', least: 5 }];
  const rows = [['a'.repeat(30), 'b'.repeat(30), 'word '.repeat(9)]];
  for (const width of [20, 30, 40, 60, 100])
    for (const line of grid(columns, rows, width)) assert.ok(displayWidth(line) <= width, `${width}: ${line}`);
});

test('a list says how many of it are left out', () => {
  const fit = (width: number): string => listCell(['id', 'name', 'hire_date']).fit?.(width) ?? '';
  assert.deepEqual([18, 12, 11, 6].map(fit), ['id, name, +1', 'id, name, +1', 'id, +2', 'id, +2']);
  assert.equal(fit(19), 'id, name, hire_date');
  assert.equal(listCell(['employee: Employee', 'project']).fit?.(12), 'employee… +1');
});

test('a text is cut by what it takes, and no character in two', () => {
  assert.equal(cutText('employees', 9), 'employees');
  assert.equal(cutText('employees', 5), 'empl…');
  assert.equal(cutText('会議室', 5), '会議…');
  assert.equal(cutText('👩‍👩‍👧x', 2), '…');
});

test('a cell is painted with its blanks left alone', () => {
  const paint = (text: string): string => `<${text}>`;
  assert.deepEqual(
    grid(
      [{ title: 'a' }, { title: 'b' }],
      [
        [{ text: 'x', paint }, 'y'],
        ['long', 'z'],
      ],
    ),
    ['a     b', '<x>     y', 'long  z'],
  );
});
