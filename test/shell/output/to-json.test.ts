import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { toJson } from '../../../src/shell/output/to-json';
import { Author, Book, Club, Parcel } from './fixtures/entities';
import { openLibraryOfAnn, type Library } from './fixtures/library';

describe('values as JSON', () => {
  let library: Library;
  const parsed = (value: unknown): unknown => JSON.parse(toJson(value, library));

  before(async () => {
    const { ann, ...opened } = await openLibraryOfAnn();
    library = opened;
    await library.dataSource.manager.save(Object.assign(new Club(), { name: 'C', members: Promise.resolve([ann]) }));
  });
  after(() => library.dataSource.destroy());
  beforeEach(() => void (library.queries.length = 0));

  test('the columns of an entity, under the names of its properties', () => {
    const parcel = Object.assign(new Parcel(), {
      code: 'X',
      weight: 1.5,
      made: new Date(0),
      photo: Buffer.from('abc'),
      contents: { a: [1] },
      note: null,
      to: { city: 'Berlin', zip: null },
    });
    assert.equal(
      toJson(parcel, library),
      '{"weight":1.5,"code":"X","contents":{"a":[1]},"photo":"YWJj","note":null,"made":"1970-01-01T00:00:00.000Z","to":{"city":"Berlin","zip":null}}',
    );
  });

  test('what a class says about its printing is not asked', async () => {
    assert.equal(
      toJson(await library.dataSource.manager.findOneBy(Book, { id: 1 }), library),
      '{"id":1,"title":"One"}',
    );
  });

  test('relations that are loaded', async () => {
    const [one] = await library.dataSource.manager.find(Book, { relations: { author: true }, take: 1 });
    assert.deepEqual(parsed(one), { id: 1, title: 'One', author: { id: 1, name: 'Ann', born: null } });
    assert.deepEqual(parsed(Object.assign(new Book(), { id: 9, title: 'None', author: null })), {
      id: 9,
      title: 'None',
      author: null,
    });
  });

  test('lazy relations when they are loaded, under their own name; none is loaded for it', async () => {
    const club = await library.dataSource.manager.findOneByOrFail(Club, { id: 1 });
    library.queries.length = 0;
    assert.equal(toJson(club, library), '{"id":1,"name":"C"}');
    await club.members;
    library.queries.length = 0;
    assert.deepEqual(parsed(club), { id: 1, name: 'C', members: [{ id: 1, name: 'Ann', born: null }] });
    assert.deepEqual(library.queries, []);
  });

  test('an entity inside itself is its primary key', async () => {
    const author = await library.dataSource.manager.findOneOrFail(Author, {
      where: { id: 1 },
      relations: { books: true },
    });
    for (const book of author.books) book.author = author;
    assert.deepEqual(parsed(author), {
      id: 1,
      name: 'Ann',
      born: null,
      books: [
        { id: 1, title: 'One', author: { id: 1 } },
        { id: 2, title: 'Two', author: { id: 1 } },
      ],
    });
  });

  test('an entity that comes again keeps its columns, and every entity of the result its relations', async () => {
    const author = await library.dataSource.manager.findOneOrFail(Author, {
      where: { id: 1 },
      relations: { books: true },
    });
    const [one, two] = author.books;
    for (const book of author.books) book.author = author;
    assert.deepEqual(parsed([one, two]), [
      { id: 1, title: 'One', author: { id: 1, name: 'Ann', born: null, books: [{ id: 1 }, { id: 2, title: 'Two' }] } },
      { id: 2, title: 'Two', author: { id: 1, name: 'Ann', born: null } },
    ]);
  });

  test('a graph in which everything is linked to everything stays in proportion', () => {
    const authors = Array.from({ length: 60 }, (_, index) => Object.assign(new Author(), { id: index, name: 'n' }));
    for (const author of authors)
      author.books = authors.map((other) => Object.assign(new Book(), { id: other.id, title: 't', author: other }));
    assert.ok(toJson(authors, library).length < 60 * 60 * 100);
    assert.ok(toJson(authors[0], library).length < 60 * 60 * 100);
  });

  test('values that JSON has no form for', () => {
    assert.deepEqual(
      parsed({
        big: 2n ** 70n,
        map: new Map([['a', 1]]),
        pairs: new Map([[1, new Set([2])]]),
        bytes: new Uint8Array([1, 2]),
        symbol: Symbol('s'),
        error: new RangeError('no'),
        expression: /x/g,
        boxed: Object(3) as unknown,
        promise: Promise.resolve(1),
        run: () => 1,
        type: class Some {},
        nan: NaN,
        url: new URL('http://h/'),
        never: new Date(NaN),
        list: [undefined, 1],
      }),
      {
        big: '1180591620717411303424',
        map: { a: 1 },
        pairs: [[1, [2]]],
        bytes: 'AQI=',
        symbol: 'Symbol(s)',
        error: { name: 'RangeError', message: 'no' },
        expression: '/x/g',
        boxed: 3,
        promise: '[Promise]',
        run: '[Function run]',
        type: '[class Some]',
        nan: null,
        url: 'http://h/',
        never: null,
        list: [null, 1],
      },
    );
    assert.equal(toJson(undefined, library), 'null');
    assert.equal(toJson({ gone: undefined }, library), '{}');
  });

  test('circles and depth end', () => {
    const circle: Record<string, unknown> = { a: 1 };
    circle.self = circle;
    assert.equal(toJson(circle, library), '{"a":1,"self":"[Circular]"}');
    let deep: unknown[] = [];
    for (let level = 0; level < 100_000; level++) deep = [deep];
    assert.match(toJson(deep, library), /"\[too deep\]"/);
  });

  test('parts of TypeORM are a line, and no password is written', () => {
    assert.deepEqual(parsed([library.dataSource, library.dataSource.getRepository(Author)]), [
      '<DataSource better-sqlite3 :memory:>',
      '<Repository Author>',
    ]);
    assert.deepEqual(parsed({ type: 'postgres', password: 'hush', url: 'postgres://u:hush@h/d' }), {
      type: 'postgres',
      password: '***',
      url: 'postgres://u:***@h/d',
    });
  });

  test('what throws when it is read says so in its place', () => {
    const hostile = new Proxy(
      {},
      {
        ownKeys() {
          throw new Error('no');
        },
      },
    );
    assert.deepEqual(parsed([hostile, 1]), ['[cannot be written as JSON: no]', 1]);
    assert.deepEqual(
      parsed({
        toJSON() {
          throw new Error('never');
        },
      }),
      '[cannot be written as JSON: never]',
    );
  });

  test('a key that is called __proto__ is a key', () => {
    assert.equal(toJson(JSON.parse('{"__proto__":{"a":1}}'), library), '{"__proto__":{"a":1}}');
  });

  test('no control character is left', () => {
    assert.equal(toJson('\x1b\x7f\x9b\u2028\u202e', library), '"\\u001b\\u007f\\u009b\\u2028\\u202e"');
  });
});
