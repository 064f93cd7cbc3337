import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { exportOf, type ExportFormat } from '../../../../src/shell/output/export/export';
import { withoutFormula } from '../../../../src/shell/output/export/formula';
import { markdownText } from '../../../../src/shell/output/export/markdown';
import { MASK, NO_MASKING, type Masking } from '../../../../src/shell/safety/masking/masking';
import { noRooms } from '../../../support/no-rooms';
import { parseCsv } from './rfc4180';

function written(value: unknown, format: ExportFormat, { raw = false, masking = NO_MASKING } = {}): string {
  const { model } = noRooms();
  const options = { model, metadataOf: () => undefined, masking, describe: String, raw, lineEnd: '\r\n' as const };
  const made = exportOf(value, format, options);
  assert.ok(made);
  return Array.from(made.parts, ({ text }) => text).join('');
}

describe('CSV', () => {
  test('by RFC 4180, NULL apart from an empty text', () => {
    assert.equal(
      written(
        [
          {
            id: 1,
            text: 'a,b "c"\nd',
            empty: '',
            none: null,
            day: new Date(Date.UTC(2024, 0, 2)),
            bytes: Buffer.from('hi'),
          },
        ],
        'csv',
      ),
      'id,text,empty,none,day,bytes\r\n1,"a,b ""c""\nd","",,2024-01-02T00:00:00.000Z,aGk=\r\n',
    );
    assert.equal(written([], 'csv'), '');
    assert.equal(written([true, 2n], 'csv'), 'value\r\ntrue\r\n2\r\n');
    assert.equal(written([{ a: { b: [1] } }], 'csv'), 'a\r\n"{""b"":[1]}"\r\n');
    const area = (): number => 1;
    assert.equal(written([{ area, symbol: Symbol('x') }], 'csv'), 'area,symbol\r\n[Function: area],Symbol(x)\r\n');
  });

  test('rows of several kinds keep all that they hold', () => {
    assert.equal(written([{ value: 1 }, 5, null], 'csv'), 'value,value_2\r\n1,\r\n,5\r\n,\r\n');
    assert.equal(written([5, { value: 1, value_2: 2 }], 'csv'), 'value,value_2,value_3\r\n,,5\r\n1,2,\r\n');
  });

  test('a strict reader reads the same cells', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom('', '"', '\r', '\n', '\r\n', ',', '""'),
      fc.constant(null),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(texts, texts, texts), { minLength: 1 }), (cells) => {
        const csv = written(
          cells.map(([a, b, c]) => ({ a, b, c })),
          'csv',
          { raw: true },
        );
        const [head, ...records] = parseCsv(csv);
        assert.deepEqual(
          head.map(({ text }) => text),
          ['a', 'b', 'c'],
        );
        assert.deepEqual(
          records.map((record) => record.map(({ text, quoted }) => (text === '' && !quoted ? null : text))),
          cells,
        );
      }),
    );
  });
});

describe('what a spreadsheet would run', () => {
  for (const [text, harmless] of [
    ['=1+1', "'=1+1"],
    ['+41 44 000 00 00', "'+41 44 000 00 00"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['\n=1', "'\n=1"],
    ['＝1', "'＝1"],
    ['-12.50', '-12.50'],
    ['-1e5', '-1e5'],
    ['-', "'-"],
    ['a=1', 'a=1'],
    ['', ''],
  ] as const)
    test(JSON.stringify(text), () => assert.equal(withoutFormula(text), harmless));

  test('in cells and names, unless they are to be raw; numbers stay', () => {
    const rows = [{ '=a': '=cmd', b: -5, c: -5n, d: '-7' }];
    assert.equal(written(rows, 'csv'), "'=a,b,c,d\r\n'=cmd,-5,-5,-7\r\n");
    assert.equal(written(rows, 'csv', { raw: true }), '=a,b,c,d\r\n=cmd,-5,-5,-7\r\n');
  });
});

describe('JSON', () => {
  const values: readonly unknown[] = [[], [{ a: 1, b: null }, { a: 'x' }], { a: [1, { b: 2 }] }, 5, 'text', null];
  for (const value of values) {
    test(JSON.stringify(value), () => assert.deepEqual(JSON.parse(written(value, 'json')), value));
  }

  test('one element a line', () =>
    assert.equal(written([{ a: 1 }, { a: 2 }], 'json'), '[\n  {"a":1},\n  {"a":2}\n]\n'));

  test('lines of JSON', () => {
    assert.equal(written([{ a: '1\n2' }, { a: 2n }], 'ndjson'), '{"a":"1\\n2"}\n{"a":"2"}\n');
    assert.equal(written({ a: 1 }, 'ndjson'), '{"a":1}\n');
    assert.equal(written([], 'ndjson'), '');
  });
});

describe('Markdown', () => {
  test('a table', () => {
    assert.equal(
      written([{ id: 1, 'a|b': 'x|y\nz', none: null, empty: '' }], 'markdown'),
      '| id | a\\|b | none | empty |\n| --- | --- | --- | --- |\n| 1 | x\\|y<br>z | *NULL* |  |\n',
    );
  });

  for (const [text, escaped] of [
    ['a\\b', 'a\\\\b'],
    ['*a* `b` [c]', '\\*a\\* \\`b\\` \\[c\\]'],
    ['<b>&amp;', '&lt;b>&amp;amp;'],
    ['R&D', 'R&D'],
    ['snake_case _x_', 'snake_case \\_x\\_'],
    ['a\r\nb\rc', 'a<br>b<br>c'],
    ['\x1b[2J', '\\x1b\\[2J'],
  ] as const)
    test(JSON.stringify(text), () => assert.equal(markdownText(text), escaped));
});

test('what has no rows is no table', () => {
  for (const value of [5, 'x', null, new Map(), () => 1])
    for (const format of ['csv', 'markdown'] as const)
      assert.equal(
        exportOf(value, format, { ...noRooms(), metadataOf: () => undefined, describe: String, lineEnd: '\n' }),
        undefined,
      );
});

test('no format writes a secret', () => {
  const masking: Masking = {
    ...NO_MASKING,
    hidesName: (name) => name === 'password',
    redact: (text) => text.replaceAll('hunter2', MASK),
  };
  const value = [{ password: 'hunter2', note: 'it is hunter2', data: { password: 'hunter3' } }];
  for (const format of ['csv', 'json', 'ndjson', 'markdown'] as const) {
    const text = written(value, format, { masking });
    assert.doesNotMatch(text, /hunter/);
    assert.equal(text.split(MASK).length, 4, text);
  }
});
