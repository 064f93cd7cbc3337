import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { BaseEntity, Column, DataSource, Entity, PrimaryGeneratedColumn, type Repository } from 'typeorm';
import { Model } from '../../../src/shell/model';
import { QueryRecorder } from '../../../src/shell/queries/recorder';
import { Relations } from '../../../src/shell/relations/relations';
import { library, Topic } from './fixtures/library';
import { BandSchema, LabelSchema, music } from './fixtures/music';
import { Prompt } from './fixtures/prompt';
import { Employee, Meeting, staff } from './fixtures/staff';
import { Typed } from './fixtures/typed';

type Method = (...args: unknown[]) => Promise<unknown>;

let prompt: Prompt;
afterEach(() => prompt.close());

const of = async (object: object, name: string): Promise<Method> => (await prompt.get(object, name)) as Method;

test('a class has the methods of its repository', async () => {
  prompt = await Prompt.open(staff);
  await (
    await of(Employee, 'insert')
  )({ name: 'Uri' });
  const find = await of(Employee, 'findOneByOrFail');
  assert.deepEqual(
    await find({ name: 'Uri' }),
    await prompt.dataSource.manager.findOneByOrFail(Employee, { name: 'Uri' }),
  );
  assert.equal(await (await of(Employee, 'count'))(), 1);
  assert.equal(await of(Employee, 'find'), await of(Employee, 'find'));
  const alias = (await of(Employee, 'createQueryBuilder')) as unknown as (alias: string) => { alias: string };
  assert.equal(alias('e').alias, 'e');
});

test('and none that a repository has not', async () => {
  prompt = await Prompt.open(staff);
  for (const name of ['then', 'constructor', 'toString', 'target', 'manager', 'hasOwnProperty', 'nonsense']) {
    assert.equal(prompt.relations.missing(Employee, name), undefined, name);
  }
  assert.equal(prompt.relations.missing(Employee, Symbol.iterator), undefined);
  assert.equal(prompt.relations.missing(class Other {}, 'find'), undefined);
  assert.equal(prompt.relations.missing({}, 'save'), undefined);
});

test('a tree has the methods of its tree repository', async () => {
  prompt = await Prompt.open(library);
  assert.equal(prompt.relations.missing(Employee, 'find'), undefined);
  assert.equal(typeof (await of(Topic, 'find')), 'function');
});

test('an EntitySchema has them too', async () => {
  prompt = await Prompt.open(music);
  assert.equal(prompt.model.entities.get('Label'), LabelSchema);
  const label = (await of(LabelSchema, 'create')) as unknown as (values: object) => object;
  await (
    await of(LabelSchema, 'save')
  )(label({ name: 'L' }));
  assert.equal(await (await of(LabelSchema, 'countBy'))({ name: 'L' }), 1);
  assert.equal(await (await of(BandSchema, 'count'))(), 0);
});

test('an entity saves, removes, reloads and says whether it has an id', async () => {
  prompt = await Prompt.open(staff);
  const employee = prompt.dataSource.manager.create(Employee, { name: 'Uri' });
  const hasId = (await of(employee, 'hasId')) as unknown as () => boolean;
  assert.equal(hasId(), false);
  await assert.rejects((await of(employee, 'reload'))(), /Employee was never saved/);
  assert.equal(await (await of(employee, 'save'))(), employee);
  assert.equal(hasId(), true);
  await prompt.dataSource.manager.update(Employee, { id: employee.id }, { name: 'Ariel' });
  await (
    await of(employee, 'reload')
  )();
  assert.equal(employee.name, 'Ariel');
  await (
    await of(employee, 'remove')
  )();
  assert.equal(await prompt.dataSource.manager.count(Employee), 0);
});

test('reload makes the next touch read again', async () => {
  prompt = await Prompt.open(staff);
  const { manager } = prompt.dataSource;
  const employee = await manager.save(manager.create(Employee, { name: 'Uri', meetings: [] }));
  const found = await prompt.wait(manager.findOneByOrFail(Employee, { id: employee.id }));
  const meetings = await prompt.get(found, 'meetings');
  await (
    await of(found, 'reload')
  )();
  assert.notEqual(await prompt.get(found, 'meetings'), meetings);
});

test('reload throws away what was changed and not saved, relations too', async () => {
  const typed = await Typed.open(staff);
  prompt = typed.prompt;
  await typed.run("Project.save([{ title: 'P' }, { title: 'Q' }]); Meeting.save([{ topic: 'M' }, { topic: 'N' }])");
  await typed.run("Employee.create({ name: 'Uri', meetings: Meeting.find(), projects: Project.find() }).save()");
  await typed.run(
    'const e = Employee.findOneBy({ id: 1 }); e.meetings.pop(); e.projects.pop(); e.name = "X"; e.reload()',
  );
  assert.deepEqual(await typed.run('[e.name, e.meetings.length, e.projects.length]'), ['Uri', 2, 2]);
  await typed.run('e.save()');
  assert.deepEqual(await typed.run('[Assignment.count(), Employee.find()[0].meetings.length]'), [2, 2]);
  await typed.run('const a = Assignment.findOneBy({ id: 1 }); a.project = null; a.role = "x"; a.reload()');
  assert.deepEqual(await typed.run('[a.project.title, a.role]'), ['P', null]);
  // Set before it was ever touched.
  await typed.run('const f = Employee.findOneBy({ id: 1 }); f.meetings = []; f.reload(); f.save()');
  assert.equal(await typed.run('f.meetings.length'), 2);
});

test('what a class says itself is not touched', async () => {
  prompt = await Prompt.open(staff);
  const employee = Object.assign(new Employee(), { name: 'Uri' });
  assert.equal(((await prompt.get(employee, 'greeting')) as () => string).call(employee), 'Hello Uri');
});

@Entity()
class Plant {
  @PrimaryGeneratedColumn() id!: number;
  @Column({ type: 'varchar' }) name!: string;
}

@Entity()
class Animal extends BaseEntity {
  @PrimaryGeneratedColumn() id!: number;
  @Column({ type: 'varchar' }) name!: string;
}

test('each data source has its own entities, and the same class in two goes to both', async () => {
  prompt = await Prompt.open([Plant, Animal]);
  const other = await new DataSource({
    type: 'better-sqlite3',
    database: ':memory:',
    entities: [Plant],
    synchronize: true,
  }).initialize();
  const relations = new Relations(new Model(other), new QueryRecorder(other));
  const insert = relations.missing(Plant, 'insert') as Repository<Plant>['insert'];
  await insert({ name: 'Fern' });
  assert.equal(await other.manager.count(Plant), 1);
  assert.equal(await (await of(Plant, 'count'))(), 0);
  assert.equal(relations.missing(Animal, 'find'), undefined);
  await other.destroy();
});

test('junction tables and strangers are no entities', async () => {
  prompt = await Prompt.open(staff);
  assert.deepEqual([...prompt.model.entities.keys()].sort(), ['Assignment', 'Employee', 'Meeting', 'Project']);
  assert.equal(prompt.model.metadataOf(new Meeting())?.name, 'Meeting');
  for (const stranger of [null, 1, 'Meeting', {}, Object.create(null), Meeting, new Proxy(new Meeting(), {})]) {
    assert.equal(prompt.model.metadataOf(stranger), undefined);
  }
  assert.equal(prompt.model.metadataOfTarget(Meeting)?.name, 'Meeting');
  assert.equal(prompt.model.metadataOfTarget({}), undefined);
});
