import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { after, before, describe, test } from 'node:test';
import { partsOf } from '../../../../src/shell/output/long-text';
import { NO_COLORS } from '../../../../src/shell/output/theme';
import { MASK, NO_MASKING } from '../../../../src/shell/safety/masking/masking';
import { valuePrinter } from '../../../../src/shell/value-printer';
import type { ResultFormat } from '../../../../src/shell/view';
import { Author, Book, Parcel } from '../fixtures/entities';
import { openLibrary, type Library } from '../fixtures/library';
import { noRooms } from '../../../support/no-rooms';
import { printed } from './print';

const ROWS = [
  { id: 1, name: 'Uri Lee', note: 'The quick brown fox jumps over the lazy dog', price: '12.50' },
  { id: 20, name: '漢字', note: null, price: '7' },
];

function lines(text: string): string {
  return text.replace(/^\n/, '').replace(/\n *$/, '').replace(/^ {4}/gm, '');
}

describe('a list of rows', () => {
  test('is a table, numbers on the right', () => {
    assert.equal(
      printed(ROWS, 80),
      lines(`
    ┌────┬─────────┬─────────────────────────────────────────────┬───────┐
    │ id │ name    │ note                                        │ price │
    ├────┼─────────┼─────────────────────────────────────────────┼───────┤
    │  1 │ Uri Lee │ The quick brown fox jumps over the lazy dog │ 12.50 │
    │ 20 │ 漢字    │ NULL                                        │     7 │
    └────┴─────────┴─────────────────────────────────────────────┴───────┘
    `),
    );
  });

  test('cuts the widest cells when it is too wide', () => {
    assert.equal(
      printed(ROWS, 60),
      lines(`
    ┌────┬─────────┬───────────────────────────────────┬───────┐
    │ id │ name    │ note                              │ price │
    ├────┼─────────┼───────────────────────────────────┼───────┤
    │  1 │ Uri Lee │ The quick brown fox jumps ove…+14 │ 12.50 │
    │ 20 │ 漢字    │ NULL                              │     7 │
    └────┴─────────┴───────────────────────────────────┴───────┘
    `),
    );
  });

  test('is one column a line when that is not enough', () => {
    assert.equal(
      printed(ROWS, 40),
      lines(`
    ─[ RECORD 1 ]──────────────────────
    id    │ 1
    name  │ Uri Lee
    note  │ The quick brown fox jumps ov…+15
    price │ 12.50
    ─[ RECORD 2 ]──────────────────────
    id    │ 20
    name  │ 漢字
    note  │ NULL
    price │ 7
    `),
    );
  });

  test('of one row, or one column, is a table too', () => {
    assert.equal(printed([{ n: 2 }], 80), '┌───┐\n│ n │\n├───┤\n│ 2 │\n└───┘');
  });

  test('shows the first hundred, and says how many there are more', () => {
    const shown = printed(
      Array.from({ length: 1_000_000 }, (_, id) => ({ id })),
      80,
    ).split('\n');
    assert.equal(shown.length, 105);
    assert.deepEqual(shown.slice(-3), ['│ 99 │', '└────┘', '… 999,900 more']);
  });

  test('control characters are spelled out, in names too', () => {
    assert.match(printed([{ 'a\x1b[2J': 'b\nc' }], 80), /│ a\\x1b\[2J │\n.*\n│ b\\nc {5}│/);
  });

  test('is as wide as it is where nothing has to fit', () => {
    const wide = [{ a: 'x'.repeat(500), b: 'y'.repeat(5_000) }];
    const shown = printed(wide, Infinity);
    assert.ok(shown.includes('x'.repeat(500)));
    assert.ok(shown.includes('…+4,007'));
  });
});

describe('a list of many rows, for a pager', () => {
  const { model, colors } = noRooms();
  const parts = (value: unknown, format: ResultFormat = 'auto'): Iterable<string> | undefined => {
    const long = valuePrinter(() => format, { model, colors, masking: NO_MASKING, width: () => 80 }).long!(value);
    return long && partsOf(long);
  };

  test('is whole, its lines all of one width, though only some of its rows were looked at before', () => {
    const rows = Array.from({ length: 12_000 }, (_, at) => ({
      id: at + 1,
      note: at === 11_000 ? 'x'.repeat(200) : 'n',
    }));
    const shown = [...parts(rows)!];
    assert.equal(shown.length, rows.length + 4);
    assert.equal(new Set(shown.map((line) => line.length)).size, 1);
    assert.match(shown.at(-2)!, /^│ 12000 │ n/);
  });

  test('begins before the rest is read', () => {
    let read = 0;
    const rows = new Proxy(new Array<object>(1_000_000), {
      get: (target, key) =>
        typeof key === 'string' && /^\d+$/.test(key) ? (read++, { id: 1 }) : (Reflect.get(target, key) as unknown),
    });
    const [first] = parts(rows, 'list')!;
    assert.equal(first, '[');
    assert.ok(read < 10, `${read} were read`);
  });

  test('never cuts a number that is wider than those that were looked at', () => {
    const rows = Array.from({ length: 5_000 }, (_, at) => ({ id: at === 4_001 ? 123_456_789 : 1 }));
    assert.ok([...parts(rows)!].includes('│ 123456789 │'));
  });

  test('goes on with a table of its own where rows of another kind come', () => {
    const rows: object[] = Array.from({ length: 5_000 }, () => ({ id: 1 }));
    rows[4_001] = { other: 'x' };
    const shown = [...parts(rows)!].join('\n');
    assert.match(shown, /│ {2}1 │\n└────┘\n┌─*┬─*┐\n│ other │ id │\n├─*┼─*┤\n│ x +│ +│\n│ +│ +1 │\n/);
    assert.equal(shown.match(/ 1 │/g)?.length, 4_999);
  });

  test('of any kind is whole as a list, when that is asked for', () => {
    const shown = [
      ...parts(
        Array.from({ length: 300 }, (_, at) => at),
        'list',
      )!,
    ];
    assert.deepEqual([shown.length, shown[1], shown.at(-2)], [302, '  0,', '  299']);
    assert.equal(parts(Array.from({ length: 300 }, (_, at) => at)), undefined);
  });
});

describe('no table of itself', () => {
  for (const value of [
    [],
    [1, 2],
    [{}],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, null],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ run: () => 1 }],
    [{ list: new Map() }],
    [[1, 2]],
    { a: 1 },
    new Map([[1, 2]]),
  ]) {
    test(inspect(value), () => assert.equal(printed(value, 80), inspect(value, { breakLength: 80 })));
  }
});

