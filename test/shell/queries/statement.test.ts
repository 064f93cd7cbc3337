import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareName, effectOf } from '../../../src/shell/queries/statement';

const READS = [
  'SELECT * FROM employees',
  '  select 1',
  '-- why\nSELECT 1',
  '/* a; b */ SELECT 1',
  '(SELECT 1) UNION (SELECT 2)',
  'VALUES (1)',
  'PRAGMA table_info("x")',
  'SHOW TABLES',
  'EXPLAIN DELETE FROM employees',
  'WITH x AS (SELECT 1) SELECT * FROM x',
  "SELECT 'insert into x'",
  'SELECT "delete" FROM "update"',
  "SELECT replace(name, 'a', 'b') FROM employees",
  'SELECT * FROM employees FOR UPDATE',
  'SELECT * FROM employees FOR NO KEY UPDATE',
  'SELECT 1;',
  '',
  ' ; ',
  '-- nothing',
  'SELECT updated_at, inserted FROM x',
  'SET NAMES utf8',
];

const TRANSACTIONS = [
  'BEGIN',
  'BEGIN TRANSACTION',
  'START TRANSACTION',
  'COMMIT',
  'ROLLBACK',
  'ROLLBACK TO SAVEPOINT x',
  'SAVEPOINT typeorm_1',
  'RELEASE SAVEPOINT x',
  'SET TRANSACTION ISOLATION LEVEL READ COMMITTED',
];

const WRITES: Readonly<Record<string, readonly string[] | undefined>> = {
  'INSERT INTO employees(name) VALUES (?)': ['employees'],
  'insert into "public"."Employees" values (1)': ['employees'],
  'INSERT OR IGNORE INTO `a b` VALUES (1)': ['a b'],
  'INSERT IGNORE INTO db.employees SET id = 1': ['employees'],
  'REPLACE INTO employees VALUES (1)': ['employees'],
  'UPDATE "employees" SET "name" = ? WHERE id = 1': ['employees'],
  'UPDATE ONLY employees AS e SET name = 1': ['employees'],
  'UPDATE OR ROLLBACK employees SET name = 1': ['employees'],
  'UPDATE [dbo].[employees] SET name = 1': ['employees'],
  'DELETE FROM employees': ['employees'],
  'DELETE FROM "quo""ted" WHERE 1': ['quo"ted'],
  '/* clean up */ DELETE FROM employees -- all': ['employees'],
  "INSERT INTO a VALUES (';'); UPDATE b SET c = 1": ['a', 'b'],
  'INSERT INTO a VALUES ($tag$ ; $tag$)': ['a'],
  'BEGIN; DELETE FROM a; COMMIT': ['a'],
  'DELETE FROM a; DROP TABLE b': undefined,
  'UPDATE a JOIN b ON a.id = b.id SET a.x = 1': undefined,
  'DELETE a FROM a JOIN b ON a.id = b.id': undefined,
  'WITH gone AS (DELETE FROM a RETURNING *) SELECT * FROM gone': undefined,
  'SELECT * INTO copies FROM employees': undefined,
  'EXPLAIN ANALYZE DELETE FROM a': undefined,
  'CALL clean_up()': undefined,
  'TRUNCATE employees': undefined,
  'CREATE TABLE x (id int)': undefined,
  'DO $$ BEGIN DELETE FROM a; END $$': undefined,
  'MERGE INTO a USING b ON 1 = 1 WHEN MATCHED THEN DELETE': undefined,
  'COPY a FROM stdin': undefined,
  // MariaDB and MySQL run what stands in such a comment.
  '/*! INSERT INTO a */ SELECT 1': undefined,
  '/*M!100100 DELETE */ FROM a': undefined,
  "SELECT 1 /*!50000 INTO OUTFILE '/tmp/x' */": undefined,
};

for (const sql of READS) test(`reads: ${sql}`, () => assert.equal(effectOf(sql).kind, 'read'));
for (const sql of TRANSACTIONS)
  test(`controls a transaction: ${sql}`, () => assert.equal(effectOf(sql).kind, 'transaction'));
for (const [sql, tables] of Object.entries(WRITES)) {
  test(`writes ${tables?.join(' and ') ?? 'anywhere'}: ${sql}`, () =>
    assert.deepEqual(effectOf(sql), { kind: 'write', tables }));
}

test('a name is bare without its schema, quotes and case', () => {
  for (const [name, bare] of [
    ['Employees', 'employees'],
    ['"a"."B"', 'b'],
    ['[dbo].[X]', 'x'],
    ['`a.b`', 'a.b'],
    ['"a""b"', 'a"b'],
  ] as const)
    assert.equal(bareName(name), bare);
});

test('a statement with thousands of values is read in no time that grows faster than it', () => {
  const values = Array.from({ length: 30_000 }, () => '(\'a; b\', ?, "c")').join(', ');
  assert.deepEqual(effectOf(`INSERT INTO employees VALUES ${values}`), { kind: 'write', tables: ['employees'] });
  assert.equal(effectOf(`SELECT * FROM employees WHERE (a, b, c) IN (${values})`).kind, 'read');
});
