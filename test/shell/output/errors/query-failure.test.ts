import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { EntityManager } from 'typeorm';
import { describeError } from '../../../../src/shell/output/errors/describe-error';
import { onEachDatabase, type DatabaseKind } from '../../../support/databases';
import { openLibrary, type Library } from '../fixtures/library';
import { Customer, Ghost, Order, SHOP, Tag } from '../fixtures/shop';

/** What a database says of its own, so that a change in TypeORM or a driver is noticed, and what the shell makes of it. */
type Said = readonly [theirs: RegExp, title: string, advice: string];

interface Refusal {
  readonly what: string;
  readonly attempt: (manager: EntityManager, kind: DatabaseKind) => Promise<unknown>;
  /** Of the databases that are left out, that they do not refuse it. */
  readonly said: Partial<Record<DatabaseKind, Said>>;
}

function everywhere(sqlite: RegExp, postgres: RegExp, mariadb: RegExp, title: string, advice: string): Refusal['said'] {
  return { sqlite: [sqlite, title, advice], postgres: [postgres, title, advice], mariadb: [mariadb, title, advice] };
}

const MISSING = /FOREIGN KEY constraint failed/;
const MISSING_PG = /violates foreign key constraint/;
const MISSING_MARIA = /Cannot add or update a child row/;
const DUPLICATE_PG = /duplicate key value violates unique constraint/;