describe('the formats', () => {
  const show = (value: unknown, format: ResultFormat): string => printed(value, 80, format);

  test('table: whatever has rows', () => {
    assert.equal(show([1, null], 'table'), '┌───────┐\n│ value │\n├───────┤\n│     1 │\n│  NULL │\n└───────┘');
    assert.equal(show({ a: 1 }, 'table'), '┌───┐\n│ a │\n├───┤\n│ 1 │\n└───┘');
    assert.equal(show(new Set(['x']), 'table'), '┌───────┐\n│ value │\n├───────┤\n│ x     │\n└───────┘');
    assert.equal(
      show([{ a: 1 }, { b: '' }], 'table'),
      "┌───┬────┐\n│ a │ b  │\n├───┼────┤\n│ 1 │    │\n│   │ '' │\n└───┴────┘",
    );
    for (const value of [5, 'text', null, [], new Map()]) assert.equal(show(value, 'table'), inspect(value));
  });

  test('list: one element a line, whatever its length', () => {
    assert.equal(show([1, 2], 'list'), '[\n  1,\n  2\n]');
    const row = { a: 'x'.repeat(50), b: 'y'.repeat(50) };
    assert.equal(show([row], 'list'), `[\n  { a: '${row.a}', b: '${row.b}' }\n]`);
    assert.equal(show({ list: [1] }, 'list'), '{ list: [ 1 ] }');
    assert.equal(show([], 'list'), '[]');
  });

  test('json: a list one element a line, anything else indented', () => {
    assert.equal(show([{ a: 1 }, { a: null }], 'json'), '[\n  {"a":1},\n  {"a":null}\n]');
    assert.equal(show({ a: [1] }, 'json'), '{\n  "a": [\n    1\n  ]\n}');
    assert.equal(show('x', 'json'), '"x"');
    assert.equal(show([], 'json'), '[]');
  });

  test('csv: of what has rows', () => {
    assert.equal(show([{ a: 1, b: 'x,y' }], 'csv'), 'a,b\n1,"x,y"');
    assert.equal(show(5, 'csv'), '5');
    assert.equal(show([], 'csv'), '[]');
  });
});

