import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Prompt } from './fixtures/prompt';
import { Assignment, Employee, staff } from './fixtures/staff';
import { Typed } from './fixtures/typed';

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

test('a misspelt name of a list, and a property read of a class, are noticed', async () => {
  const typed = await Typed.open(staff);
  const told = async (line: string): Promise<readonly string[]> => {
    let error: unknown;
    await typed.run(line).catch((thrown: unknown) => (error = thrown));
    return typed.prompt.relations.takeNotices(error);
  };
  assert.deepEqual(await told('Employee.find().lenght; [].lenght'), [
    'A list has no property lenght (did you mean length?)',
  ]);
  assert.deepEqual(await told('Employee.meetings'), [
    'meetings is a property of each Employee, not of the class: Employee.findOneBy({ id: 1 }).meetings',
  ]);
  assert.deepEqual(await told('Employee.meetngs'), ['Employee has no property meetngs (did you mean meetings?)']);
  assert.deepEqual(await told('Employee.fnid'), ['Employee has no property fnid (did you mean find?)']);
  assert.deepEqual(await told('Employee.something'), ['Employee has no property something']);
  assert.deepEqual(await told('Employee.all'), ['Employee has no method all: write Employee.find()']);
  assert.deepEqual(await told('const { nmae, save, id, greeting, then } = new Employee()'), [
    'Employee has no property nmae (did you mean name?)',
  ]);
  assert.deepEqual(await told('[new Employee()].map(({ nmae }) => nmae)'), [
    'Employee has no property nmae (did you mean name?)',
  ]);
  for (const line of [
    "const list = [1]; list[5]; list.at; list['-1']; list.foo; 'abc'.match(/b/).groups; list.index; ({}).lenght",
    'Employee.length; class X {} X.meetings; const { something } = {}; const { index, at } = [];',
  ])
    assert.deepEqual(await told(line), [], line);
  await typed.close();
});

test('another primary key is another row', () => {
  prompt.set(employee, 'id', 1);
  assert.deepEqual(prompt.relations.takeNotices(), []);
  prompt.set(employee, 'id', 1);
  assert.deepEqual(prompt.relations.takeNotices(), []);
  prompt.set(employee, 'id', 2);
  assert.deepEqual(prompt.relations.takeNotices(), [
    'id 2 is another row: save() would write this Employee there, and leave row 1 as it is.',
  ]);
  prompt.set(employee, 'id', undefined);
  assert.deepEqual(prompt.relations.takeNotices(), []);
});

test('what the error says already is not said again', async () => {
  const typed = await Typed.open(staff);
  const told = async (line: string): Promise<readonly string[]> => {
    const error = await typed.run(line).catch((thrown: unknown) => thrown);
    return typed.prompt.relations.takeNotices(error);
  };
  for (const line of ['new Employee().svae()', '[].fliter(Boolean)', 'Employee.fnid()'])
    assert.deepEqual(await told(line), [], line);
  assert.deepEqual(await told('new Employee().nmae.length'), ['Employee has no property nmae (did you mean name?)']);
  await typed.close();
});