const REFUSALS: readonly Refusal[] = [
  {
    what: 'a foreign key to a row that is not there',
    attempt: (manager) => manager.save(Order, { number: 2, year: 2020, customer: { id: 99 } }),
    said: everywhere(
      MISSING,
      MISSING_PG,
      MISSING_MARIA,
      'There is no Customer with id 99, to which Order.customer would refer.',
      'Save the Customer first, or use one that exists.',
    ),
  },
  {
    what: 'an upsert by columns that are no key',
    attempt: (manager) => manager.upsert(Customer, { nick: 'new', fullName: 'N' }, ['fullName'] as never),
    said: {
      sqlite: [
        /ON CONFLICT clause does not match/,
        'These columns do not tell one row from another: the table has no unique key on them.',
        'Name the primary key, or columns with a unique index.',
      ],
      postgres: [
        /no unique or exclusion constraint matching the ON CONFLICT specification/,
        'These columns do not tell one row from another: the table has no unique key on them.',
        'Name the primary key, or columns with a unique index.',
      ],
    },
  },
  {
    what: 'one of two foreign keys',
    attempt: (manager) => manager.save(Order, { number: 2, year: 2020, customer: { id: 99 }, payer: { id: 1 } }),
    said: {
      ...everywhere(
        MISSING,
        MISSING_PG,
        MISSING_MARIA,
        'There is no Customer with id 99, to which Order.customer would refer.',
        'Save the Customer first, or use one that exists.',
      ),
      sqlite: [
        MISSING,
        'Order would refer to a row that does not exist: Customer with id 99, or Customer with id 1.',
        'Save what it refers to first, or use one that exists.',
      ],
    },
  },
  {
    what: 'a foreign key in an update',
    attempt: (manager) => manager.update(Order, { id: 1 }, { customer: { id: 99 } }),
    said: everywhere(
      MISSING,
      MISSING_PG,
      MISSING_MARIA,
      'There is no Customer with id 99, to which Order.customer would refer.',
      'Save the Customer first, or use one that exists.',
    ),
  },
  {
    what: 'a foreign key in SQL written by hand',
    attempt: (manager) => manager.query('INSERT INTO customer_tags VALUES (1, 77)'),
    said: {
      sqlite: [
        MISSING,
        'A foreign key would point to a row that does not exist.',
        'Save what it refers to first; remove what refers to a row before the row itself.',
      ],
      postgres: [
        MISSING_PG,
        'There is no Tag with id 77, to which customer_tags.tagsId would refer.',
        'Save the Tag first, or use one that exists.',
      ],
      mariadb: [
        MISSING_MARIA,
        'There is no Tag, to which customer_tags.tagsId would refer.',
        'Save the Tag first, or use one that exists.',
      ],
    },
  },
  {
    what: 'deleting a row that others refer to',
    attempt: (manager) => manager.delete(Customer, { id: 1 }),
    said: everywhere(
      MISSING,
      /update or delete on table "customers" violates foreign key constraint/,
      /Cannot delete or update a parent row/,
      'Customer 1 is still in use: rows of "orders" refer to it.',
      'Remove those first, or let the relation cascade (onDelete).',
    ),
  },
  {
    what: 'a unique column',
    attempt: (manager) => manager.insert(Customer, { nick: 'ann', fullName: 'B' }),
    said: everywhere(
      /UNIQUE constraint failed: customers\.nick/,
      DUPLICATE_PG,
      /Duplicate entry 'ann' for key 'IDX_/,
      'There is already a Customer with nick "ann".',
      'Use another value, or change the one that has it.',
    ),
  },
  {
    what: 'a unique key of two columns',
    attempt: (manager) => manager.insert(Order, { number: 1, year: 2020 }),
    said: everywhere(
      /UNIQUE constraint failed: orders\.number, orders\.year/,
      DUPLICATE_PG,
      /Duplicate entry '1-2020' for key/,
      'There is already an Order with number 1 and year 2020.',
      'Use another value, or change the one that has it.',
    ),
  },
  {
    what: 'a primary key',
    attempt: (manager) => manager.query(`INSERT INTO tags (id, label) VALUES (1, 'again')`),
    said: everywhere(
      /UNIQUE constraint failed: tags\.id/,
      DUPLICATE_PG,
      /Duplicate entry '1' for key 'PRIMARY'/,
      'There is already a Tag with id 1.',
      'Load that one and change it, or use another key.',
    ),
  },
  {
    what: 'the composite key of an association table',
    attempt: (manager) => manager.createQueryBuilder().relation(Customer, 'tags').of(1).add(1),
    said: everywhere(
      /UNIQUE constraint failed: customer_tags\.customersId, customer_tags\.tagsId/,
      DUPLICATE_PG,
      /Duplicate entry '1-1' for key 'PRIMARY'/,
      '"customer_tags" already has a row with customersId 1 and tagsId 1.',
      'The two are linked already: there is nothing to add.',
    ),
  },
  {
    what: 'a value that is missing',
    attempt: (manager) => manager.insert(Customer, { nick: 'new' }),
    said: everywhere(
      /NOT NULL constraint failed: customers\.full_name/,
      /null value in column "full_name"/,
      /Field 'full_name' doesn't have a default value/,
      'Customer.fullName must not be null.',
      'This would be a new row: give it a fullName. To change one that is there, save() it with its id.',
    ),
  },
  {
    what: 'null where there must be a value',
    attempt: (manager) => manager.update(Customer, 1, { fullName: null as unknown as string }),
    said: everywhere(
      /NOT NULL constraint failed/,
      /violates not-null constraint/,
      /Column 'full_name' cannot be null/,
      'Customer.fullName must not be null.',
      'Give it a value before saving.',
    ),
  },
  {
    what: 'a table that is not migrated',
    attempt: (manager) => manager.find(Ghost),
    said: everywhere(
      /no such table: ghosts/,
      /relation "ghosts" does not exist/,
      /Table '.*\.ghosts' doesn't exist/,
      'There is no table "ghosts" in the database.',
      'Migrate the database first: run the pending migrations.',
    ),
  },
  {
    what: 'a misspelt table',
    attempt: (manager) => manager.query('SELECT * FROM custmers'),
    said: everywhere(
      /no such table/,
      /does not exist/,
      /doesn't exist/,
      'There is no table "custmers".',
      'Did you mean "customers"?',
    ),
  },
  {
    what: 'a misspelt column in SQL',
    attempt: (manager) => manager.query('SELECT full_nam FROM customers'),
    said: everywhere(
      /no such column: full_nam/,
      /column "full_nam" does not exist/,
      /Unknown column 'full_nam'/,
      'There is no column "full_nam" in "customers".',
      'Did you mean "full_name"?',
    ),
  },
  {
    what: 'a misspelt column to insert',
    attempt: (manager) => manager.query('INSERT INTO customers (nikc) VALUES (1)'),
    said: everywhere(
      /has no column named nikc/,
      /column "nikc" of relation "customers"/,
      /Unknown column 'nikc'/,
      'There is no column "nikc" in "customers".',
      'Did you mean "nick"?',
    ),
  },
  {
    what: 'a misspelt column in a query builder',
    attempt: (manager) => manager.createQueryBuilder(Customer, 'c').where('c.nikc = 1').getMany(),
    said: everywhere(
      /no such column: c\.nikc/,
      /column c\.nikc does not exist/,
      /Unknown column 'c\.nikc'/,
      'There is no column "nikc" in "customers".',
      'Did you mean "nick"?',
    ),
  },
  {
    what: 'a misspelt column under the query that TypeORM puts around another',
    attempt: (manager) =>
      manager.createQueryBuilder(Customer, 'c').orderBy('c.nikc').take(2).leftJoin('c.orders', 'o').getMany(),
    said: everywhere(
      /distinctAlias\.c_nikc/,
      /distinctAlias\.c_nikc/,
      /distinctAlias\.c_nikc/,
      'There is no column "nikc" in "customers".',
      'Did you mean "nick"?',
    ),
  },
  {
    what: 'an id that is no number, to look for',
    attempt: (manager) => manager.findOneBy(Customer, { id: 'abc' as unknown as number }),
    // SQLite and MariaDB find nothing and say nothing.
    said: {
      postgres: [
        /invalid input syntax for type integer: "abc"/,
        '"abc" is not a valid integer for Customer.id.',
        'Give it a value of type integer.',
      ],
    },
  },
  {
    what: 'an id that is no number, to write',
    attempt: (manager, kind) =>
      manager.query(`INSERT INTO tags (id, label) VALUES (${kind === 'postgres' ? '$1' : '?'}, 'x')`, ['abc']),
    said: {
      sqlite: [
        /datatype mismatch/,
        '"abc" is not a valid integer for Tag.id.',
        'Give it a value of type integer, or none to have one made.',
      ],
      postgres: [
        /invalid input syntax for type integer/,
        '"abc" is not a valid integer for Tag.id.',
        'Give it a value of type integer.',
      ],
      mariadb: [
        /Incorrect integer value: 'abc'/,
        '"abc" is not a valid integer for Tag.id.',
        'Give it a value of type integer.',
      ],
    },
  },
  {
    what: 'an id that is no number, through TypeORM',
    attempt: (manager) => manager.insert(Customer, { id: 'abc' as unknown as number, nick: 'n', fullName: 'N' }),
    said: {
      sqlite: [
        /datatype mismatch/,
        '"abc" is not a valid integer for Customer.id.',
        'Give it a value of type integer, or none to have one made.',
      ],
      mariadb: [
        /Incorrect integer value: 'abc'/,
        '"abc" is not a valid integer for Customer.id.',
        'Give it a value of type integer.',
      ],
    },
  },
  {
    what: 'text in a column of numbers',
    attempt: (manager) => manager.insert(Customer, { nick: 'b', fullName: 'B', age: 'old' as unknown as number }),
    said: {
      postgres: [
        /invalid input syntax for type smallint: "old"/,
        '"old" is not a valid smallint for Customer.age.',
        'Give it a value of type smallint.',
      ],
      mariadb: [
        /Incorrect integer value: 'old'/,
        '"old" is not a valid integer for Customer.age.',
        'Give it a value of type integer.',
      ],
    },
  },
  {
    what: 'a number that is too great',
    attempt: (manager) => manager.insert(Customer, { nick: 'c', fullName: 'C', age: 999_999 }),
    said: {
      postgres: [
        /value "999999" is out of range for type smallint/,
        '"999999" is out of range for Customer.age (smallint).',
        'Use a value that the column can hold.',
      ],
      mariadb: [
        /Out of range value for column 'age'/,
        'A value is out of range for Customer.age.',
        'Use a value that the column can hold.',
      ],
    },
  },
  {
    what: 'text that is too long',
    attempt: (manager) => manager.insert(Customer, { nick: 'a long nick name', fullName: 'C' }),
    said: {
      postgres: [
        /value too long for type character varying\(10\)/,
        'Customer.nick is too long: at most 10 characters.',
        'Shorten it, or make the column wider.',
      ],
      mariadb: [
        /Data too long for column 'nick'/,
        'Customer.nick is too long.',
        'Shorten it, or make the column wider.',
      ],
    },
  },
  {
    what: 'NaN',
    attempt: (manager) => manager.findOneBy(Customer, { id: NaN }),
    said: {
      ...everywhere(
        /no such column: NaN/,
        /./,
        /Unknown column 'NaN'/,
        'A value or a condition is NaN, which is no number for a database.',
        'Check what it was computed from.',
      ),
      postgres: [
        /invalid input syntax for type integer: "NaN"/,
        '"NaN" is not a valid integer for Customer.id.',
        'Give it a value of type integer.',
      ],
    },
  },
  {
    what: 'SQL that is none',
    attempt: (manager) => manager.query('SELEC 1'),
    said: {
      ...everywhere(
        /near "SELEC": syntax error/,
        /syntax error at or near "SELEC"/,
        /./,
        'The database does not understand this SQL, near "SELEC".',
        'Did you mean select?',
      ),
      mariadb: [
        /You have an error in your SQL syntax/,
        'The database does not understand this SQL, near "SELEC 1".',
        'Did you mean select?',
      ],
    },
  },
  {
    what: 'too few values for a statement',
    attempt: (manager) => manager.query('SELECT ?', []),
    said: {
      sqlite: [
        /^RangeError: Too few parameter values were provided/,
        'The SQL has more placeholders than it was given values.',
        'Give one value for each, in an array; an object or an array is no value.',
      ],
    },
  },
];

