import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DatabaseType } from '../../../../src/shell/queries/sql-tokens';
import { wholeTablesOf } from '../../../../src/shell/safety/every-row/whole-tables';

/** `delete employees, projects`; several of them with a semicolon between. */
function found(sql: string, type: DatabaseType, parameters?: readonly unknown[]): string {
  return wholeTablesOf(sql, type, parameters)
    .map(({ does, tables, columns = [] }) => [does, tables.map(({ name }) => name).join(', '), ...columns].join(' '))
    .join('; ');
}

const SQLITE = 'better-sqlite3';
const TYPES = { sqlite: [SQLITE], postgres: ['postgres'], mysql: ['mariadb', 'mysql'] } as const;
const EVERYWHERE = [SQLITE, 'postgres', 'mariadb'] as const;

type Flagged = readonly (readonly [sql: string, found: string, parameters?: readonly unknown[]])[];
type Innocent = readonly (string | readonly [sql: string, parameters: readonly unknown[]])[];

const FLAGGED: Readonly<Record<'everywhere' | keyof typeof TYPES, Flagged>> = {
  everywhere: [
    ['DELETE FROM employees', 'delete employees'],
    ['delete from employees;', 'delete employees'],
    ['  -- all of them\n/* really */ DELETE /* where */ FROM employees -- where id = 1', 'delete employees'],
    ['UPDATE employees SET salary = 1', 'update employees'],
    ["UPDATE employees SET note = 'where id = 1'", 'update employees'],
    ["UPDATE employees SET note = 'it''s; -- where'", 'update employees'],
    ['UPDATE employees SET salary = (SELECT max(a) FROM other WHERE b = 1)', 'update employees'],
    ['UPDATE employees SET salary = CASE WHEN id = 1 THEN 2 ELSE 3 END', 'update employees'],
    ['DELETE FROM employees WHERE 1=1', 'delete employees'],
    ['DELETE FROM employees WHERE 1', 'delete employees'],
    ['DELETE FROM employees WHERE TRUE', 'delete employees'],
    ['DELETE FROM employees WHERE (1 = 1) AND ((true))', 'delete employees'],
    ['DELETE FROM employees WHERE NOT 1 = 2', 'delete employees'],
    ['DELETE FROM employees WHERE NOT (FALSE)', 'delete employees'],
    ["DELETE FROM employees WHERE 'a' = 'a'", 'delete employees'],
    ["DELETE FROM employees WHERE 'a' <> 'b'", 'delete employees'],
    ['DELETE FROM employees WHERE 2 > 1', 'delete employees'],
    ['DELETE FROM employees WHERE 2 BETWEEN 1 AND 3', 'delete employees'],
    ['DELETE FROM employees WHERE 1 IN (1, 2)', 'delete employees'],
    ["DELETE FROM employees WHERE length('abc') = 3", 'delete employees'],
    ['DELETE FROM employees WHERE id = id', 'delete employees'],
    ['DELETE FROM employees WHERE id = 5 OR 1=1', 'delete employees'],
    ['DELETE FROM employees WHERE (id = 5 AND name = name) OR (1 = 1)', 'delete employees'],
    ["UPDATE employees SET a = 1 WHERE name LIKE '%'", 'update employees'],
    ['WITH x AS (SELECT 1) DELETE FROM employees', 'delete employees'],
    ['WITH x AS (SELECT 1) UPDATE employees SET a = 1', 'update employees'],
    ['SELECT 1; DELETE FROM employees', 'delete employees'],
    ['DELETE FROM employees; UPDATE projects SET a = 1', 'delete employees; update projects'],
    ['DROP TABLE employees', 'drop table employees'],
    ['drop table if exists employees', 'drop table employees'],
    ['DROP VIEW IF EXISTS overview', 'drop view overview'],
    ['ALTER TABLE employees DROP COLUMN salary', 'drop column employees salary'],
    ['ALTER TABLE employees DROP salary', 'drop column employees salary'],
  ],
  sqlite: [
    ['DELETE FROM "employees"', 'delete employees'],
    ['DELETE FROM [employees]', 'delete employees'],
    ['DELETE FROM `employees`', 'delete employees'],
    ["DELETE FROM 'employees'", 'delete employees'],
    ['DELETE FROM main."my table"', 'delete main.my table'],
    ['DELETE FROM "employees" AS e INDEXED BY name', 'delete employees'],
    ['DELETE FROM employees WHERE ?', 'delete employees', [1]],
    ['DELETE FROM employees WHERE 1 = ?', 'delete employees', [1]],
    ['UPDATE employees SET a = ?, b = ? WHERE name LIKE ?', 'update employees', [1, 2, '%']],
    ['UPDATE OR IGNORE employees SET a = 1', 'update employees'],
    ['UPDATE employees SET a = 1 FROM other', 'update employees'],
    ['DELETE FROM employees WHERE 1 == 1 RETURNING *', 'delete employees'],
  ],
  postgres: [
    ['DELETE FROM "public"."Employees"', 'delete public.Employees'],
    ['DELETE FROM ONLY employees *', 'delete employees'],
    ['DELETE FROM employees e USING projects p', 'delete employees'],
    ['DELETE FROM employees WHERE $1', 'delete employees', [true]],
    ['DELETE FROM employees WHERE $2 = $1', 'delete employees', ['a', 'a']],
    ["DELETE FROM employees WHERE name ILIKE 'a' OR true", 'delete employees'],
    ['DELETE FROM employees WHERE true::boolean RETURNING id', 'delete employees'],
    ['UPDATE ONLY employees AS e SET a = 1, b = DEFAULT RETURNING *', 'update employees'],
    ['UPDATE employees SET a = b IS DISTINCT FROM c', 'update employees'],
    ['UPDATE employees SET a = p.a FROM projects p', 'update employees'],
    ['WITH gone AS (DELETE FROM employees RETURNING *) SELECT * FROM gone', 'delete employees'],
    ['WITH a AS (UPDATE x SET b = 1), c AS (DELETE FROM y WHERE id = 1) SELECT 1', 'update x'],
    ['WITH gone AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM gone', 'delete a'],
    ['EXPLAIN ANALYZE DELETE FROM employees', 'delete employees'],
    ['EXPLAIN ANALYZE VERBOSE DELETE FROM employees', 'delete employees'],
    ['EXPLAIN (ANALYZE, FORMAT JSON) UPDATE employees SET a = 1', 'update employees'],
    ['explain (buffers, analyze true) delete from employees', 'delete employees'],
    ['/* a /* nested */ comment */ DELETE FROM employees', 'delete employees'],
    ['TRUNCATE employees', 'truncate employees'],
    ['TRUNCATE TABLE ONLY "a"."b", c RESTART IDENTITY CASCADE', 'truncate a.b, c'],
    ['DROP TABLE a, "b"."c" CASCADE', 'drop table a, b.c'],
    ['DROP MATERIALIZED VIEW v', 'drop view v'],
    ['DROP SCHEMA IF EXISTS shop CASCADE', 'drop schema shop'],
    ['DROP DATABASE shop', 'drop database shop'],
    ['ALTER TABLE IF EXISTS ONLY a ADD b int, DROP COLUMN IF EXISTS "c", DROP d CASCADE', 'drop column a c d'],
    ['DO $$ BEGIN DELETE FROM employees; END $$', 'delete employees'],
    ['DO LANGUAGE plpgsql $x$ begin if 1 = 1 then update e set a = 1; end if; end $x$', 'update e'],
    ['PREPARE p AS DELETE FROM employees', 'delete employees'],
    ['MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE', 'delete t'],
    ['MERGE INTO t USING s ON 1 = 1 WHEN MATCHED AND a THEN DO NOTHING WHEN MATCHED THEN UPDATE SET a = 1', 'update t'],
  ],
  mysql: [
    ['DELETE FROM `shop`.`employees`', 'delete shop.employees'],
    ['DELETE FROM employees # where id = 1', 'delete employees'],
    ['DELETE FROM "employees"', 'delete employees'],
    ['DELETE LOW_PRIORITY QUICK IGNORE FROM employees', 'delete employees'],
    ['DELETE e FROM employees e', 'delete employees'],
    ['DELETE e, p.* FROM employees AS e, projects p', 'delete employees, projects'],
    ['DELETE FROM e, p USING employees e JOIN projects p', 'delete employees, projects'],
    ['DELETE e FROM employees e LEFT JOIN projects p ON p.id = e.id', 'delete employees'],
    ['DELETE e FROM employees e JOIN projects p ON 1 = 1', 'delete employees'],
    ['UPDATE employees e, projects p SET e.a = 1', 'update employees'],
    ['UPDATE employees e CROSS JOIN projects p SET a = 1', 'update employees, projects'],
    ['UPDATE LOW_PRIORITY IGNORE employees SET a = 1', 'update employees'],
    ["DELETE FROM employees WHERE 'a' || id = 5 || 1", 'delete employees'],
    ["DELETE FROM employees WHERE '1'", 'delete employees'],
    ['DELETE FROM employees WHERE 1 && !0', 'delete employees'],
    ['/*! DELETE */ FROM employees', 'delete employees'],
    ['/*!50000 DELETE FROM employees */', 'delete employees'],
    ['DELETE /*M!100000 FROM employees */', 'delete employees'],
    ["DELETE FROM employees -- 'where\n", 'delete employees'],
    ["UPDATE employees SET a = 'it\\'s', b = ' WHERE id = 1'", 'update employees'],
    ['ANALYZE DELETE FROM employees', 'delete employees'],
    ['ANALYZE FORMAT=JSON UPDATE employees SET a = 1', 'update employees'],
    ['TRUNCATE employees', 'truncate employees'],
    ['TRUNCATE TABLE `employees`', 'truncate employees'],
    ['DROP DATABASE IF EXISTS `shop`', 'drop database shop'],
    ['DROP TABLE `a`, `b`', 'drop table a, b'],
    ['CREATE OR REPLACE TABLE employees (id int)', 'drop table employees'],
    ['ALTER TABLE a DROP FOREIGN KEY b, DROP COLUMN c', 'drop column a c'],
    ['ALTER TABLE a TRUNCATE PARTITION p', 'drop partition a'],
    ["PREPARE p FROM 'DELETE FROM employees'", 'delete employees'],
    ["EXECUTE IMMEDIATE 'UPDATE employees SET a = 1'", 'update employees'],
    ['BEGIN NOT ATOMIC DELETE FROM employees; END', 'delete employees'],
  ],
};

