import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowsLine } from '../../../src/shell/data/rows-progress';
import { fileOfTable, tableOfFile } from '../../../src/shell/data/table-file';
import { inKeyOrder } from '../../../src/shell/data/table-order';
import { RowsProgress } from '../../../src/shell/data/rows-progress';

test('tables come behind those that they lead to; those that lead around in a circle are together', () => {
  const leads: Readonly<Record<string, readonly string[]>> = {
    a: ['c'],
    b: ['b'],
    c: ['d'],
    d: ['e'],
    e: ['d', 'nowhere'],
  };
  const groups = inKeyOrder(Object.keys(leads), (table) => leads[table] ?? []);
  assert.deepEqual(
    groups.map(({ tables, isCycle }) => [tables.join(''), isCycle]),
    [
      ['de', true],
      ['c', false],
      ['a', false],
      ['b', true],
    ],
  );
});

test('progress says rows, rate and time left, and fits in its line', () => {
  const done = { rows: 620_000, share: 0.62, elapsed: 3_100 };
  assert.equal(
    rowsLine('Loading a.json', done, 100),
    'Loading a.json ━━━━━━━━━━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌ 62 %  620,000 rows  200,000 rows/s  2 s left',
  );
  assert.equal(rowsLine('Dumping', { ...done, share: undefined }, 100), 'Dumping  620,000 rows  200,000 rows/s');
  for (let width = 0; width < 120; width++)
    assert.ok(rowsLine('Loading a.json', done, width).length < Math.max(1, width));
});

test('nothing is shown of what is quick', () => {
  const shown: unknown[] = [];
  const progress = new RowsProgress({ status: (line) => void shown.push(line), width: 80 }, 'Loading');
  progress.add(10, () => 0.5);
  progress.end();
  assert.equal(progress.rows, 10);
  assert.deepEqual(shown, []);
});

test('a table of any name has a file', () => {
  for (const name of ['users', 'every kind', 'a/b', '100%', 'ünï', '..\\x', 'a.csv', '*?'])
    assert.equal(tableOfFile(fileOfTable(name)), name);
  assert.equal(fileOfTable('sales/orders'), 'sales%2Forders.csv');
  assert.equal(tableOfFile('100%.csv'), '100%');
});
