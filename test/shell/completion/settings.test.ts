import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FixtureProject } from '../../support/fixture-project';
import { lesson } from './support/lesson';

test('where promises are not waited for, they have what promises have', async () => {
  const completing = await lesson();
  const scope = { waits: false };
  const texts = (marked: string): readonly string[] => completing.at(marked, scope).suggestions.map(({ text }) => text);
  assert.deepEqual(texts('Employee.find().|'), ['catch', 'finally', 'then']);
  assert.deepEqual(texts('Employee.find().filt|'), []);
  assert.deepEqual(texts('(await Employee.find()).filt|'), ['filter']);
  assert.deepEqual(texts('Employee.find().then(list => list[0].na|'), ['name']);
  await completing.parts.close();
});

test('the end of the word and of the text is replaced as well', async () => {
  const completing = await lesson(['employee1 = Employee.findOneBy({ id: 1 })']);
  const range = (marked: string): readonly number[] => {
    const { from, to } = completing.at(marked);
    return [from, to];
  };
  assert.deepEqual(range('employee1.na|me + 1'), [10, 14]);
  assert.deepEqual(range('employee1.|name'), [10, 10]);
  assert.deepEqual(range("Employee.createQueryBuilder('e').where('e.na|me = 1')"), [42, 46]);
  assert.deepEqual(range('.explain Employee.find({ wh| })'), [25, 27]);
  await completing.parts.close();
});

test('a text that is too deep, and a long one, are completed or left alone', async () => {
  const completing = await lesson();
  assert.deepEqual(completing.texts(`${'['.repeat(400)}Emp|`), []);
  assert.deepEqual(completing.texts(`${'const a = 1;\n'.repeat(4_000)}Emp|`), ['Employee']);
  assert.deepEqual(completing.texts(`f(${'a, '.repeat(8_000)}Emp|`), ['Employee']);
  await completing.parts.close();
});

test('Tab with several data sources', async () => {
  const project = FixtureProject.of('several');
  const shell = await project.open({ arguments: ['--trust'] });
  for (const [typed, line] of TYPED) {
    shell.send(`${typed}\t`);
    await shell.until(() => shell.line.endsWith(line), `${typed} to become ${line}`);
    shell.send('\x03');
    await shell.prompts();
  }
  await shell.leave();
});

const TYPED = [
  ['shop.dataSource.getReposi', 'shop.dataSource.getRepository'],
  ['shop.repo(shop.Auth', 'shop.repo(shop.Author'],
  ['shop.Author.find()[0].roy', '.royalties'],
  ['shop.Author.find({ where: { roy', '{ royalties'],
  ['Author.find({ where: { bo', '{ books'],
  ['shop.sql`select roy', 'select royalties'],
  ['library.man', 'library.manager'],
] as const;