const INNOCENT: Readonly<Record<'everywhere' | keyof typeof TYPES, Innocent>> = {
  everywhere: [
    '',
    'DELETE',
    'UPDATE',
    'DROP',
    'SELECT * FROM employees',
    "SELECT 'DELETE FROM employees'",
    "SELECT '; DELETE FROM employees; --'",
    '-- DELETE FROM employees\nSELECT 1',
    '/* DELETE FROM employees */ SELECT 1',
    'SELECT * FROM employees FOR UPDATE',
    'DELETE FROM employees WHERE id = 1',
    'DELETE FROM employees /* all */ WHERE id = 1',
    'DELETE FROM employees WHERE id IN (1, 2)',
    'DELETE FROM employees WHERE id = 5 AND 1 = 1',
    'DELETE FROM employees WHERE 1=1 AND id = 5',
    'DELETE FROM employees WHERE 1 = 0',
    'DELETE FROM employees WHERE FALSE',
    'DELETE FROM employees WHERE NULL',
    'DELETE FROM employees WHERE NOT TRUE',
    'DELETE FROM employees WHERE id BETWEEN 1 AND 5',
    'DELETE FROM employees WHERE NOT id BETWEEN 1 AND 5 OR id = 7',
    "DELETE FROM employees WHERE name LIKE 'U%'",
    'DELETE FROM employees WHERE a = b',
    'DELETE FROM employees WHERE active',
    "DELETE FROM employees WHERE date > '2020-01-01'",
    'DELETE FROM employees WHERE EXISTS (SELECT 1 FROM projects)',
    'DELETE FROM employees WHERE id IN (SELECT id FROM gone)',
    'DELETE FROM employees WHERE deleted_at IS NOT NULL',
    'UPDATE employees SET salary = 1 WHERE id = 1',
    "UPDATE employees SET note = '1=1' WHERE id = 1",
    'UPDATE employees SET a = (SELECT max(a) FROM other) WHERE id = 1',
    'UPDATE tree SET l = CASE WHEN l > 4 THEN l - 2 ELSE l END, r = CASE WHEN r > 4 THEN r - 2 ELSE r END',
    'INSERT INTO employees (name) VALUES (1)',
    "INSERT INTO notes (text) VALUES ('UPDATE employees SET a = 1')",
    'INSERT INTO archive SELECT * FROM employees',
    'CREATE TABLE a (id int, b int REFERENCES c(id) ON DELETE CASCADE ON UPDATE CASCADE)',
    'ALTER TABLE a ADD CONSTRAINT b FOREIGN KEY (c) REFERENCES d(e) ON DELETE CASCADE',
    'ALTER TABLE a DROP CONSTRAINT b',
    'ALTER TABLE a ADD COLUMN b int',
    'DROP INDEX employees_name',
    'DROP TRIGGER on_delete',
    'EXPLAIN DELETE FROM employees',
    'WITH x AS (SELECT 1) DELETE FROM employees WHERE id = 1',
    'SELECT 1; SELECT 2',
    'BEGIN',
    'COMMIT',
    'SAVEPOINT a',
    'not sql at all ((( delete',
  ],
  sqlite: [
    'EXPLAIN QUERY PLAN DELETE FROM employees',
    'INSERT INTO a (b) VALUES (1) ON CONFLICT (b) DO UPDATE SET c = 1',
    'INSERT INTO a SELECT 1 WHERE true ON CONFLICT DO /* all */ UPDATE SET c = 1',
    'INSERT OR REPLACE INTO a VALUES (1)',
    'REPLACE INTO a VALUES (1)',
    'CREATE TRIGGER t AFTER DELETE ON a BEGIN DELETE FROM b; UPDATE c SET d = 1; END',
    'CREATE TRIGGER t AFTER UPDATE OF x ON a BEGIN UPDATE c SET d = CASE WHEN 1 THEN 2 END; END;',
    'PRAGMA foreign_keys = OFF',
    'CREATE TABLE "temporary_a" ("id" integer)',
    'ALTER TABLE "temporary_a" RENAME TO "a"',
    'DELETE FROM "employees" WHERE "id" = "name"',
    ['DELETE FROM employees WHERE id = ?', [1]],
    ['DELETE FROM employees WHERE ? = ?', [1, 2]],
    ['UPDATE employees SET a = ? WHERE b LIKE ?', ['%', 'a%']],
    ['DELETE FROM employees WHERE "id" = :id', [1]],
  ],
  postgres: [
    'EXPLAIN (ANALYZE false) DELETE FROM employees',
    'EXPLAIN (VERBOSE, FORMAT JSON) DELETE FROM employees',
    'EXPLAIN ANALYZE DELETE FROM employees WHERE id = 1',
    'INSERT INTO a (b) VALUES (1) ON CONFLICT (b) DO UPDATE SET c = excluded.c',
    'SELECT * FROM a FOR NO KEY UPDATE',
    "SELECT $$DELETE FROM employees$$, E'it\\'s; DELETE FROM employees'",
    'DELETE FROM "employees" e USING projects p WHERE p.id = e.id',
    'DELETE FROM employees WHERE CURRENT OF c',
    'UPDATE employees e SET a = p.a FROM projects p WHERE p.id = e.id',
    'CREATE FUNCTION f() RETURNS void AS $$ DELETE FROM employees $$ LANGUAGE sql',
    'CREATE OR REPLACE FUNCTION f() RETURNS void BEGIN ATOMIC DELETE FROM employees; END',
    'CREATE RULE r AS ON DELETE TO a DO INSTEAD DELETE FROM b',
    'CREATE TRIGGER t BEFORE UPDATE OR DELETE OR TRUNCATE ON a EXECUTE FUNCTION f()',
    'GRANT SELECT, UPDATE, DELETE, TRUNCATE ON a TO b',
    'REVOKE DELETE ON a FROM b',
    'ALTER TABLE a ALTER COLUMN b DROP NOT NULL',
    'ALTER TABLE a ALTER b DROP DEFAULT, DROP CONSTRAINT IF EXISTS c CASCADE',
    'DROP TYPE mood',
    'DROP SEQUENCE s',
    'SELECT 1 AS delete FROM a',
    'MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE',
    'MERGE INTO t USING s ON true WHEN NOT MATCHED THEN INSERT VALUES (1)',
    ['DELETE FROM employees WHERE id = $1', [1]],
    ['UPDATE "employees" SET "a" = $1 WHERE "id" IN ($2)', [1, 2]],
    ['DELETE FROM employees WHERE id = ANY($1)', [[1, 2]]],
  ],
  mysql: [
    'INSERT INTO a (b) VALUES (1) ON DUPLICATE KEY UPDATE c = VALUES(c)',
    'REPLACE INTO a VALUES (1)',
    'DELETE FROM employees LIMIT 1',
    'DELETE FROM employees ORDER BY id LIMIT 10',
    'UPDATE employees SET a = 1 ORDER BY id LIMIT 10',
    'DELETE e FROM employees e JOIN gone g ON g.id = e.id',
    'DELETE e FROM employees e JOIN gone g USING (id)',
    'UPDATE employees e INNER JOIN projects p ON p.id = e.id SET e.a = p.a',
    'SELECT TRUNCATE(1.5, 0)',
    'DROP TEMPORARY TABLE t',
    'ALTER TABLE a DROP INDEX b, DROP KEY c, DROP PRIMARY KEY, DROP FOREIGN KEY d',
    'CREATE PROCEDURE p() BEGIN DELETE FROM a; UPDATE b SET c = 1; END',
    'CREATE TRIGGER t AFTER INSERT ON a FOR EACH ROW DELETE FROM b',
    'SELECT 1 # DELETE FROM employees',
    "SELECT 'it\\'s; DELETE FROM employees'",
    'SELECT "; DELETE FROM employees"',
    'DELETE FROM employees WHERE id = 5 || id = 6',
    'EXPLAIN UPDATE employees SET a = 1',
    'CREATE OR REPLACE VIEW v AS SELECT 1',
    ['DELETE FROM employees WHERE id = ?', [1]],
  ],
};

