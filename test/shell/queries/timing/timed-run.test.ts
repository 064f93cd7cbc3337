import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeLines } from '../../../../src/shell/output/sql/time-text';
import type { QueryRecord } from '../../../../src/shell/queries/recorder';
import { spreadOf, timedRun, type TimedRun } from '../../../../src/shell/queries/timing/timed-run';

const record = (startedAt: number, milliseconds: number): QueryRecord => ({ startedAt, milliseconds }) as QueryRecord;

const queriesOf = (records: readonly QueryRecord[], count = records.length): Parameters<typeof timedRun>[1] => ({
  count,
  milliseconds: records.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
  rows: 3,
  affected: 0,
  records,
});

test('statements that run at the same time are waited for at the same time', () => {
  assert.equal(timedRun(100, queriesOf([record(0, 10), record(20, 10)])).database, 20);
  assert.equal(timedRun(100, queriesOf([record(0, 10), record(5, 10), record(6, 2)])).database, 15);
  assert.equal(timedRun(100, queriesOf([])).database, 0);
});

test('of more statements than are kept the times are summed up, at most to all there was', () => {
  assert.equal(timedRun(100, queriesOf([record(0, 10), record(5, 10)], 50)).database, 20);
  assert.equal(timedRun(12, queriesOf([record(0, 10), record(5, 10)], 50)).database, 12);
});

test('the middle, the lowest and the highest', () => {
  assert.deepEqual(spreadOf([3, 1, 2]), { median: 2, min: 1, max: 3 });
  assert.deepEqual(spreadOf([4, 1, 2, 10]), { median: 3, min: 1, max: 10 });
  assert.deepEqual(spreadOf([5]), { median: 5, min: 5, max: 5 });
});

const run = (all: number, database: number, queries: number, rows = 0, affected = 0): TimedRun => ({
  all,
  database,
  queries,
  rows,
  affected,
});

test('what is said of several runs', () => {
  assert.deepEqual(timeLines([run(20, 5, 2, 7), run(3, 1, 2, 7), run(4, 2, 2, 7), run(5, 1, 2, 7)]), [
    'first run: 20 ms (database 5.0 ms, the rest 15 ms) · 2 queries · 7 rows',
    '3 more: median 4.0 ms, min 3.0 ms, max 5.0 ms · 2 queries · 7 rows',
    '  database: median 1.0 ms, min 1.0 ms, max 2.0 ms',
    '  the rest: median 2.0 ms, min 2.0 ms, max 4.0 ms',
  ]);
});

test('runs that sent different numbers of queries', () => {
  assert.deepEqual(timeLines([run(2, 1, 2, 4), run(0.5, 0, 0), run(0.25, 0, 0)]), [
    'first run: 2.0 ms (database 1.0 ms, the rest 1.0 ms) · 2 queries · 4 rows',
    '2 more: median 0.38 ms, min 0.25 ms, max 0.50 ms · no query',
    'Later runs sent fewer queries: what a touch has loaded stays on its entities.',
  ]);
  assert.match(timeLines([run(2, 1, 2, 4), run(2, 1, 1, 4), run(2, 1, 3, 4)])[1], /· 1 to 3 queries · 4 rows$/);
});

test('one run, and none', () => {
  assert.deepEqual(timeLines([run(1, 0.5, 1, 0, 2)]), [
    'first run: 1.0 ms (database 0.50 ms, the rest 0.50 ms) · 1 query · 2 rows changed',
  ]);
  assert.deepEqual(timeLines([run(1, 0, 0)]), ['first run: 1.0 ms · no query']);
  assert.deepEqual(timeLines([]), []);
});
