import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { onlyAsks } from '../../../../src/shell/safety/audit/only-asks';

describe('only asks', () => {
  for (const sql of [
    'select 1',
    ' (select id from employees) union all (select 2)',
    '-- a comment\n/* another */ SELECT "Employee"."id" AS "Employee_id" FROM "employees" "Employee" WHERE ("id" IN (1, 2))',
    'select count(*), max(lower(name)), coalesce(sum(budget), 0) from projects group by substr(title, 1, 1)',
    'with recursive t as (select 1) select * from t',
    'show tables',
    'explain select 1',
  ])
    test(sql, () => assert.ok(onlyAsks(sql)));
});

describe('may write', () => {
  for (const sql of [
    "update employees set name = 'select'",
    'with gone as (delete from employees returning *) select * from gone',
    "select setval('employees_id_seq', 1)",
    'select pg_terminate_backend(1)',
    'select public.clear_all()',
    'select "clear_all"()',
    'select * from employees where clear_all (1)',
    'pragma user_version = 3',
    'set session characteristics as transaction read only',
    'select 1; delete from employees',
    'explain analyze delete from employees',
    'commit',
    'call clear_all()',
    "copy employees to program 'rm'",
    "select * from employees into outfile '/tmp/x'",
    '',
  ])
    test(sql || 'nothing', () => assert.ok(!onlyAsks(sql)));
});