describe('entities', () => {
  let library: Library;
  before(async () => void (library = await openLibrary()));
  after(() => library.dataSource.destroy());

  const show = (value: unknown, format: ResultFormat = 'auto', width = 80, masking = NO_MASKING): string => {
    const options = { model: library.model, colors: () => NO_COLORS, masking, width: () => width };
    return valuePrinter(() => format, options).value(value);
  };
  const whole = (value: unknown): string[] => {
    const options = { model: library.model, colors: () => NO_COLORS, masking: NO_MASKING, width: () => 80 };
    return [...partsOf(valuePrinter(() => 'auto', options).long!(value)!)];
  };
  const author = (id: number, more: object = {}): Author =>
    Object.assign(new Author(), { id, name: `A${id}`, born: null }, more);
  const parcelIn = (city: string): Parcel => Object.assign(new Parcel(), { code: 'p', weight: 2, to: { city } });
  const book = (id: number, more: object = {}): Book => Object.assign(new Book(), { id, title: `T${id}` }, more);

  test('are a table of their columns where their class does not say how they print', () => {
    assert.equal(
      show([author(1), author(2)]),
      lines(`
    ┌────┬──────┬──────┐
    │ id │ name │ born │
    ├────┼──────┼──────┤
    │  1 │ A1   │ NULL │
    │  2 │ A2   │ NULL │
    └────┴──────┴──────┘
    `),
    );
  });

  test('are the list of what their class says otherwise, and a table when that is asked for', () => {
    assert.equal(show([book(1), book(2)]), '[<Book 1, T1, …>, <Book 2, T2, …>]');
    assert.match(show([book(1), book(2)], 'table'), /^┌.*\n│ id │ title/);
  });

  test('of several kinds are a list; asked for, a table with the columns of both', () => {
    const mixed = [author(1), book(2)];
    assert.equal(show(mixed), '[<Author 1, A1, null>, <Book 2, T2, …>]');
    const [, head = ''] = show(mixed, 'table').split('\n');
    for (const name of ['id', 'name', 'born', 'title']) assert.ok(head.includes(` ${name} `), head);
  });

  test('of several kinds share a column of one name, each read by its own kind', () => {
    // Of a row that is no entity nothing is known: its Date is an instant, and has its zone.
    const date = new Date(2024, 0, 2);
    const shown = show([author(1, { born: date }), { id: 'x', born: date }, 5], 'csv');
    assert.equal(
      shown,
      `id,name,born,value\n1,A1,${show([author(1, { born: date })], 'csv')
        .split(',')
        .at(-1)},\nx,,${date.toISOString()},\n,,,5`,
    );
    const [, , , first = '', second = ''] = show(
      [author(1), parcelIn('Bern'), { to: { city: 'Rom' } }],
      'table',
      200,
    ).split('\n');
    assert.match(first, /^│ +1 │ A1 +│ NULL │ +│ +│ +│ +│$/);
    assert.match(second, /│ Bern +│ +│$/);
  });

  test('of several kinds: a column that one of them hides is hidden', () => {
    const masking = {
      ...NO_MASKING,
      hides: ({ propertyName, entityMetadata: { name } }: { propertyName: string; entityMetadata: { name: string } }) =>
        propertyName === 'id' && name === 'Book',
    };
    for (const format of ['table', 'csv'] as const) {
      const shown = show([author(4711), book(4712)], format, 80, masking);
      assert.ok(shown.includes(MASK) && !/\b471[12]\b/.test(shown), shown);
    }
  });

  test('with relations that are loaded: to one by its key, to many counted', () => {
    const ann = author(7);
    assert.match(
      show([book(1, { author: ann }), book(2, { author: null })], 'table'),
      /author │\n(.*\n)│ .* 7 │\n│ .* NULL │\n/,
    );
    assert.match(show([author(1, { books: [book(1), book(2)] })]), / books │\n.*\n│ .* {4}2 │/);
  });

  test('columns in embedded objects go by their path, what is not loaded is …', () => {
    const parcel = (more: object): Parcel => Object.assign(new Parcel(), more);
    const rows = [parcel({ code: 'a', weight: 2 }), parcel({ code: 'b', to: { city: 'Bern' } })];
    assert.equal(
      show(rows, 'table'),
      lines(`
    ┌──────┬────────┬─────────┐
    │ code │ weight │ to.city │
    ├──────┼────────┼─────────┤
    │ a    │      2 │ …       │
    │ b    │      … │ Bern    │
    └──────┴────────┴─────────┘
    `),
    );
  });

  test('that are new have all their columns, and nothing in them', () => {
    assert.match(show([new Author()]), /│ id {3}│ name │ born │\n.*\n│ NULL │ NULL │ NULL │/);
  });

  test('that do not fit are one column a line, by their names and keys; so is one that is longer than a line', () => {
    const record = lines(`
    ─[ Author 1 ]─
    id   │ 1
    name │ ''
    born │ NULL
    `);
    assert.equal(show([author(1, { name: '' })], 'auto', 14), record);
    assert.equal(show(author(1, { name: '' }), 'auto', 14), record);
    assert.equal(show(author(1, { name: '' }), 'auto', 80), "<Author 1, '', null>");
    assert.equal(show(author(1, { name: 'null' }), 'auto', 80), "<Author 1, 'null', null>");
    assert.equal(
      show(author(1, { name: `  ${'x'.repeat(99)}` }), 'auto', 99),
      `<Author 1, '  ${'x'.repeat(58)}'…, null>`,
    );
    assert.match(show([book(1), book(2)], 'auto', 14), /^\[\n {2}<Book 1, T1/);
  });

  test('are all there for a pager, each as its class says', () => {
    const long = whole(Array.from({ length: 250 }, (_, at) => book(at, { title: at === 200 ? 'a\nb' : 'T' })));
    assert.deepEqual(
      [long[0], long[1], long[201], long.at(-2), long.at(-1)],
      ['[', '  <Book 0, T, …>,', '  <Book 200, a\\nb, …>,', '  <Book 249, T, …>', ']'],
    );
    assert.equal(long.length, 252);
  });

  test('a column that is masked shows nothing of what it holds', () => {
    const masking = { ...NO_MASKING, hides: (column: { propertyName: string }) => column.propertyName === 'name' };
    for (const format of ['auto', 'json', 'csv'] as const) {
      const shown = show([author(1)], format, 80, masking);
      assert.ok(shown.includes(MASK) && !shown.includes('A1'), shown);
    }
  });
});
