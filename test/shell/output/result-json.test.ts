import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { resultJson } from '../../../src/shell/output/result-json';
import { Book } from './fixtures/entities';
import { openLibraryOfAnn, type Library } from './fixtures/library';

describe('a result as JSON', () => {
  let library: Library;
  const parsed = (value: unknown): unknown => JSON.parse(resultJson(value, library));

  before(async () => (library = await openLibraryOfAnn()));
  after(() => library.dataSource.destroy());

  test('a list of entities is columns, rows, and how many more there are', async () => {
    const books = await library.dataSource.manager.find(Book, { order: { id: 'ASC' } });
    assert.equal(
      resultJson(books, library),
      '{"columns":["id","title"],"rows":[{"id":1,"title":"One"},{"id":2,"title":"Two"}],"more":0}',
    );
  });

  test('relations that are loaded are columns too, where any row has them', async () => {
    const { manager } = library.dataSource;
    const [one] = await manager.find(Book, { where: { id: 1 }, relations: { author: true } });
    const two = await manager.findOneBy(Book, { id: 2 });
    assert.deepEqual(parsed([two, one]), {
      columns: ['id', 'title', 'author'],
      rows: [
        { id: 2, title: 'Two' },
        { id: 1, title: 'One', author: { id: 1, name: 'Ann', born: null } },
      ],
      more: 0,
    });
  });

  test('so are the rows of a raw query, and a list without any', async () => {
    const rows: unknown = await library.dataSource.query('SELECT count(*) AS n, NULL AS missing FROM books');
    assert.deepEqual(parsed(rows), { columns: ['n', 'missing'], rows: [{ n: 2, missing: null }], more: 0 });
    assert.deepEqual(parsed([]), { columns: [], rows: [], more: 0 });
  });

  test('rows beyond ten thousand are counted', () => {
    const rows = Array.from({ length: 10_003 }, (_, n) => ({ n }));
    const { rows: written, more } = parsed(rows) as { rows: readonly unknown[]; more: number };
    assert.equal(written.length, 10_000);
    assert.deepEqual(written.at(-1), { n: 9_999 });
    assert.equal(more, 3);
  });

  test('any other value is as it is', () => {
    for (const value of [1, 'a', null, [1, 2], [{ a: 1 }, 2], [[{ a: 1 }]], { a: [{ b: 1 }] }])
      assert.deepEqual(parsed(value), value);
  });
});