for (const group of ['everywhere', 'sqlite', 'postgres', 'mysql'] as const) {
  const types = group === 'everywhere' ? EVERYWHERE : TYPES[group];
  describe(`SQL that ${group === 'everywhere' ? 'every database' : group} understands`, () => {
    for (const type of types) {
      for (const [sql, expected, parameters] of FLAGGED[group]) {
        test(`${type}: every row is changed by ${sql}`, () => assert.equal(found(sql, type, parameters), expected));
      }
      for (const each of INNOCENT[group]) {
        const [sql, parameters] = typeof each === 'string' ? [each, undefined] : each;
        test(`${type}: innocent is ${sql}`, () => assert.equal(found(sql, type, parameters), ''));
      }
    }
  });
}

test('names are asked for as they are written', () => {
  const [{ tables }] = wholeTablesOf('DELETE FROM "Pub"."Employees"', 'postgres');
  assert.deepEqual(tables, [{ name: 'Pub.Employees', written: '"Pub"."Employees"' }]);
});

test('any text is read', () => {
  assert.equal(found(`DELETE FROM a WHERE ${'NOT '.repeat(20_000)}b`, 'postgres'), '');
  assert.equal(found(`DELETE FROM a WHERE ${'('.repeat(500)}1 = 1${')'.repeat(500)}`, 'postgres'), 'delete a');
  assert.equal(found(`DELETE FROM a WHERE ${'('.repeat(5_000)}`, 'postgres'), 'delete a');
});
