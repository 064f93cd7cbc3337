import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { after, before, beforeEach, describe, test } from 'node:test';
import { formatValue, valuesShown, type FormatOptions } from '../../../src/shell/output/format-value';
import { Author, Book, Club, type Coin, Loan, Parcel, Seat } from './fixtures/entities';
import { openLibrary, type Library } from './fixtures/library';

function author(id: number, name = `Author ${id}`): Author {
  return Object.assign(new Author(), { id, name, born: null });
}

function book(id: number, title = `Title ${id}`): Book {
  return Object.assign(new Book(), { id, title, author: null });
}

describe('values as text', () => {
  let library: Library;
  let plain: FormatOptions;
  let colored: FormatOptions;
  const show = (value: unknown, change: Partial<FormatOptions> = {}): string =>
    formatValue(value, { ...plain, ...change });

  before(async () => {
    library = await openLibrary();
    const { Chalk } = await import('chalk');
    const options = { model: library.model, width: 80 };
    plain = { ...options, colors: new Chalk({ level: 0 }) };
    colored = { ...options, colors: new Chalk({ level: 1 }) };
  });
  after(() => library.dataSource.destroy());
  beforeEach(() => void (library.queries.length = 0));

  describe('one entity', () => {
    test('by its class, where that says how', () => {
      assert.equal(show(book(1, 'One')), '<Book 1, One, null>');
    });

    test('by inspect.custom before toString', () => {
      class Loud extends Author {
        override toString(): string {
          return 'quiet';
        }
        [inspect.custom](): string {
          return `LOUD ${this.id}`;
        }
      }
      const model = {
        ...library.model,
        metadataOf: (object: unknown) => (object instanceof Loud ? library.dataSource.getMetadata(Author) : undefined),
      };
      const loud = Object.assign(new Loud(), { id: 1 });
      assert.equal(show(loud, { model: model as never }), 'LOUD 1');
    });

    test('by its columns otherwise', () => {
      assert.equal(show(author(1, 'Ann')), '<Author 1, Ann, null>');
    });

    test('primary keys first, one column of each kind', () => {
      const parcel = Object.assign(new Parcel(), {
        weight: 1.5,
        code: 'DE-1',
        fragile: true,
        day: '2023-12-01',
        contents: { shoes: [1, 2] },
        photo: Buffer.from('hello world'),
        note: 'word '.repeat(20),
        made: new Date(2023, 11, 1, 15, 15),
        to: { city: 'Berlin', zip: null },
      });
      assert.equal(
        show(parcel),
        '<Parcel DE-1, 1.5, true, 2023-12-01, {"shoes":[1,2]}, <68 65 6c 6c 6f 20 77 6f… 11 bytes>, ' +
          `${'word '.repeat(12)}…, 2023-12-01 15:15:00, to: {city: Berlin, zip: null}>`,
      );
    });

    test('a composite key', () => {
      assert.equal(show(Object.assign(new Loan(), { bookId: 1, authorId: 2, days: 14 })), '<Loan 1/2, 14>');
    });

    test('of an EntitySchema without a class', () => {
      const coin: Coin = { id: 1, value: 50 };
      library.model.adopt(coin, library.dataSource.getMetadata('Coin'));
      const model = {
        dataSource: library.dataSource,
        entities: library.model.entities,
        metadataOfTarget: () => undefined,
        metadataOf: (object: unknown) => (object === coin ? library.dataSource.getMetadata('Coin') : undefined),
      };
      assert.equal(show(coin, { model }), '<Coin 1, 50>');
    });

    test('of an entity loaded in part the columns go by their names, the others are one …; those of a new one null', () => {
      assert.equal(show(Object.assign(new Author(), { id: 1 })), '<Author 1, …>');
      assert.equal(show(Object.assign(new Author(), { id: 1, born: null })), '<Author 1, born: null, …>');
      assert.equal(show(new Author()), '<Author null, null, null>');
      assert.equal(show(new Parcel()), '<Parcel null, null, null, null, null, null, null, null, to: null>');
    });

    test('relations that are loaded, by count or by key', async () => {
      const one = Object.assign(author(1, 'Ann'), { books: [book(1), book(2)] });
      assert.equal(show(one), '<Author 1, Ann, null, books: 2>');
      const club = Object.assign(new Club(), {
        id: 1,
        name: 'C',
        __members__: [one],
        __has_members__: true,
        __president__: one,
        __has_president__: true,
      });
      assert.equal(show(club), '<Club 1, C, members: 1, president: Author 1>');
      Object.assign(club, { __president__: null });
      assert.equal(show(club), '<Club 1, C, members: 1, president: null>');
    });

    test('dates with milliseconds, dates that are none', () => {
      assert.equal(
        show(Object.assign(author(1), { born: new Date(2020, 0, 2, 3, 4, 5, 67) })),
        '<Author 1, Author 1, 2020-01-02 03:04:05.067>',
      );
      assert.equal(show(Object.assign(author(1), { born: new Date(NaN) })), '<Author 1, Author 1, Invalid Date>');
    });

    test('control characters are spelled out', () => {
      assert.equal(
        show(author(1, 'red \x1b[31m\x07\n\u202e\x9b')),
        '<Author 1, red \\x1b[31m\\x07\\n\\u202e\\x9b, null>',
      );
      assert.equal(show(book(1, '\x1b]0;title\x07')), '<Book 1, \\x1b]0;title\\x07, null>');
    });

    test('an object that the class prints instead is shown like any other', () => {
      const boxed = Object.assign(book(1), {
        [inspect.custom]: () => ({ own: author(1, 'A'), ds: library.dataSource, self: boxed }),
      });
      assert.equal(
        show(boxed),
        '{\n  own: <Author 1, A, null>,\n  ds: <DataSource better-sqlite3 :memory:>,\n  self: [Circular]\n}',
      );
    });

    test('a class that cannot print without its lazy relation is shown by its columns', () => {
      const club = new Club();
      Object.defineProperty(club, 'members', { get: () => assert.fail('it loads'), configurable: true });
      const printed = Object.assign(club, {
        id: 1,
        name: 'C',
        toString(this: Club) {
          return (this.members as unknown as Author[]).map(String).join();
        },
      });
      assert.equal(show(printed), '<Club 1, C>');
    });

    test('printing that fails gives way to the columns, and says so', () => {
      const broken = Object.assign(book(1, 'One'), {
        toString() {
          throw new Error('no author');
        },
      });
      assert.equal(show(broken), '<Book 1, One, author: null> [its own printing failed: no author]');
    });
  });

  describe('entities from the database', () => {
    before(async () => {
      const { manager } = library.dataSource;
      const ann = await manager.save(Author, { name: 'Ann', password: 'secret' });
      await manager.save(Book, { title: 'One', author: ann });
      const club = Object.assign(new Club(), { name: 'C', members: Promise.resolve([ann]) });
      await manager.save(club);
      await manager.save(Object.assign(new Seat(), { club: Promise.resolve(club) }));
    });

    test('print without a query, and are not changed by it', async () => {
      const { manager } = library.dataSource;
      const loaded = [
        await manager.findOneByOrFail(Club, { id: 1 }),
        await manager.findOneByOrFail(Seat, { id: 1 }),
        await manager.findOneByOrFail(Author, { id: 1 }),
      ];
      const before = loaded.map((one) => Reflect.ownKeys(one));
      library.queries.length = 0;
      // Seat prints itself through its lazy relation.
      assert.equal(show(loaded), '[<Club 1, C>, <Seat 1 of true>, <Author 1, Ann, null>]');
      assert.deepEqual(
        loaded.map((one) => Reflect.ownKeys(one)),
        before,
      );
      assert.deepEqual(library.queries, []);
    });

    test('a lazy relation that was loaded is counted, and its inner names are not shown', async () => {
      const club = await library.dataSource.manager.findOneByOrFail(Club, { id: 1 });
      await club.members;
      library.queries.length = 0;
      assert.equal(show(club), '<Club 1, C, members: 1>');
      assert.equal(show({ club }), '{ club: <Club 1, C, members: 1> }');
      assert.deepEqual(library.queries, []);
    });

    test('a column that is not selected by default is only shown when it was', async () => {
      const { manager } = library.dataSource;
      assert.equal(show(await manager.findOneByOrFail(Author, { id: 1 })), '<Author 1, Ann, null>');
      const all = await manager.findOneOrFail(Author, {
        where: { id: 1 },
        select: { id: true, name: true, born: true, password: true },
      });
      assert.equal(show(all), '<Author 1, Ann, null, password: secret>');
    });
  });

  describe('many', () => {
    test('a list on one line when it fits exactly, one a line when not', () => {
      const list = [author(1, 'A'), author(2, 'B')];
      const line = '[<Author 1, A, null>, <Author 2, B, null>]';
      assert.equal(show(list, { width: line.length }), line);
      assert.equal(show(list, { width: line.length - 1 }), '[\n  <Author 1, A, null>,\n  <Author 2, B, null>\n]');
    });

    test('wide characters take two columns', () => {
      const line = '[<Author 1, 日本, null>]';
      assert.equal(show([author(1, '日本')], { width: line.length + 2 }), line);
      assert.equal(show([author(1, '日本')], { width: line.length + 1 }), '[\n  <Author 1, 日本, null>\n]');
    });

    test('an empty list', () => assert.equal(show([]), '[]'));

    test('what is beyond the limit is counted', () => {
      const lines = show(Array.from({ length: 10_000 }, (_, index) => author(index + 1, 'A'))).split('\n');
      assert.equal(lines.length, 103);
      assert.equal(lines.at(-2), '  … 9,900 more');
      assert.equal(
        show([author(1), author(2), author(3)], { limit: 2 }),
        '[<Author 1, Author 1, null>, <Author 2, Author 2, null>, … 1 more]',
      );
    });

    test('of a million elements only the shown ones are looked at', () => {
      let looked = 0;
      const many = new Array<Author>(1_000_000).fill(author(1));
      const model = {
        ...library.model,
        metadataOf: (object: unknown) => {
          looked++;
          return library.model.metadataOf(object);
        },
      };
      const text = show(many, { model: model as never });
      assert.ok(text.endsWith('… 999,900 more\n]'));
      assert.ok(looked < 1_000, `${looked} looks`);
    });

    test('lists in lists, and others among entities', () => {
      assert.equal(
        show([[author(1, 'A')], [], [author(2, 'B')]]),
        '[[<Author 1, A, null>], [], [<Author 2, B, null>]]',
      );
      assert.equal(show([author(1, 'A'), null, undefined, 3, 'x']), `[<Author 1, A, null>, null, undefined, 3, 'x']`);
    });

    test('a list in itself ends', () => {
      const list: unknown[] = [author(1, 'A')];
      list.push(list);
      assert.equal(show(list), '[<Author 1, A, null>, [Circular]]');
    });

    test('in objects, maps and sets at any depth', () => {
      const one = author(1, 'A');
      assert.equal(show({ deep: { er: { est: one } } }), '{ deep: { er: { est: <Author 1, A, null> } } }');
      assert.equal(show({ deep: { er: [one] } }), '{ deep: { er: [<Author 1, A, null>] } }');
      assert.equal(
        show({ one, deep: { er: { est: [one] } } }),
        '{ one: <Author 1, A, null>, deep: { er: { est: [Array] } } }',
        'lists end where they do in Node',
      );
      assert.equal(show(new Map([['a', one]])), `Map(1) { 'a' => <Author 1, A, null> }`);
      assert.equal(show(new Set([one])), 'Set(1) { <Author 1, A, null> }');
      assert.equal(
        show(Object.assign(Object.create(null) as object, { x: [one] })),
        '[Object: null prototype] { x: [<Author 1, A, null>] }',
      );
    });

    test('a long list in an object is indented with it', () => {
      assert.equal(
        show({ list: [author(1, 'A'), author(2, 'B')] }, { width: 30 }),
        '{\n  list: [\n    <Author 1, A, null>,\n    <Author 2, B, null>\n  ]\n}',
      );
    });

    test('a Proxy that is an array prints as one, read through its traps', () => {
      const view = new Proxy([] as unknown[], {
        get: (target, key) =>
          key === 'length' ? 1 : key === '0' ? author(1, 'A') : (Reflect.get(target, key) as unknown),
      });
      assert.equal(show(view), '[<Author 1, A, null>]');
    });

    test('a large map, set and object are cut, and their size is right', () => {
      const one = author(1, 'A');
      const entries = Array.from({ length: 150 }, (_, index) => [`k${index}`, one] as const);
      assert.match(
        show(new Map(entries)),
        /^Map\(150\) \{\n {2}'k0' => <Author 1, A, null>,[^]*\.\.\. 50 more items\n\}$/,
      );
      assert.match(
        show(new Set(entries.map(([key]) => ({ key, one })))),
        /^Set\(150\) \{[^]*\.\.\. 50 more items\n\}$/,
      );
      assert.match(show(Object.fromEntries(entries)), /'…': 50 more\n\}$/);
    });
  });

  describe('everything else, as in Node', () => {
    const same: readonly unknown[] = [
      1,
      -0,
      1n,
      true,
      null,
      'it',
      `it's`,
      'a\nb\x1b',
      Symbol('s'),
      [1, 2, 3],
      [],
      {},
      { a: { b: { c: { d: 1 } } } },
      new Date(0),
      /x/g,
      Object.assign(new Array<number>(3), { 2: 3 }),
      new Map([[1, 2]]),
      new Set([1]),
      new Uint8Array(3),
      Buffer.from('abc'),
      Object.create(null),
      {
        get a() {
          return 1;
        },
      },
      new Error('x').name,
      Array.from({ length: 120 }, (_, index) => index),
      'abc'.match(/b/),
      new URL('http://h/p'),
      Promise.resolve(1),
      new Promise(() => undefined),
      () => 1,
      function named() {
        return 1;
      },
      class Some {},
      new WeakMap(),
      [1, 2][Symbol.iterator](),
      new (class Point {
        x = 1;
      })(),
    ];
    for (const value of same) {
      test(inspect(value).slice(0, 40), () => assert.equal(show(value), inspect(value)));
    }

    test('undefined shows nothing', () => assert.equal(show(undefined), ''));

    test('circles end', () => {
      const circle: Record<string, unknown> = { one: author(1, 'A') };
      circle.self = circle;
      assert.equal(show(circle), '<ref *1> { one: <Author 1, A, null>, self: [Circular *1] }');
    });

    test('entity classes by name and table', () =>
      assert.equal(show([Author, Parcel]), '[ [class Author: authors], [class Parcel: parcels] ]'));

    test('errors without a stack, with what they carry', () => {
      const error = Object.assign(new TypeError('no', { cause: new Error('why') }), { code: 7 });
      assert.equal(show(error), '[TypeError: no] { code: 7, cause: [Error: why] }');
      Object.assign(error, { self: error });
      assert.match(show(error), /self: \[Circular\]/);
    });

    test('getters are not run', () => {
      let ran = 0;
      assert.equal(
        show({
          one: author(1, 'A'),
          get two() {
            ran++;
            return 1;
          },
        }),
        '{ one: <Author 1, A, null>, two: [Getter] }',
      );
      assert.equal(ran, 0);
    });

    test('what throws when it is looked at says so in its place', () => {
      const printing = {
        [inspect.custom]() {
          throw new Error('no');
        },
      };
      assert.equal(show([printing, 1]), '[ [Object cannot be shown: no], 1 ]');
      const tag = {
        get [Symbol.toStringTag](): string {
          throw new Error('no tag');
        },
      };
      assert.match(show(tag), /cannot be shown: no tag/);
      const hostile = new Proxy([], {
        get() {
          throw new Error('no');
        },
      });
      assert.match(show({ hostile }), /cannot be shown/);
    });
  });

  describe('parts of TypeORM in one line', () => {
    test('data source, manager, repository, query builder', () => {
      const { dataSource } = library;
      assert.equal(show(dataSource), '<DataSource better-sqlite3 :memory:>');
      assert.equal(show(dataSource.manager), '<EntityManager>');
      assert.equal(show(dataSource.getRepository(Author)), '<Repository Author>');
      assert.equal(
        show(dataSource.getRepository(Author).createQueryBuilder('a').select('a.name').where('a.id = :id', { id: 1 })),
        '<SelectQueryBuilder Author: SELECT "a"."name" AS "a_name" FROM "authors" "a" WHERE "a"."id" = :id>',
      );
      assert.match(show(dataSource.createQueryBuilder().update(Author)), /^<UpdateQueryBuilder Author: /);
      assert.equal(show(dataSource.getMetadata(Author)), '<EntityMetadata Author>');
      assert.equal(show({ ds: dataSource }), '{ ds: <DataSource better-sqlite3 :memory:> }');
      assert.equal(show(dataSource.driver), '<BetterSqlite3Driver>');
      assert.equal(show(dataSource.createQueryRunner()), '<BetterSqlite3QueryRunner>');
    });

    test('no password, however it is asked for', () => {
      const options = { type: 'postgres', host: 'h', username: 'u', password: 'hush', database: 'd' };
      const url = { type: 'postgres', url: 'postgres://u:hush@h/d' };
      for (const given of [options, url]) {
        const dataSource = {
          '@instanceof': Symbol.for('DataSource'),
          constructor: { name: 'DataSource' },
          options: given,
        };
        for (const value of [
          dataSource,
          { dataSource },
          given,
          { given: [given] },
          new Map([[1, given]]),
          class {
            static dataSource = dataSource;
          },
        ]) {
          assert.doesNotMatch(show(value), /hush/);
        }
      }
      assert.equal(
        show({
          '@instanceof': Symbol.for('DataSource'),
          constructor: { name: 'DataSource' },
          options,
          isInitialized: false,
        }),
        '<DataSource postgres h/d, closed>',
      );
    });
  });

  describe('colours', () => {
    test('of an entity are those of its values', () => {
      assert.equal(
        formatValue(author(1, 'Ann'), colored),
        '<\x1b[36mAuthor\x1b[39m \x1b[33m1\x1b[39m, Ann, \x1b[1mnull\x1b[22m>',
      );
    });

    test('do not count as width', () => {
      assert.doesNotMatch(formatValue([author(1, 'A'), author(2, 'B')], { ...colored, width: 42 }), /\n/);
    });

    test('of everything else are those of Node', () =>
      assert.equal(formatValue({ a: 1 }, colored), inspect({ a: 1 }, { colors: true })));
  });

  describe('what is going to be shown', () => {
    test('the entities in it, each once, within the limit, without reading them', () => {
      const list = [book(1), book(2), book(3)];
      const [first, second] = list;
      const untouched = Object.assign(book(4), {
        toString() {
          throw new Error('printed');
        },
      });
      assert.deepEqual(valuesShown(list, { ...plain, limit: 2 }), [first, second]);
      assert.deepEqual(valuesShown({ a: first, b: [second, first] }, plain), [first, second]);
      assert.deepEqual(valuesShown([untouched], plain), [untouched]);
      assert.deepEqual(valuesShown('text', plain), []);
      assert.deepEqual(
        valuesShown(Object.assign(author(1), { books: list }), plain).length,
        1,
        'what is shown by count is not printed',
      );
    });
  });
});
