import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MASK, NO_MASKING } from '../../../../src/shell/safety/masking/masking';
import { cellOf, clockText, type Cell } from '../../../../src/shell/output/table/cell';
import { NOT_LOADED, RAW_CLOCK, type Clock, type Column } from '../../../../src/shell/output/table/table';

const OPTIONS = { metadataOf: () => undefined, masking: NO_MASKING, describe: (value: object) => String(value) };

function cell(value: unknown, column: Partial<Column> = {}, options: Partial<typeof OPTIONS> = {}): Cell {
  return cellOf(
    value,
    { name: 'c', secret: false, clock: RAW_CLOCK, read: (row) => row, ...column },
    { ...OPTIONS, ...options },
  );
}

class Money {
  toString(): string {
    return '2.50 CHF';
  }
}

/** As the evaluator leaves a function: its text is not what was written. */
function named(): void {
  '@source 1 0 20';
}

const CELLS: readonly (readonly [value: unknown, text: string, kind: Cell['kind']])[] = [
  [null, 'NULL', 'none'],
  [undefined, '', 'none'],
  [NOT_LOADED, '…', 'none'],
  ['', "''", 'long'],
  ['null', 'null', 'long'],
  ['NULL', "'NULL'", 'long'],
  ['…', "'…'", 'long'],
  [MASK, `'${MASK}'`, 'long'],
  ["'NULL'", "'\\'NULL\\''", 'long'],
  ["it's", "it's", 'long'],
  [' a', "' a'", 'long'],
  ['a\n', "'a\n'", 'long'],
  ['a b', 'a b', 'long'],
  [0, '0', 'number'],
  [-1.5, '-1.5', 'number'],
  [NaN, 'NaN', 'number'],
  [9007199254740993n, '9007199254740993', 'number'],
  ['12.50', '12.50', 'number'],
  ['-7', '-7', 'number'],
  ['007', '007', 'long'],
  ['1e5', '1e5', 'long'],
  [true, 'true', 'short'],
  [new Date(NaN), 'Invalid Date', 'short'],
  [Buffer.from([1, 255]), '<01 ff 2 bytes>', 'short'],
  [Buffer.alloc(2_000), '<00 00 00 00 00 00 00 00… 2,000 bytes>', 'short'],
  [{ a: [1, 2n, null] }, '{"a":[1,"2",null]}', 'long'],
  [['x'], '["x"]', 'long'],
  [named, '[Function: named]', 'long'],
  [async () => {}, '[AsyncFunction (anonymous)]', 'long'],
  [Money, '[class Money]', 'long'],
  [Object.assign(() => 1, { note: { a: 1 } }), '[Function (anonymous)]', 'long'],
  [new Money(), '2.50 CHF', 'long'],
  ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000a', 'short'],
];

describe('what a value is in a table', () => {
  for (const [value, text, kind] of CELLS) {
    test(`${typeof value} ${JSON.stringify(text)}`, () => {
      const { text: shown, kind: is } = cell(value);
      assert.deepEqual([shown, is], [text, kind]);
    });
  }

  test('a text that is a number in a column of numbers, and text in a column of text', () => {
    assert.equal(cell('12.50', { numeric: true }).kind, 'number');
    assert.equal(cell('8001', { numeric: false }).kind, 'long');
  });

  test('a key is never cut', () => assert.equal(cell('A-1', { isKey: true }).kind, 'short'));

  test('what cannot be shown says so', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    assert.equal(cell(circle).text, '[cannot be shown]');
  });
});

describe('secrets', () => {
  const masking = {
    ...NO_MASKING,
    hidesName: (name: string) => name === 'password',
    redact: (text: string) => text.replaceAll('hunter2', MASK),
  };

  test('of a column, wherever there is a value', () => {
    assert.equal(cell('hunter2', { secret: true }).text, MASK);
    assert.equal(cell(5, { secret: true }).text, MASK);
    assert.equal(cell(null, { secret: true }).text, 'NULL');
  });

  test('inside JSON by their name', () => {
    assert.equal(cell({ a: { password: 'x' }, b: 1 }, {}, { masking }).text, `{"a":{"password":"${MASK}"},"b":1}`);
  });

  test('in text by their value, before it is cut', () => {
    assert.equal(cell('it is hunter2', {}, { masking }).text, `it is ${MASK}`);
  });
});

describe('points in time', () => {
  // The tests run on the clock of any zone.
  const date = new Date(2023, 11, 1, 15, 15, 0);
  const winter = new Date('2024-01-15T12:00:00.250Z');
  const wall: Clock = { reads: 'local', zoned: false, dayOnly: false };

  test('of a column without a zone as they are stored', () => {
    assert.equal(clockText(date, wall), '2023-12-01 15:15:00');
    assert.equal(clockText(date, { ...wall, dayOnly: true }), '2023-12-01');
    assert.equal(clockText(winter, { ...wall, reads: 'utc' }), '2024-01-15 12:00:00.250');
  });

  test('of any other column with their zone, so that the text means the same instant', () => {
    for (const instant of [date, winter, new Date('2024-07-15T12:00:00Z')]) {
      const text = clockText(instant, RAW_CLOCK);
      assert.match(text, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{3})?(Z|[+-]\d\d:\d\d)$/);
      assert.equal(new Date(text.replace(' ', 'T')).getTime(), instant.getTime());
    }
  });
});
