import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeholdersOf } from '../../../src/shell/queries/placeholders';
import type { DatabaseType } from '../../../src/shell/queries/sql-tokens';

/** A statement, and the column of each of its parameters; `-` where there is none. */
const STATEMENTS: readonly (readonly [type: DatabaseType, sql: string, columns: string])[] = [
  ['better-sqlite3', 'SELECT * FROM "users" WHERE "users"."Token" = ?', 'Token'],
  ['better-sqlite3', 'SELECT * FROM users WHERE name LIKE ? AND (token <> ? OR pin IN (?, ?))', 'name token pin pin'],
  ['better-sqlite3', 'SELECT * FROM users WHERE age BETWEEN ? AND ? LIMIT ? OFFSET ?', 'age age - -'],
  ['better-sqlite3', 'SELECT * FROM users WHERE LOWER("email") = LOWER(?)', 'email'],
  ['better-sqlite3', 'SELECT \'?\', "?", `?` -- ?\n, /* ? */ x FROM t WHERE a = ?', 'a'],
  [
    'better-sqlite3',
    'INSERT INTO "users"("id", "token", "name") VALUES (NULL, ?, ?), (?, ?, ?)',
    'token name id token name',
  ],
  ['better-sqlite3', 'INSERT INTO t (a, b) VALUES (coalesce(?, ?), ?)', 'a a b'],
  ['better-sqlite3', 'INSERT INTO t(a) VALUES (?) ON CONFLICT (a) DO UPDATE SET b = ?, c = ?', 'a b c'],
  ['better-sqlite3', 'INSERT INTO t (a) SELECT b FROM u WHERE c = ?', 'c'],
  ['better-sqlite3', 'UPDATE "users" SET "token" = ?, "name" = ? WHERE "id" IN (?)', 'token name id'],
  ['postgres', "SELECT * FROM t WHERE b = $2 AND a = $1 AND c ? 'k' AND d = ANY($3)", 'b a d'],
  ['postgres', 'SELECT $$ $1 $$, $x$ $2 $x$ FROM t WHERE a = $1', 'a'],
  ['mariadb', 'SELECT * FROM `t` WHERE `t`.`a b` = ? AND `c` = ?', 'a b|c'],
  ['mssql', 'SELECT * FROM t WHERE a = @0 AND b = @1', 'a b'],
  ['better-sqlite3', 'SELECT ?', '-'],
  ['better-sqlite3', 'SELECT * FROM t WHERE "passwordHash" = ?2 AND [what ?] = ?1', 'passwordHash|what ?'],
  ['mariadb', "SELECT 'it\\'s ?', a FROM t WHERE b = ?", 'b'],
  ['mariadb', 'SELECT "?" FROM t # why?\nWHERE b = ? -- ?', 'b'],
  ['postgres', "SELECT E'it\\'s $1' /* /* $1 */ $1 */ FROM t WHERE b = ARRAY[$2]", 'b'],
  ['better-sqlite3', "SELECT 'unfinished ? FROM t WHERE a = ?", 'unfinished a'],
];

for (const [type, sql, columns] of STATEMENTS) {
  test(`${type}: ${sql}`, () => {
    const found = placeholdersOf(sql, type);
    const separator = columns.includes('|') ? '|' : ' ';
    assert.equal(found.map(({ column }) => column ?? '-').join(separator), columns);
    for (const { at, length } of found) assert.match(sql.slice(at, at + length), /^(?:\?\d?|\$\d|@\d)$/);
  });
}

test('which parameter it is: by number where the database numbers them, otherwise by place', () => {
  const indices = (sql: string, type: DatabaseType): readonly number[] =>
    placeholdersOf(sql, type).map(({ index }) => index);
  assert.deepEqual(indices('select $2, $1, $2', 'postgres'), [1, 0, 1]);
  assert.deepEqual(indices('select @0, @1', 'mssql'), [0, 1]);
  assert.deepEqual(indices('select ?, ?', 'mariadb'), [0, 1]);
});