onEachDatabase('what a database refuses', (database) => {
  let shop: Library;

  before(async () => {
    shop = await openLibrary(database.options, SHOP);
    const { manager } = shop.dataSource;
    const tag = await manager.save(Tag, { label: 'first' });
    const customer = await manager.save(Customer, { nick: 'ann', fullName: 'Ann', tags: [tag] });
    await manager.save(Order, { number: 1, year: 2020, customer });
  });
  after(() => shop.dataSource.destroy());

  for (const { what, attempt, said } of REFUSALS) {
    const expected = said[database.kind];
    if (!expected) continue;
    test(what, async () => {
      const error: unknown = await attempt(shop.dataSource.manager, database.kind).then(
        () => assert.fail('it was not refused'),
        (refusal: unknown) => refusal,
      );
      const [theirs, title, advice] = expected;
      assert.match((error as Error).message, theirs);
      const description = describeError(error, { model: shop.model });
      assert.deepEqual([description.name, description.title, description.advice], ['QueryFailedError', title, advice]);
    });
  }

  test('it is known what no model is at hand for', async () => {
    const error: unknown = await shop.dataSource.manager
      .insert(Customer, { nick: 'ann', fullName: 'B' })
      .catch((refusal: unknown) => refusal);
    assert.match(describeError(error).title, /^"customers" already has a row with /);
  });
});
