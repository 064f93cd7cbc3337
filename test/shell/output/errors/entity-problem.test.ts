import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Column, DataSource, Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn } from 'typeorm';
import { describeError } from '../../../../src/shell/output/errors/describe-error';
import { unregisteredAdvice } from '../../../../src/shell/output/errors/unregistered';
import { openLibrary } from '../fixtures/library';
import { Customer, SHOP } from '../fixtures/shop';

/** Declares a class with nothing but what the decorators say of it, as a compiler without types does. */
function entity(decorate: (prototype: object) => void, name = 'Note'): Function {
  const target = { [name]: class {} }[name];
  PrimaryGeneratedColumn()(target.prototype, 'id');
  decorate(target.prototype);
  Entity()(target);
  return target;
}

async function said(entities: readonly Function[]): Promise<readonly [string, string | undefined]> {
  const dataSource = new DataSource({ type: 'better-sqlite3', database: ':memory:', entities: [...entities] });
  const error: unknown = await dataSource.initialize().then(
    () => assert.fail('it can be used'),
    (thrown: unknown) => thrown,
  );
  const { title, advice } = describeError(error);
  return [title, advice];
}

test('a column whose type is not known', () => {
  let thrown: unknown;
  try {
    entity((prototype) => Column()(prototype, 'text'));
  } catch (error) {
    thrown = error;
  }
  const { title, advice } = describeError(thrown);
  assert.equal(title, 'The type of Note.text is not known.');
  assert.match(
    advice ?? '',
    /^Set "emitDecoratorMetadata": true in tsconfig\.json and import 'reflect-metadata' first, or write/,
  );
});

test('a column whose type is an object', async () => {
  const note = entity((prototype) => Column({ type: Object as never })(prototype, 'text'));
  assert.deepEqual(await said([note]), [
    'The type of Note.text reads as Object, which is no column.',
    "Unions, enums and imported types read so: write the type, such as @Column({ type: 'varchar' }).",
  ]);
});

test('a column of another database', async () => {
  const note = entity((prototype) => Column({ type: 'tsvector' })(prototype, 'text'));
  const [title] = await said([note]);
  assert.equal(title, 'Note.text has the type tsvector, which better-sqlite3 does not know.');
});

test('a relation to a class that is no entity here', async () => {
  class Forgotten {}
  const note = entity((prototype) => ManyToOne(() => Forgotten)(prototype, 'about'));
  const [title, advice] = await said([note]);
  assert.equal(title, 'Note.about leads to a class that is no entity of this data source.');
  assert.match(advice ?? '', /^Add that class to the entities/);
});

test('an entity without a key', async () => {
  const target = { Keyless: class {} }.Keyless;
  Column({ type: 'varchar' })(target.prototype, 'text');
  Entity()(target);
  const [title] = await said([target]);
  assert.equal(title, 'Keyless has no primary key.');
});

test('a relation that begins as an empty list', async () => {
  class Page {}
  PrimaryGeneratedColumn()(Page.prototype, 'id');
  class Book {
    pages: Page[] = [];
  }
  PrimaryGeneratedColumn()(Book.prototype, 'id');
  OneToMany(() => Page, 'book')(Book.prototype, 'pages');
  ManyToOne(() => Book, 'pages')(Page.prototype, 'book');
  Entity()(Book);
  Entity()(Page);
  const [title] = await said([Book, Page]);
  assert.equal(title, 'Book.pages begins as a list of its own.');
});

test('a class that is no entity of the data source: why not', async () => {
  const { model, dataSource } = await openLibrary(undefined, SHOP);
  class Unknown {}
  const unregistered = entity((prototype) => Column({ type: 'varchar' })(prototype, 'text'), 'Reminder');
  const twin = { Customer: class {} }.Customer;
  assert.match(unregisteredAdvice(Unknown, model), /^Its entities: .*Customer/);
  assert.match(
    unregisteredAdvice(unregistered, model),
    /^It has @Entity\(\), and is not in the entities of the data source/,
  );
  assert.match(unregisteredAdvice('Reminder', model), /^It has @Entity\(\)/);
  assert.match(unregisteredAdvice(twin, model), /^There are two classes Customer/);
  assert.notEqual(twin, Customer);
  assert.equal(unregisteredAdvice('Custmer', model), 'Did you mean "Customer"?');
  await dataSource.destroy();
});
