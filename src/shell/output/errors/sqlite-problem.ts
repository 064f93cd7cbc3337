import type { DatabaseProblem, DriverError } from './database-problem';

type Reading = (found: RegExpExecArray) => DatabaseProblem;

/** `table.a, table.b` */
function columnsOf(list: string): { table?: string; columns: string[] } {
  const paths = list.split(',').map((path) => path.trim().split('.'));
  return { table: paths[0]?.at(-2), columns: paths.map((path) => path.at(-1) ?? '') };
}

// SQLite's messages are part of its API as much as anything: they have not changed in twenty years.
const MESSAGES: readonly (readonly [RegExp, Reading])[] = [
  [/FOREIGN KEY constraint failed/, () => ({ kind: 'foreign-key' })],
  [/UNIQUE constraint failed: index '([^']+)'/, ([, key]) => ({ kind: 'duplicate', key })],
  [/UNIQUE constraint failed: (.+)/, ([, list = '']) => ({ kind: 'duplicate', ...columnsOf(list) })],
  [
    /NOT NULL constraint failed: (?:(\S+)\.)?([^.\s]+)$/,
    ([, table, column = '']) => ({ kind: 'not-null', table, column }),
  ],
  [/CHECK constraint failed: (.+)/, ([, constraint = '']) => ({ kind: 'check', constraint })],
  [/no such table: (\S+)/, ([, table = '']) => ({ kind: 'no-table', table: table.replace(/^main\./, '') })],
  [/table (\S+) has no column named (\S+)/, ([, table, column = '']) => ({ kind: 'no-column', table, column })],
  // TypeORM writes numbers into the statement, and these two are no SQL.
  [/no such column: "?-?(NaN|Infinity)\b/, ([, value = '']) => ({ kind: 'no-number', value })],
  // It tells those apart that stand in double quotes in the statement.
  [/no such column: "([^"]+)" - should this be a string literal/, ([, column = '']) => ({ kind: 'no-column', column })],
  [
    /no such column: "?(?:([^\s."]+)\.)?([^\s."]+)"?/,
    ([, table, column = '']) => ({ kind: 'no-column', table, column }),
  ],
  [/near "([^"]*)": syntax error/, ([, near]) => ({ kind: 'syntax', near })],
  [/unrecognized token: "([^"]*)"/, ([, near]) => ({ kind: 'syntax', near })],
  [/SQLite3 can only bind/, () => ({ kind: 'unbindable' })],
  [/Missing named parameters/, () => ({ kind: 'parameters', missing: true })],
  [/incomplete input/, () => ({ kind: 'syntax' })],
  // Only an INTEGER PRIMARY KEY is that strict.
  [/datatype mismatch/, () => ({ kind: 'bad-key' })],
  [/ON CONFLICT clause does not match/, () => ({ kind: 'no-unique-key' })],
  [/Too (few|many) parameter values/, ([, which]) => ({ kind: 'parameters', missing: which === 'few' })],
  [
    /cannot store (\w+) value in (\w+) column (?:\S+\.)?(\S+)/,
    ([, , wanted, column]) => ({ kind: 'bad-value', wanted: wanted?.toLowerCase(), column }),
  ],
  [/(?:database|table)(?: schema)? is locked/, () => ({ kind: 'locked' })],
  [/attempt to write a readonly database/, () => ({ kind: 'read-only' })],
  [/database or disk is full/, () => ({ kind: 'disk-full' })],
  [/file is not a database/, () => ({ kind: 'no-database' })],
  [/database disk image is malformed|malformed database schema/, () => ({ kind: 'damaged' })],
  [/disk I\/O error/, () => ({ kind: 'disk-failure' })],
];

/** Reads an error of better-sqlite3 (or another SQLite driver). */
export function sqliteProblem({ message, code }: DriverError): DatabaseProblem | undefined {
  // Its message is that of a database without permission to write.
  if (code === 'SQLITE_READONLY_DBMOVED') return { kind: 'file-gone' };
  if (code === 'SQLITE_BUSY_SNAPSHOT') return { kind: 'overtaken-on-sqlite' };
  for (const [pattern, reading] of MESSAGES) {
    const found = pattern.exec(message);
    if (found) return reading(found);
  }
  return undefined;
}
