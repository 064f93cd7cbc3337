import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as typeorm from 'typeorm';
import { namesInScope } from '../../../src/shell/names/shell-names';
import { music } from '../relations/fixtures/music';
import { Prompt } from '../relations/fixtures/prompt';
import { Employee, staff } from '../relations/fixtures/staff';

test('repo() gives the repository of an entity, and of nothing else', async () => {
  const prompt = await Prompt.open([...staff, ...music]);
  const { values } = namesInScope(prompt.model, typeorm);
  const repo = values.repo as (...entity: unknown[]) => typeorm.Repository<object>;
  assert.equal(repo(Employee).metadata.name, 'Employee');
  assert.equal(repo('Employee').metadata.name, 'Employee');
  assert.equal(repo(prompt.model.entities.get('Label')).metadata.name, 'Label');

  const refused: readonly (readonly [entity: unknown, message: string, hint: string])[] = [
    ['Employe', 'Employe is not an entity of this data source.', 'Did you mean Employee?'],
    [Date, 'Date is not an entity of this data source.', 'Its entities: '],
    [undefined, 'repo() takes an entity.', 'Write repo('],
    [{}, 'repo() takes an entity.', 'Write repo('],
    [new Employee(), 'repo() takes the class of an entity, not one of them.', 'Write repo(Employee).'],
  ];
  for (const [entity, message, hint] of refused) {
    assert.throws(
      () => repo(entity),
      (error: Error & { hint?: string }) => error.message === message && error.hint?.startsWith(hint) === true,
      message,
    );
  }
  await prompt.close();
});
