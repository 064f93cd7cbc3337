import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Prompt } from './fixtures/prompt';
import { Assignment, Employee, staff } from './fixtures/staff';

let prompt: Prompt;
let employee: Employee;
beforeEach(async () => {
  prompt = await Prompt.open(staff);
  employee = Object.assign(new Employee(), { name: 'Uri' });
});
afterEach(() => prompt.close());

test('writing a property that the model does not know goes through, with a notice', () => {
  prompt.set(employee, 'nmae', 'Ariel');
  assert.equal((employee as unknown as { nmae: string }).nmae, 'Ariel');
  assert.deepEqual(prompt.relations.takeNotices(), ['Employee has no property nmae (did you mean name?)']);
  assert.deepEqual(prompt.relations.takeNotices(), []);
  prompt.set(employee, 'nmae', 'known now');
  assert.deepEqual(prompt.relations.takeNotices(), []);
});

test('reading one gives undefined, and a notice once a line', async () => {
  for (let time = 0; time < 3; time++) assert.equal(await prompt.get(employee, 'meetins'), undefined);
  await prompt.get(employee, 'xyzzy');
  assert.deepEqual(prompt.relations.takeNotices(), [
    'Employee has no property meetins (did you mean meetings?)',
    'Employee has no property xyzzy',
  ]);
  prompt.newLine();
  await prompt.get(employee, 'meetins');
  assert.equal(prompt.relations.takeNotices().length, 1);
});

test('what the model knows, and what anything may be asked, is read in silence', async () => {
  for (const name of [
    'id',
    'employeeId',
    'projects',
    'then',
    'toJSON',
    'constructor',
    'inspect',
    'greeting',
    '__proto__',
    '0',
    'save',
  ]) {
    await prompt.get(name === 'employeeId' ? new Assignment() : employee, name);
  }
  prompt.relations.missing(employee, Symbol.toPrimitive);
  prompt.relations.missing({}, 'nmae');
  prompt.set(employee, 'name', undefined);
  assert.deepEqual(prompt.relations.takeNotices(), []);
});
