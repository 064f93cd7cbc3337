import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DataSource } from 'typeorm';
import { literal } from '../../../../src/shell/output/sql/literal';
import { queryLines, statementLines } from '../../../../src/shell/output/sql/query-lines';
import { durationText, querySummary } from '../../../../src/shell/output/sql/query-summary';
import { statementText, type StatementOptions } from '../../../../src/shell/output/sql/statement-text';
import { NO_COLORS } from '../../../../src/shell/output/theme';
import type { LineQueries } from '../../../../src/shell/queries/query-log';
import type { QueryRecord } from '../../../../src/shell/queries/recorder';
import { effectOf } from '../../../../src/shell/queries/statement';
import { NO_MASKING } from '../../../../src/shell/safety/masking/masking';

const OPTIONS: StatementOptions = { masking: NO_MASKING, colors: () => NO_COLORS, width: 80, full: false };

function record(sql: string, parameters: readonly unknown[] = [], more: Partial<QueryRecord> = {}): QueryRecord {
  return {
    sequence: 1,
    dataSource: { options: { type: 'better-sqlite3' } } as DataSource,
    sql,
    parameters,
    startedAt: 0,
    milliseconds: 0.34,
    rows: 1,
    affected: undefined,
    error: undefined,
    ...effectOf(sql),
    ...more,
  };
}

function line(...records: QueryRecord[]): LineQueries {
  const sum = (numbers: readonly (number | undefined)[]): number => numbers.reduce<number>((a, b) => a + (b ?? 0), 0);
  return {
    count: records.length,
    milliseconds: sum(records.map(({ milliseconds }) => milliseconds)),
    rows: sum(records.map(({ rows }) => rows)),
    affected: sum(records.map(({ affected }) => affected)),
    records,
  };
}

const show = (sql: string, parameters?: readonly unknown[], options: Partial<StatementOptions> = {}): string =>
  statementText(record(sql, parameters), { ...OPTIONS, ...options });

test('a short statement stays on its line, with its parameters in their places', () => {
  assert.equal(
    show('SELECT * FROM "t" WHERE a = ? AND b IN (?, ?)', [1, "it's", null]),
    `SELECT * FROM "t" WHERE a = 1 AND b IN ('it''s', NULL)`,
  );
});

test('a long one is laid out, a clause a line, the columns filled up to the width', () => {
  assert.equal(
    show(
      'SELECT "E"."id" AS "E_id", "E"."name" AS "E_name", "E"."hire_date" AS "E_hire_date" FROM "employees" "E" LEFT JOIN "m" "m" ON "m"."e"="E"."id" WHERE "E"."id" = ? ORDER BY "E"."id" ASC',
      [1],
    ),
    [
      'SELECT "E"."id" AS "E_id", "E"."name" AS "E_name",',
      '  "E"."hire_date" AS "E_hire_date"',
      'FROM "employees" "E" LEFT JOIN "m" "m" ON "m"."e" = "E"."id"',
      'WHERE "E"."id" = 1',
      'ORDER BY "E"."id" ASC',
    ].join('\n'),
  );
});

test('a JOIN that is too wide is broken before its condition', () => {
  const [from, joined, condition] = show(
    'SELECT 1 FROM "employees" "employee" LEFT JOIN "employee_assignments ON two" "assignments_of_it" ON "assignments_of_it"."employee_id"="employee"."id"',
  )
    .split('\n')
    .slice(-3);
  assert.match(from, /"employees" "employee"$/);
  assert.equal(joined, '  LEFT JOIN "employee_assignments ON two" "assignments_of_it"');
  assert.equal(condition, '    ON "assignments_of_it"."employee_id" = "employee"."id"');
});

test('a statement that has a comment or a string of several lines is not made shorter', () => {
  const text = show(`select a -- one\n, b from t where c = 'x\n  y'`);
  assert.ok(text.includes('-- one\n'), text);
  assert.ok(text.includes("'x\n  y'"), text);
});

test('what the formatter does not understand is shown as it is', () => {
  assert.equal(show("SELECT 'unfinished", []), "SELECT 'unfinished");
});

test('a long list fills its lines', () => {
  const ids = Array.from({ length: 30 }, (_, index) => index + 10);
  assert.equal(
    show(`SELECT a FROM t WHERE (a IN (${ids.map(() => '?').join(', ')}) AND b = ?)`, [...ids, 1], { width: 40 }),
    [
      'SELECT a',
      'FROM t',
      'WHERE',
      '  (',
      '    a IN (',
      '      10, 11, 12, 13, 14, 15, 16, 17,',
      '      18, 19, 20, 21, 22, 23, 24, 25,',
      '      26, 27, 28, 29, 30, 31, 32, 33,',
      '      34, 35, 36, 37, 38, 39',
      '    )',
      '    AND b = 1',
      '  )',
    ].join('\n'),
  );
});

