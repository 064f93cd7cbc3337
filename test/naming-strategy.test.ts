import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NamingStrategy } from '../src/naming-strategy';

const names = new NamingStrategy();

test("foreign keys by the lesson's convention, indexes alike", () => {
  assert.equal(
    names.foreignKeyName('employee_meetings', ['employee_id'], 'employees'),
    'fk_employee_meetings_employee_id_employees',
  );
  assert.equal(names.foreignKeyName('public.a', ['b_id'], 'public.b'), 'fk_a_b_id_b');
  assert.equal(names.indexName('assignments', ['project_id']), 'ix_assignments_project_id');
});

test('two indexes on one column do not share a name when one is partial', () => {
  assert.notEqual(names.indexName('t', ['a']), names.indexName('t', ['a'], 'a > 1'));
  assert.notEqual(names.indexName('t', ['a'], 'a > 2'), names.indexName('t', ['a'], 'a > 1'));
});

test('columns in snake case, embedded ones with their prefix', () => {
  assert.equal(names.columnName('hireDate', undefined, []), 'hire_date');
  assert.equal(names.columnName('homeURL', undefined, []), 'home_url');
  assert.equal(names.columnName('zip', undefined, ['homeAddress']), 'home_address_zip');
  assert.equal(names.columnName('zip', 'ZipCode', []), 'ZipCode');
  assert.equal(names.joinColumnName('lineManager', 'id'), 'line_manager_id');
});

test('no name is longer than PostgreSQL keeps, and long ones stay apart', () => {
  const long = 'a_table_with_quite_a_long_name_for_a_table';
  const first = names.foreignKeyName(long, ['a_column_with_a_long_name'], 'another_table');
  const second = names.foreignKeyName(long, ['a_column_with_a_long_name'], 'another_tables');
  assert.ok(first.length <= 63 && second.length <= 63);
  assert.notEqual(first, second);
});
