import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Between, In, Like, Not, type EntityManager } from 'typeorm';
import { describeError } from '../../../../src/shell/output/errors/describe-error';
import { openLibrary, type Library } from '../fixtures/library';
import { Customer, SHOP } from '../fixtures/shop';

class Custmer {}

/** What somebody types; the error's name and what TypeORM says; what the shell says. */
type Case = readonly [
  typed: string,
  attempt: (manager: EntityManager) => unknown,
  name: string,
  theirs: RegExp,
  title: string,
  advice: string | undefined,
];

const find =
  (options: object) =>
  (manager: EntityManager): unknown =>
    manager.find(Customer, options);

const CASES: readonly Case[] = [
  [
    'find({ where: { nikc } })',
    find({ where: { nikc: 'a' } }),
    'EntityPropertyNotFoundError',
    /^Property "nikc" was not found in "Customer"\./,
    'Customer has no property "nikc".',
    'Did you mean "nick"?',
  ],
  [
    'a column by its name in the database',
    find({ where: { full_name: 'a' } }),
    'EntityPropertyNotFoundError',
    /^Property "full_name" was not found/,
    'Customer has no property "full_name".',
    'Did you mean "fullName"?',
  ],
  [
    'find({ where: { zzz } })',
    find({ where: { zzz: 1 } }),
    'EntityPropertyNotFoundError',
    /^Property "zzz"/,
    'Customer has no property "zzz".',
    'It has: id, nick, fullName, age, orders, tags.',
  ],
  [
    'find({ relations: { ordrs } })',
    find({ relations: { ordrs: true } }),
    'EntityPropertyNotFoundError',
    /^Property "ordrs" was not found/,
    'Customer has no property "ordrs".',
    'Did you mean "orders"?',
  ],
  [
    'a relation of a relation',
    find({ relations: { orders: { custmer: true } } }),
    'EntityPropertyNotFoundError',
    /^Property "custmer" was not found in "Order"/,
    'Order has no property "custmer".',
    'Did you mean "customer"?',
  ],
  [
    'a condition on a relation',
    find({ where: { orders: { yaer: 1 } } }),
    'EntityPropertyNotFoundError',
    /^Property "yaer" was not found in "Order"/,
    'Order has no property "yaer".',
    'Did you mean "year"?',
  ],
  [
    'find({ order: { agee } })',
    find({ order: { agee: 'ASC' } }),
    'EntityPropertyNotFoundError',
    /^Property "agee"/,
    'Customer has no property "agee".',
    'Did you mean "age"?',
  ],
  [
    'find({ select: { nikc } })',
    find({ select: { nikc: true } }),
    'EntityPropertyNotFoundError',
    /^Property "nikc"/,
    'Customer has no property "nikc".',
    'Did you mean "nick"?',
  ],
  [
    'update(1, { nikc })',
    (manager) => manager.update(Customer, 1, { nikc: 'a' } as never),
    'EntityPropertyNotFoundError',
    /^Property "nikc"/,
    'Customer has no property "nikc".',
    'Did you mean "nick"?',
  ],
  [
    'increment of a misspelt column',
    (manager) => manager.increment(Customer, { id: 1 }, 'agee', 1),
    'TypeORMError',
    /^Column agee was not found in Customer entity/,
    'Customer has no property "agee".',
    'Did you mean "age"?',
  ],
  [
    'sum of a misspelt column',
    (manager) => manager.sum(Customer, 'agee' as never),
    'TypeORMError',
    /^Column "agee" was not found in table "Customer"/,
    'Customer has no property "agee".',
    'Did you mean "age"?',
  ],
  [
    'an update without values',
    (manager) => manager.update(Customer, 1, {}),
    'UpdateValuesMissingError',
    /^Cannot perform update query because update values are not defined/,
    'There is nothing to write: the update has no values.',
    'Say what to set: update(1, { … }).',
  ],
  [
    'findOneOrFail with operators',
    (manager) =>
      manager.findOneOrFail(Customer, { where: { nick: Like('Z%'), age: Not(Between(1, 2)), id: In([77]) } }),
    'EntityNotFoundError',
    /^Could not find any entity/,
    'There is no Customer that matches { nick: Like("Z%"), age: Not(Between(1, 2)), id: In([77]) }.',
    'findOneBy gives null instead of an error when nothing matches.',
  ],
  [
    'remove of what was never saved',
    (manager) => manager.remove(new Customer()),
    'SubjectWithoutIdentifierError',
    /^Internal error\. Subject Customer must have an identifier/,
    'This Customer was never saved: it has no row.',
    'Save it first, or load the one you mean.',
  ],
  [
    'a join of a misspelt relation',
    (manager) => manager.createQueryBuilder(Customer, 'c').leftJoinAndSelect('c.ordrs', 'o').getMany(),
    'TypeORMError',
    /^Relation with property path ordrs in entity was not found/,
    'There is no relation "ordrs".',
    'Did you mean "orders"?',
  ],
  [
    'an alias that is not there',
    (manager) => manager.createQueryBuilder(Customer, 'c').leftJoin('x.orders', 'o').getMany(),
    'TypeORMError',
    /^"x" alias was not found/,
    'The query has no alias "x".',
    'Join the relation under that alias first.',
  ],
  [
    'a class that is no entity',
    (manager) => manager.find(Custmer),
    'EntityMetadataNotFoundError',
    /^No metadata for "Custmer" was found/,
    'Custmer is not an entity of this data source.',
    'Did you mean "Customer"?',
  ],
  [
    'an entity by a name that is none',
    (manager) => manager.find('Xyz'),
    'EntityMetadataNotFoundError',
    /^No metadata for "Xyz" was found/,
    'Xyz is not an entity of this data source.',
    'Its entities: Customer, Order, Tag, Ghost.',
  ],
  [
    'findOneByOrFail',
    (manager) => manager.findOneByOrFail(Customer, { id: 77, nick: 'x' }),
    'EntityNotFoundError',
    /^Could not find any entity of type "Customer" matching: \{/,
    'There is no Customer that matches { id: 77, nick: "x" }.',
    'findOneBy gives null instead of an error when nothing matches.',
  ],
  [
    'findOneOrFail',
    (manager) => manager.findOneOrFail(Customer, { where: { id: 77 } }),
    'EntityNotFoundError',
    /^Could not find any entity/,
    'There is no Customer that matches { id: 77 }.',
    'findOneBy gives null instead of an error when nothing matches.',
  ],
  [
    'findOneBy({ id: undefined })',
    (manager) => manager.findOneBy(Customer, { id: undefined }),
    'TypeORMError',
    /^Undefined value encountered in property 'Customer\.id' of a where condition/,
    'The condition on "Customer.id" is undefined.',
    'Give it a value, or leave the condition out.',
  ],
  [
    'findOneBy({ id: null })',
    (manager) => manager.findOneBy(Customer, { id: null as never }),
    'TypeORMError',
    /^Null value encountered in property 'Customer\.id' of a where condition/,
    'The condition on "Customer.id" is null.',
    'To look for rows that have none, write IsNull().',
  ],
  [
    'save("x")',
    (manager) => manager.save('x' as never),
    'MustBeEntityError',
    /^Cannot save, given value must be an entity, instead "x" is given/,
    'Cannot save x: it is no entity.',
    'Hand over an entity, or an array of them.',
  ],
  [
    'save of a plain object',
    (manager) => manager.save({ nick: 'x' }),
    'CannotDetermineEntityError',
    /given value must be instance of entity class/,
    'A plain object does not say which entity it is.',
    'Name the class first: manager.save(Customer, { … }).',
  ],
];

describe('what TypeORM finds wrong', () => {
  let shop: Library;
  before(async () => {
    shop = await openLibrary(undefined, SHOP);
  });
  after(() => shop.dataSource.destroy());

  for (const [typed, attempt, name, theirs, title, advice] of CASES) {
    test(typed, async () => {
      const error: unknown = await Promise.resolve()
        .then(() => attempt(shop.dataSource.manager))
        .then(
          () => assert.fail('it did not fail'),
          (failure: unknown) => failure,
        );
      assert.equal((error as Error).name, name);
      assert.match((error as Error).message, theirs);
      assert.deepEqual(describeError(error, { model: shop.model }), {
        name,
        title,
        ...(advice === undefined ? {} : { advice }),
      });
    });
  }

  // TypeORM 1.x throws these no more, 0.3 does; their form is taken from its source.
  test('relations that TypeORM 0.3 does not find', () => {
    const error = Object.assign(
      new Error('Relation "ordrs" was not found; please check if it is correct and really exists in your entity.'),
      { name: 'FindRelationsNotFoundError' },
    );
    assert.deepEqual(describeError(error, { model: shop.model }), {
      name: 'FindRelationsNotFoundError',
      title: 'There is no relation "ordrs".',
      advice: 'Did you mean "orders"?',
    });
    error.message =
      'Relations "ordrs", "tgas" were not found; please check if relations are correct and they exist in your entities.';
    assert.equal(describeError(error, { model: shop.model }).title, 'There are no relations "ordrs", "tgas".');
  });

  test('without a model there is no suggestion, and no failure', () => {
    const error = Object.assign(
      new Error('Property "nikc" was not found in "Customer". Make sure your query is correct.'),
      { name: 'EntityPropertyNotFoundError' },
    );
    assert.deepEqual(describeError(error), {
      name: 'EntityPropertyNotFoundError',
      title: 'Customer has no property "nikc".',
    });
  });
});