test('it is cut at 1,000 characters, and long values before; not where all is asked for', () => {
  const many = Array.from({ length: 2_000 }, (_, index) => index);
  const sql = `SELECT * FROM t WHERE a IN (${many.map(() => '?').join(', ')})`;
  const cut = show(sql, many);
  assert.match(cut, /…\+[\d,]+$/);
  assert.ok(cut.length < 1_020, String(cut.length));
  assert.ok(show(sql, many, { full: true }).includes('1999'));
  assert.equal(show('select ?', ['x'.repeat(100)]), `select '${'x'.repeat(60)}…+40'`);
  assert.equal(show('select ?', ['x'.repeat(100)], { full: true, width: 200 }), `select '${'x'.repeat(100)}'`);
});

test('a parameter that belongs to a secret column is masked, and so is a value known as one', () => {
  const masking = {
    hides: () => false,
    hidesName: (name: string) => name === 'token',
    reveal: NO_MASKING.reveal,
    redact: (text: string) => text.replaceAll('canary', '••••••'),
  };
  assert.equal(
    show('UPDATE t SET token = ?, name = ? WHERE x = ?', ['abc', 'canary', 1], { masking }),
    "UPDATE t SET token = '••••••', name = '••••••' WHERE x = 1",
  );
});

test('control characters of a value do not reach the terminal', () => {
  assert.equal(show('select ?', ['a\x1b[31mb\n']), "select 'a\\x1b[31mb'||char(10)");
});

const LITERALS: readonly (readonly [value: unknown, text: string])[] = [
  [1, '1'],
  [10n, '10'],
  [true, 'true'],
  [undefined, 'NULL'],
  ['', "''"],
  [new Date(2024, 0, 2, 3, 4, 5), "'2024-01-02 03:04:05'"],
  [Buffer.from([1, 255]), "x'01ff'"],
  [Buffer.alloc(31), `x'${'00'.repeat(30)}…+1 bytes'`],
  [{ a: [1] }, `'{"a":[1]}'`],
];
for (const [type, value, text] of [
  ['postgres', [1, 'a"b', null], `'{1,"a\\"b",NULL}'`],
  ['postgres', Buffer.from('hi'), "'\\x6869'"],
  ['postgres', 'a\nb', "E'a\\nb'"],
  ['postgres', 'C:\\new', "'C:\\new'"],
  ['mariadb', 'C:\\new', "'C:\\\\new'"],
  ['mariadb', [1, 2], '1, 2'],
  ['better-sqlite3', 'a\nb', "'a'||char(10)||'b'"],
] as const) {
  test(`the literal ${text} of ${type}`, () => assert.equal(literal(value, { type }), text));
}
for (const [value, text] of LITERALS)
  test(`the literal ${text}`, () => assert.equal(literal(value, { type: 'better-sqlite3' }), text));

test('the summary', () => {
  assert.equal(querySummary(line()), undefined);
  assert.equal(querySummary(line(record('select 1'))), '1 query · 0.3 ms · 1 row');
  assert.equal(
    querySummary(line(record('select 1', [], { rows: 1_234, milliseconds: 12 }), record('select 2'))),
    '2 queries · 12 ms · 1,235 rows',
  );
  assert.equal(
    querySummary(line(record('update t set a = 1', [], { rows: 0, affected: 2 }))),
    '1 query · 0.3 ms · 2 rows changed',
  );
  assert.deepEqual([9.94, 9.96, 999.4, 1_234].map(durationText), ['9.9 ms', '10 ms', '999 ms', '1.23 s']);
});

test('quiet says nothing, off the summary, on the statements', () => {
  const queries = line(record('select 1'), record('delete from t', [], { rows: 0, affected: 3 }));
  const lines = (mode: 'quiet' | 'off' | 'on'): readonly string[] => queryLines(queries, mode, OPTIONS);
  assert.deepEqual(lines('quiet'), []);
  assert.deepEqual(lines('off'), ['2 queries · 0.7 ms · 1 row · 3 rows changed']);
  assert.deepEqual(lines('on').slice(1), [
    '-- 0.3 ms · 1 row',
    'select 1',
    '-- 0.3 ms · 3 rows changed',
    'delete from t',
  ]);
});

test('of very many statements the first are shown; one that failed says why', () => {
  const many = line(...Array.from({ length: 30 }, (_, index) => record(`select ${index}`)));
  assert.equal(statementLines(many, false, OPTIONS).at(-1), '-- … 10 more');
  assert.equal(statementLines(many, true, OPTIONS).at(-1), 'select 29');
  const failed = line(record('select x', [], { rows: undefined, error: new Error('no such column: x') }));
  assert.equal(statementLines(failed, false, OPTIONS)[0], '-- 0.3 ms · failed: no such column: x');
});
